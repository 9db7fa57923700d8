package dev.snn.api.search;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Values to try, by the name of their dimension and in the order of the space: {@link Double},
 * {@link Long}, {@link dev.snn.api.plugin.Value} or one of the values of a choice.
 */
public record Candidate(Map<String, Object> values) {

  /** Keeps the order. */
  public Candidate {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}

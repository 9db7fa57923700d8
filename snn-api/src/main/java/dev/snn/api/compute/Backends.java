package dev.snn.api.compute;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ways in which this program can compute, for those who choose one. Found with {@link
 * java.util.ServiceLoader}.
 */
public interface Backends {

  /** Their names, the fastest first; those that cannot run here included. */
  List<String> names();

  /**
   * Why a backend cannot run here, and what to do: the rest of a sentence that begins with its
   * name. Empty where it can run.
   *
   * @param name one of {@link #names()}
   */
  Optional<String> obstacle(String name);

  /**
   * What else has computed in this process and may compute other bits elsewhere, for records: name
   * and value.
   */
  default Map<String, String> inUse() {
    return Map.of();
  }

  /**
   * Computes with it from now on, everywhere in this process.
   *
   * @param name of one that can run here
   */
  void use(String name);
}

package dev.snn.engine.doctor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.engine.tree.Trees;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What was found, and what could not be looked at.
 *
 * @param findings in the order of {@link Symptom}s
 * @param passedOver why a symptom does not apply, or could not be measured
 */
public record Diagnosis(List<Finding> findings, Map<Symptom, String> passedOver) {

  /** True where nothing was found. */
  public boolean isClean() {
    return findings.isEmpty();
  }

  /** The same with only those mends that somebody can use. */
  public Diagnosis withMends(Predicate<String> usable) {
    return new Diagnosis(
        findings.stream()
            .map(f -> f.mend().filter(usable).isEmpty() ? f.withoutMend() : f)
            .toList(),
        passedOver);
  }

  /** As JSON; a number that is not finite is missing. */
  public ObjectNode json() {
    ObjectNode tree = Trees.NODES.objectNode();
    ArrayNode list = tree.putArray("findings");
    for (Finding f : findings) {
      ObjectNode one = list.addObject();
      one.put("name", f.symptom().id()).put("where", f.where());
      if (Double.isFinite(f.value())) {
        one.put("value", f.value());
      }
      one.put("unit", f.unit()).put("seen", f.seen()).put("cause", f.cause());
      f.mend().ifPresent(mend -> one.put("set", mend));
    }
    ObjectNode others = tree.putObject("does_not_apply");
    passedOver.forEach((symptom, reason) -> others.put(symptom.id(), reason));
    return tree;
  }

  /** Collects. */
  static final class Notes {
    private final List<Finding> findings = new ArrayList<>();
    private final Map<Symptom, String> passedOver = new EnumMap<>(Symptom.class);

    void found(Finding finding) {
      findings.add(finding);
    }

    void passOver(Symptom symptom, String reason) {
      passedOver.put(symptom, reason);
    }

    boolean has(Symptom symptom) {
      return findings.stream().anyMatch(f -> f.symptom() == symptom);
    }

    Diagnosis diagnosis() {
      List<Finding> sorted = new ArrayList<>(findings);
      sorted.sort((a, b) -> a.symptom().compareTo(b.symptom()));
      return new Diagnosis(List.copyOf(sorted), passedOver);
    }
  }
}

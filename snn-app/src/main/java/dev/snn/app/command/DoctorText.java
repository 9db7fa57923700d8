package dev.snn.app.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.engine.doctor.Diagnosis;
import dev.snn.engine.doctor.Finding;
import dev.snn.engine.doctor.Symptom;
import dev.snn.engine.tree.Trees;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A {@link Diagnosis} as it appears on a terminal. */
final class DoctorText {
  private DoctorText() {}

  /**
   * What was examined.
   *
   * @param name "row vib"
   * @param diagnosis null where it could not be looked at
   * @param state why not, in a word; empty where it could
   * @param reason why not, in a sentence
   */
  record Case(String name, Diagnosis diagnosis, String state, String reason) {
    static Case seen(String name, Diagnosis diagnosis) {
      return new Case(name, diagnosis, "", "");
    }

    static Case unseen(String name, String state, String reason) {
      return new Case(name, null, state, reason);
    }

    /** False where something was found, or the first batch fails. */
    boolean isClean() {
      return diagnosis == null ? !state.equals("failed") : diagnosis.isClean();
    }

    ObjectNode json() {
      ObjectNode tree = Trees.NODES.objectNode().put("name", name);
      return diagnosis == null ? tree.put(state, reason) : tree.setAll(diagnosis.json());
    }
  }

  /** The text. */
  static String of(String title, List<Case> cases) {
    StringBuilder text = new StringBuilder(title + "\n");
    for (Case one : cases) {
      text.append('\n').append(one.name()).append('\n');
      if (one.diagnosis() == null) {
        text.append("  ").append(one.state()).append(": ").append(one.reason()).append('\n');
      } else {
        write(one.diagnosis(), text);
      }
    }
    return text.toString();
  }

  private static void write(Diagnosis diagnosis, StringBuilder text) {
    for (Finding f : diagnosis.findings()) {
      text.append("  %s at %s: %s\n".formatted(f.symptom().id(), f.where(), f.seen()))
          .append("    cause: %s\n".formatted(f.cause()))
          .append(
              f.mend()
                  .map(set -> "    mend: --set '%s'\n".formatted(set))
                  .orElse(
                      "    mend: no option of this experiment was found to mend it\n".formatted()));
    }
    if (diagnosis.isClean()) {
      text.append("  nothing found\n");
    }
    Map<String, List<Symptom>> byReason =
        diagnosis.passedOver().entrySet().stream()
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getValue,
                    LinkedHashMap::new,
                    Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
    byReason.forEach(
        (reason, symptoms) ->
            text.append(
                "  does not apply: %s (%s)\n"
                    .formatted(
                        symptoms.stream().map(Symptom::id).collect(Collectors.joining(", ")),
                        reason)));
  }
}

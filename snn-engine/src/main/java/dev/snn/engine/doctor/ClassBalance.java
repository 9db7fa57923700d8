package dev.snn.engine.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.snn.api.data.Dataset;
import dev.snn.api.procedure.Measure;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Compares the sizes of the classes in the training split. */
final class ClassBalance implements Look {
  /** Largest over smallest class. */
  static final double LARGEST_RATIO = 5;

  /** Scores in which a large class does not count for more than a small one. */
  private static final Set<String> FAIR = Set.of("balanced-accuracy", "kappa");

  @Override
  public void at(Patient patient, Diagnosis.Notes notes) {
    Dataset data = patient.run().dataset();
    if (data == null || data.info().targets() > 0 || data.info().classes() < 2) {
      notes.passOver(Symptom.CLASS_BALANCE, "there are no classes");
      return;
    }
    int[] counts = counts(data.train(), data.info().classes());
    int sum = Arrays.stream(counts).sum();
    if (sum == 0) {
      notes.passOver(Symptom.CLASS_BALANCE, "the examples have no class of their own");
      return;
    }
    int largest = Arrays.stream(counts).max().getAsInt();
    int smallest = Arrays.stream(counts).min().getAsInt();
    if (largest < LARGEST_RATIO * smallest || isFair(patient)) {
      return;
    }
    int common = indexOf(counts, largest);
    int rare = indexOf(counts, smallest);
    notes.found(
        new Finding(
            Symptom.CLASS_BALANCE,
            "dataset",
            smallest == 0 ? Double.POSITIVE_INFINITY : (double) largest / smallest,
            "largest over smallest class",
            String.format(
                Locale.ROOT,
                "class %s has %d of %d training examples, class %s %d",
                name(data, common),
                largest,
                sum,
                name(data, rare),
                smallest),
            String.format(
                Locale.ROOT,
                "a network that always answers %s is right in %.0f %% of the training examples, and"
                    + " none of the scores shows it",
                name(data, common),
                100.0 * largest / sum),
            mend(patient)));
  }

  private static int[] counts(Dataset.Split split, int classes) {
    int[] counts = new int[classes];
    for (int k = 0; k < split.size(); k++) {
      int label = split.label(k);
      if (label >= 0 && label < classes) {
        counts[label]++;
      }
    }
    return counts;
  }

  private static int indexOf(int[] counts, int value) {
    for (int c = 0; c < counts.length; c++) {
      if (counts[c] == value) {
        return c;
      }
    }
    throw new IllegalArgumentException();
  }

  private static String name(Dataset data, int c) {
    List<String> names = data.info().legend().classes();
    return names.isEmpty() ? String.valueOf(c) : "'" + names.get(c) + "'";
  }

  private static boolean isFair(Patient patient) {
    JsonNode balance = patient.config().training().tree().path("balance");
    return balance.asBoolean()
        || patient.run().metrics().keySet().stream().anyMatch(FAIR::contains)
        || patient.procedure().measures().stream().map(Measure::name).anyMatch(FAIR::contains);
  }

  private static Optional<String> mend(Patient patient) {
    return Option.of("training", patient.config().training().tree(), "balance")
        .map(option -> option.to("true"))
        .or(() -> Optional.of("metrics=[" + String.join(", ", withFair(patient)) + "]"));
  }

  private static List<String> withFair(Patient patient) {
    List<String> names = new java.util.ArrayList<>(List.of("balanced-accuracy"));
    names.addAll(patient.run().metrics().keySet());
    return names;
  }
}

package dev.snn.data.set;

import dev.snn.api.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What somebody should know of own data before training on them. */
final class OwnNotes {
  private static final int SHOWN = 12;
  private static final int LARGE = 10;

  private OwnNotes() {}

  /**
   * What was taken for the class, how many examples each class has, and what is missing where.
   *
   * @param labelled what was taken for the class
   * @param names empty where classes are numbers
   */
  static List<String> classes(
      String labelled,
      int classes,
      List<String> names,
      Dataset.Split train,
      Dataset.Split validation,
      Dataset.Split test) {
    int[][] counts = {counts(train, classes), counts(validation, classes), counts(test, classes)};
    int[] all = new int[classes];
    List<String> parts = new ArrayList<>();
    for (int c = 0; c < classes; c++) {
      all[c] = counts[0][c] + counts[1][c] + counts[2][c];
      if (c < SHOWN) {
        parts.add(name(names, c) + " (" + all[c] + ")");
      }
    }
    List<String> notes = new ArrayList<>();
    notes.add(
        "%s: %d, with so many examples: %s%s"
            .formatted(
                labelled, classes, String.join(", ", parts), classes > SHOWN ? ", ..." : ""));
    List<Integer> empty = IntStream.range(0, classes).filter(c -> all[c] == 0).boxed().toList();
    if (!empty.isEmpty()) {
      notes.add(
          "%s no example%s"
              .formatted(
                  listed("class", names, empty, "has", "have"),
                  names.isEmpty() ? "; classes are counted from 0" : ""));
    }
    if (IntStream.of(all).filter(n -> n > 0).count() == 1) {
      notes.add("all examples have one class: there is nothing to tell apart");
    }
    String[] part = {"training", "validation", "test"};
    for (int p = 0; p < part.length; p++) {
      int[] here = counts[p];
      List<Integer> missing =
          IntStream.range(0, classes).filter(c -> here[c] == 0 && all[c] > 0).boxed().toList();
      if (IntStream.of(here).sum() > 0 && !missing.isEmpty()) {
        notes.add(
            "the %s part has no example of %s"
                .formatted(part[p], listed("class", names, missing, "", "").strip()));
      }
    }
    return notes;
  }

  /**
   * Where values lie.
   *
   * @param outside values that min-max cut off
   * @param scaled true where the user has seen to their range
   */
  static List<String> values(String name, Dataset.Split train, long outside, boolean scaled) {
    List<String> notes = new ArrayList<>();
    if (outside > 0) {
      notes.add(
          "%s: %d values outside the range of the training part became 0 or 1"
              .formatted(name, outside));
    }
    if (!scaled) {
      float[] range = {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
      train.inBatches(
          1000,
          samples -> {
            for (float[] row : samples.values()) {
              for (float x : row) {
                range[0] = Math.min(range[0], x);
                range[1] = Math.max(range[1], x);
              }
            }
          });
      if (Math.max(Math.abs(range[0]), Math.abs(range[1])) > LARGE) {
        notes.add(
            "%s: values lie from %s to %s; 'normalise: min-max' brings each column to [0, 1]"
                .formatted(name, shown(range[0]), shown(range[1])));
      }
    }
    return notes;
  }

  private static String shown(float x) {
    return Float.toString(x).replaceFirst("\\.0$", "");
  }

  private static int[] counts(Dataset.Split split, int classes) {
    int[] counts = new int[classes];
    for (int k = 0; k < split.size(); k++) {
      counts[split.label(k)]++;
    }
    return counts;
  }

  private static String listed(
      String what, List<String> names, List<Integer> classes, String one, String many) {
    List<String> some = classes.stream().limit(SHOWN).map(c -> "'" + name(names, c) + "'").toList();
    return "%s %s%s %s"
        .formatted(
            classes.size() == 1 ? what : what + "es",
            String.join(", ", some),
            classes.size() > SHOWN ? ", ..." : "",
            classes.size() == 1 ? one : many);
  }

  private static String name(List<String> names, int c) {
    String name = names.isEmpty() ? String.valueOf(c) : names.get(c).replaceAll("\\p{Cntrl}", "?");
    return name.length() <= 40 ? name : name.substring(0, 40) + "...";
  }
}

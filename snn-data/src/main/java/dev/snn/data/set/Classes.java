package dev.snn.data.set;

import dev.snn.api.data.BadDataException;
import dev.snn.api.data.DatasetInfo;
import dev.snn.data.format.Decimals;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Numbers classes that are given as text, of whatever data set: the different texts in ascending
 * order, as numbers where all are whole numbers, become 0, 1, 2, ... Texts that are the same whole
 * number are one class: {@code 1}, {@code +1}, {@code 01}, {@code 1.0}, {@code 1.0000000e+00}; so
 * are texts that look the same: an accent of its own or within its letter, blanks of another kind
 * around. A missing number ({@code nan}) is no class.
 *
 * @param names of the classes, by number; whole numbers in their shortest form where all are
 */
record Classes(List<String> names) {
  /** More different texts are no classes. */
  static final int MOST = 10_000;

  /** Blanks and signs without a width, before or after a text. */
  private static final String UNSEEN = "^[\\p{Z}\\p{Cf}]+|[\\p{Z}\\p{Cf}]+$";

  /** What stands for a missing number, in lower case. */
  private static final Set<String> NO_NUMBERS =
      Set.of("nan", "na", "n/a", "inf", "+inf", "-inf", "infinity", "-infinity");

  /**
   * The classes of data, or those of the network that is to be scored on them.
   *
   * @param trainedOn data of that network; null where none is to be scored
   * @param type of the data set
   * @param name of the file or folder, for error texts
   */
  static Classes of(DatasetInfo trainedOn, String type, String name, String[]... columns) {
    if (trainedOn == null || trainedOn.classes() == 0) {
      return of(name, columns);
    }
    List<String> names = trainedOn.legend().classes();
    if (!names.isEmpty()) {
      return known(names, name, columns);
    }
    // A network of a former version, whose classes had no names, or one trained on other data.
    return trainedOn.name().equals(type)
        ? of(name, columns)
        : known(
            IntStream.range(0, trainedOn.classes()).mapToObj(String::valueOf).toList(),
            name,
            columns);
  }

  /**
   * Classes whose names and numbers are given, such as those of published data, or those of the
   * network that is to be scored on them.
   *
   * @param trainedOn data of that network; null where none is to be scored
   * @param name of the data set, for error texts
   */
  static Classes fixed(DatasetInfo trainedOn, String name, List<String> names) {
    List<String> known = trainedOn == null ? List.of() : trainedOn.legend().classes();
    return known.isEmpty()
        ? new Classes(names)
        : known(known, "data set '" + name + "'", names.toArray(String[]::new));
  }

  static Classes of(String name, String[]... columns) {
    Map<String, String> first = new TreeMap<>();
    for (String[] column : columns) {
      for (String text : column) {
        first.merge(key(text), text, (a, b) -> a.compareTo(b) <= 0 ? a : b);
        if (first.size() > MOST) {
          throw noClasses(name, first);
        }
      }
    }
    requireLabels(name, first.keySet());
    boolean whole = first.keySet().stream().allMatch(Classes::isWhole);
    if (!whole && first.keySet().stream().allMatch(Decimals::isNumber)) {
      throw noClasses(name, first);
    }
    return new Classes(
        whole
            ? first.keySet().stream().sorted(Comparator.comparingLong(Long::parseLong)).toList()
            : first.values().stream().sorted().toList());
  }

  /**
   * The classes of the data that a network was trained on, where they have names, for data it is to
   * be scored on; a class that it does not know is an error.
   */
  static Classes known(List<String> names, String name, String[]... columns) {
    Map<String, Integer> number = byKey(names);
    for (String[] column : columns) {
      for (String text : column) {
        if (!number.containsKey(key(text))) {
          List<String> some = names.subList(0, Math.min(12, names.size()));
          throw new BadDataException(
              "%s: class '%s' is none of the network's (%s%s)."
                  .formatted(
                      name,
                      text,
                      String.join(", ", some),
                      some.size() < names.size() ? ", ..." : ""));
        }
      }
    }
    return new Classes(names);
  }

  int[] numbers(String[] labels) {
    Map<String, Integer> number = byKey(names);
    Map<String, Integer> seen = new HashMap<>();
    return Stream.of(labels)
        .mapToInt(label -> seen.computeIfAbsent(label, text -> number.get(key(text))))
        .toArray();
  }

  private static Map<String, Integer> byKey(List<String> names) {
    Map<String, Integer> number = new HashMap<>();
    for (String name : names) {
      number.put(key(name), number.size());
    }
    return number;
  }

  private static String key(String text) {
    String whole = Decimals.whole(text);
    return whole == null ? plain(text) : whole;
  }

  /**
   * What a reader sees: one form of letters with accents, and no blanks around that cannot be told
   * from others, or seen at all.
   */
  private static String plain(String text) {
    return text.chars().allMatch(c -> c < 128)
        ? text
        : Normalizer.normalize(text, Normalizer.Form.NFC).replaceAll(UNSEEN, "");
  }

  /** Among numbers, what programs write for a missing one is no class. */
  private static void requireLabels(String name, Set<String> keys) {
    List<String> others = keys.stream().filter(key -> !Decimals.isNumber(key)).toList();
    if (others.size() == keys.size()) {
      others = others.stream().filter(key -> key.equals("nan") || key.equals("NaN")).toList();
    }
    for (String other : others) {
      if (isMissing(other)) {
        throw new BadDataException(
            "%s: '%s' stands where a class is wanted, and is none: the label is missing. Leave such lines out, or give them a class with a name."
                .formatted(name, other));
      }
    }
  }

  /** True for what programs write for a missing number. */
  static boolean isMissing(String text) {
    return NO_NUMBERS.contains(text.toLowerCase(Locale.ROOT));
  }

  private static boolean isWhole(String key) {
    return Decimals.whole(key) != null;
  }

  private static BadDataException noClasses(String name, Map<String, String> texts) {
    String count = texts.size() > MOST ? "more than " + MOST : String.valueOf(texts.size());
    return new BadDataException(
        "%s: the label column holds %s different values ('%s', ...) that are no classes; set label to the column of the class, or target to columns of numbers to predict."
            .formatted(name, count, texts.values().iterator().next()));
  }
}

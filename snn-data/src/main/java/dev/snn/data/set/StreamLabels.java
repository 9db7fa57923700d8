package dev.snn.data.set;

import dev.snn.api.data.BadDataException;
import dev.snn.data.format.Decimals;
import dev.snn.data.format.SampleLines;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The classes of a stream, met one line after the other. Each text is kept once, with the place
 * where it stood first; of the lines no more than a number each, and that only where it is asked
 * for.
 */
final class StreamLabels {
  private final String name;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> texts = new ArrayList<>();
  private final List<String> places = new ArrayList<>();
  private int[] kept = new int[64];
  private int size;

  /**
   * @param name of the file, for error texts
   */
  StreamLabels(String name) {
    this.name = name;
  }

  /** Takes the class of a line: the number of its text, in the order in which they came. */
  int add(SampleLines line) {
    Integer number = numbers.get(line.label());
    if (number != null) {
      return number;
    }
    if (texts.size() == Classes.MOST) {
      throw new BadDataException(
          "%s: '%s' is text %d of the column '%s', too many for classes; set target to the column of the class."
              .formatted(line.labelPlace(), line.label(), texts.size() + 1, line.target()));
    }
    numbers.put(line.label(), texts.size());
    texts.add(line.label());
    places.add(line.labelPlace());
    return texts.size() - 1;
  }

  /** Keeps the number of a line's text. */
  void keep(int number) {
    if (size == kept.length) {
      kept = Arrays.copyOf(kept, 2 * size);
    }
    kept[size++] = number;
  }

  /** Gives up what was kept of the lines. */
  void forget() {
    kept = null;
  }

  /**
   * The classes: as they were declared, else the texts in ascending order, of which those that are
   * the same whole number are one.
   *
   * @param declared empty where they were not
   */
  Classes classes(List<String> declared) {
    if (!declared.isEmpty()) {
      return new Classes(declared);
    }
    boolean numeric = texts.stream().anyMatch(Decimals::isNumber);
    boolean others = texts.stream().anyMatch(text -> Decimals.whole(text) == null);
    for (int k = 0; numeric && others && k < texts.size(); k++) {
      if (Classes.isMissing(texts.get(k))) {
        throw new BadDataException(
            "%s: '%s' stands where a class is wanted, and is none: the class is missing. Leave such lines out, or give them a class with a name."
                .formatted(places.get(k), texts.get(k)));
      }
    }
    if (others && texts.stream().allMatch(Decimals::isNumber)) {
      int k = 0;
      while (Decimals.whole(texts.get(k)) != null) {
        k++;
      }
      throw new BadDataException(
          "%s: '%s' is a number, but no class; set target to the column of the class."
              .formatted(places.get(k), texts.get(k)));
    }
    return Classes.of(name, texts.toArray(String[]::new));
  }

  /** The class of each text: its place among those that were declared, else that of its class. */
  Map<String, Integer> byText(List<String> declared) {
    if (declared.isEmpty()) {
      int[] classes = classes(declared).numbers(texts.toArray(String[]::new));
      Map<String, Integer> found = new HashMap<>();
      for (int k = 0; k < classes.length; k++) {
        found.put(texts.get(k), classes[k]);
      }
      return found;
    }
    // Declared values are texts: 1, 1.0 and 01 are three of them.
    Map<String, Integer> places = new HashMap<>();
    for (String text : declared) {
      places.put(text, places.size());
    }
    return places;
  }

  /** The classes of the lines that were kept. */
  int[] ofLines(List<String> declared) {
    Map<String, Integer> classes = byText(declared);
    int[] ofText = texts.stream().mapToInt(classes::get).toArray();
    int[] lines = new int[size];
    for (int k = 0; k < size; k++) {
      lines[k] = ofText[kept[k]];
    }
    return lines;
  }
}

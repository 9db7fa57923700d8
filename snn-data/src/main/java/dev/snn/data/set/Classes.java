package dev.snn.data.set;

import dev.snn.api.data.BadDataException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Numbers classes that are given as text: the different texts in ascending order, as numbers where
 * all are whole numbers, become 0, 1, 2, ...
 */
record Classes(List<String> names) {
  private static final int MOST = 10_000;

  static Classes of(String name, String[]... columns) {
    TreeSet<String> texts =
        Stream.of(columns).flatMap(Stream::of).collect(Collectors.toCollection(TreeSet::new));
    boolean whole = texts.stream().allMatch(t -> t.matches("[+-]?[0-9]{1,15}"));
    if (!whole && texts.stream().allMatch(Classes::isNumber) || texts.size() > MOST) {
      throw new BadDataException(
          name
              + ": the label column holds "
              + texts.size()
              + " different values ('"
              + texts.first()
              + "', ...) that are no classes; set label to the column of the class.");
    }
    Comparator<String> order =
        whole ? Comparator.comparingLong(Long::parseLong) : Comparator.naturalOrder();
    return new Classes(texts.stream().sorted(order).toList());
  }

  int[] numbers(String[] labels) {
    Map<String, Integer> number =
        IntStream.range(0, names.size())
            .boxed()
            .collect(Collectors.toMap(names::get, Function.identity()));
    return Stream.of(labels).mapToInt(number::get).toArray();
  }

  private static boolean isNumber(String text) {
    try {
      Double.parseDouble(text);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}

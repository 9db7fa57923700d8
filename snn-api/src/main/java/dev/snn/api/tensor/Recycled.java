package dev.snn.api.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/**
 * Arrays whose length differs a little from pass to pass, such as lists of events. A pass gets the
 * shortest one that is long enough and at most twice as long as asked for; what two passes did not
 * need is forgotten.
 */
final class Recycled<A> {
  private static final int SMALL = 1024;

  private final IntFunction<A> maker;
  private final ToIntFunction<A> length;
  private TreeMap<Integer, List<A>> free = new TreeMap<>();
  private TreeMap<Integer, List<A>> last = new TreeMap<>();
  private List<A> given = new ArrayList<>();

  Recycled(IntFunction<A> maker, ToIntFunction<A> length) {
    this.maker = maker;
    this.length = length;
  }

  /** An array of at least this length. */
  A take(int needed) {
    if (needed < SMALL) {
      return maker.apply(needed);
    }
    A array = find(last, needed);
    if (array == null) {
      array = find(free, needed);
    }
    if (array == null) {
      // A little more, so that it is long enough when there are more events.
      array = maker.apply((int) Math.min(Integer.MAX_VALUE - 8, needed + needed / 8L));
    }
    given.add(array);
    return array;
  }

  private static <A> A find(TreeMap<Integer, List<A>> in, int needed) {
    Map.Entry<Integer, List<A>> entry = in.ceilingEntry(needed);
    if (entry == null || entry.getKey() > 2L * needed) {
      return null;
    }
    List<A> list = entry.getValue();
    A array = list.remove(list.size() - 1);
    if (list.isEmpty()) {
      in.remove(entry.getKey());
    }
    return array;
  }

  /** Takes everything back. */
  void reset() {
    free = last;
    last = new TreeMap<>();
    for (A array : given) {
      last.computeIfAbsent(length.applyAsInt(array), k -> new ArrayList<>()).add(array);
    }
    given = new ArrayList<>();
  }
}

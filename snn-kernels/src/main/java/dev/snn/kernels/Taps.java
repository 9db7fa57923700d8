package dev.snn.kernels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the places of an {@link Axis} are added to: from inputs to outputs, or back.
 *
 * <p>The targets that a source reaches have neighbouring slots of a ring, which is as long as a
 * source reaches targets; with a dilation there are several rings, and each source reaches targets
 * of one. A target has its slot from its first source to its last one. Which place of the kernel
 * belongs to which slot is the turn of a source; there are few.
 */
final class Taps {
  private static final Shared<Axis, Taps> FORWARD = new Shared<>(Taps::makeForward);
  private static final Shared<Axis, Taps> BACKWARD = new Shared<>(Taps::makeBackward);

  final int sources;
  final int targets;
  final int kernel;

  /** Number of rings, and of slots of a ring. */
  final int rings;

  final int slots;

  /** Places of the kernel from one target of a source to the next. */
  private final int step;

  private final boolean backward;

  /** The targets of each source, in the order of the kernel's places, and these places. */
  final int[][] target;

  final int[][] place;

  /** The ring of each source, and its turn. */
  final int[] ring;

  final int[] turn;

  /** The slots of each source as stretches: first, end, first, end. */
  final int[][] stretches;

  /** The targets that have their first and their last source in a source. */
  final int[][] opened;

  final int[][] closed;

  /** The targets without a source. */
  final int[] untouched;

  private interface Link {
    int target(int source, int k);
  }

  private Taps(Axis axis, boolean backward, int rings, int step, Link link) {
    this.backward = backward;
    this.sources = backward ? axis.out() : axis.in();
    this.targets = backward ? axis.in() : axis.out();
    this.kernel = axis.kernel();
    this.rings = rings;
    this.step = step;
    this.slots = (kernel + step - 1) / step;
    place = new int[sources][];
    target = new int[sources][];
    ring = new int[sources];
    turn = new int[sources];
    stretches = new int[sources][];
    int[] first = new int[targets];
    int[] last = new int[targets];
    Arrays.fill(first, -1);
    for (int s = 0; s < sources; s++) {
      int source = s;
      place[s] = IntStream.range(0, kernel).filter(k -> link.target(source, k) >= 0).toArray();
      target[s] = Arrays.stream(place[s]).map(k -> link.target(source, k)).toArray();
      for (int t : target[s]) {
        first[t] = first[t] < 0 ? s : first[t];
        last[t] = s;
      }
      stretches[s] = stretches(Arrays.stream(target[s]).map(this::slot).sorted().toArray());
      if (target[s].length > 0) {
        ring[s] = target[s][0] % rings;
        turn[s] = turn(place[s][0], slot(target[s][0]));
      }
    }
    opened = bySource(first);
    closed = bySource(IntStream.range(0, targets).map(t -> first[t] < 0 ? -1 : last[t]).toArray());
    untouched = IntStream.range(0, targets).filter(t -> first[t] < 0).toArray();
  }

  /** From inputs to outputs; made once for the axes that are in use. */
  static Taps forward(Axis axis) {
    return FORWARD.of(axis);
  }

  /** From outputs to inputs; made once for the axes that are in use. */
  static Taps backward(Axis axis) {
    return BACKWARD.of(axis);
  }

  private static Taps makeForward(Axis axis) {
    int common = gcd(axis.stride(), axis.dilation());
    return new Taps(axis, false, axis.dilation() / common, axis.stride() / common, axis::output);
  }

  private static Taps makeBackward(Axis axis) {
    return new Taps(
        axis,
        true,
        axis.dilation(),
        1,
        (o, k) -> {
          int i = o * axis.stride() + k * axis.dilation() - axis.padding();
          return i >= 0 && i < axis.in() ? i : -1;
        });
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  /** The slot of a target in its ring. */
  int slot(int t) {
    return t / rings % slots;
  }

  /** Number of turns. */
  int turns() {
    return step * slots;
  }

  private int turn(int k, int slot) {
    return backward
        ? Math.floorMod(slot - k, slots)
        : k % step * slots + Math.floorMod(slot + k / step, slots);
  }

  /** The slot of a place of the kernel in a turn; -1 where the turn leaves it out. */
  int slot(int turn, int k) {
    if (backward) {
      return (turn + k) % slots;
    }
    return k % step == turn / slots ? Math.floorMod(turn % slots - k / step, slots) : -1;
  }

  /** Where the taps of each source begin in the lists of all taps, and their end. */
  int[] starts() {
    int[] starts = new int[sources + 1];
    for (int s = 0; s < sources; s++) {
      starts[s + 1] = starts[s] + place[s].length;
    }
    return starts;
  }

  /** The targets of all sources, one after the other. */
  int[] allTargets() {
    return Arrays.stream(target).flatMapToInt(Arrays::stream).toArray();
  }

  /** The places of all sources, one after the other. */
  int[] allPlaces() {
    return Arrays.stream(place).flatMapToInt(Arrays::stream).toArray();
  }

  private static int[] stretches(int[] sorted) {
    List<Integer> bounds = new ArrayList<>();
    for (int i = 0; i < sorted.length; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1] + 1) {
        bounds.add(sorted[i]);
      }
      if (i == sorted.length - 1 || sorted[i] != sorted[i + 1] - 1) {
        bounds.add(sorted[i] + 1);
      }
    }
    return bounds.stream().mapToInt(b -> b).toArray();
  }

  private int[][] bySource(int[] sourceOf) {
    return IntStream.range(0, sources)
        .mapToObj(s -> IntStream.range(0, sourceOf.length).filter(t -> sourceOf[t] == s).toArray())
        .toArray(int[][]::new);
  }
}

package dev.snn.testkit;

import static dev.snn.testkit.ContractViolation.require;

import dev.snn.api.data.Augmentation;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.Recording;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.random.Draws;
import dev.snn.api.random.Stream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Augmentations: what comes out is an example of the data set, nothing is drawn but by the key, and
 * what is given stays as it is. Checked on pictures of two channels and on recordings, as far as
 * the plug-in takes them.
 */
final class AugmentationChecks {
  private static final int WIDTH = 6;
  private static final int HEIGHT = 5;
  private static final int CHANNELS = 2;
  private static final int EVENTS = 80;
  private static final int DURATION_US = 40_000;
  private static final int KEYS = 40;

  private final Subject subject;

  private AugmentationChecks(Subject subject) {
    this.subject = subject;
  }

  static List<ContractCheck> of(Subject subject) {
    AugmentationChecks c = new AugmentationChecks(subject);
    return List.of(
        new ContractCheck("shape and range", c::shapes),
        new ContractCheck("draws", c::draws),
        new ContractCheck("determinism", c::determinism),
        new ContractCheck("thread independence", c::threads),
        new ContractCheck("purity", c::purity),
        new ContractCheck("edge sizes", c::edges));
  }

  /** The augmentation for each kind of example that it takes; it refuses the others. */
  private Map<DatasetInfo.Kind, Augmentation> made() {
    Map<DatasetInfo.Kind, Augmentation> made = new EnumMap<>(DatasetInfo.Kind.class);
    List<String> refused = new ArrayList<>();
    for (DatasetInfo.Kind kind : DatasetInfo.Kind.values()) {
      DatasetInfo info =
          new DatasetInfo(
              "test", kind, WIDTH, HEIGHT, CHANNELS, 3, 0, "test", Map.of(), "generated");
      try {
        TestContext context = subject.context(0).withDataset(info);
        made.put(kind, subject.create(Augmentation.class, context));
      } catch (IllegalArgumentException e) {
        refused.add(String.valueOf(e.getMessage()));
      }
    }
    if (made.isEmpty()) {
      throw new NotMade(
          "takes neither value vectors (%s) nor recordings (%s)"
              .formatted(refused.get(0), refused.get(1)),
          null);
    }
    return made;
  }

  /** Example k as it is. */
  private static ExampleContents given(DatasetInfo.Kind kind, int k) {
    return kind == DatasetInfo.Kind.VALUES
        ? new ExampleContents(
            Examples.rows("picture/" + k, 1, WIDTH * HEIGHT * CHANNELS, 0, 1)[0], null, null, null)
        : new ExampleContents(null, null, null, events(k, EVENTS));
  }

  private static Recording events(int id, int n) {
    Stream random = Examples.stream("events/" + id);
    int[] times = new int[n];
    short[] x = new short[n];
    short[] y = new short[n];
    byte[] polarity = new byte[n];
    for (int e = 0; e < n; e++) {
      times[e] = (int) ((long) e * DURATION_US / n);
      x[e] = (short) random.nextInt(WIDTH);
      y[e] = (short) random.nextInt(HEIGHT);
      polarity[e] = (byte) random.nextInt(CHANNELS);
    }
    return new Recording(times, x, y, polarity, DURATION_US);
  }

  private static long key(int k) {
    return Draws.bits(1, k);
  }

  /** The example, changed with key k. */
  private static ExampleContents changed(
      Augmentation augmentation, ExampleContents example, int k) {
    if (example.values() != null) {
      float[] values = augmentation.values(example.values(), key(k));
      require(values != null, "values(...) returned null");
      return new ExampleContents(values, null, null, null);
    }
    Recording recording = augmentation.recording(example.recording(), key(k));
    require(recording != null, "recording(...) returned null");
    return new ExampleContents(null, null, null, recording);
  }

  /** Example k, changed with key k. */
  private static ExampleContents changed(DatasetInfo.Kind kind, Augmentation augmentation, int k) {
    return changed(augmentation, given(kind, k), k);
  }

  private String shapes() {
    Map<DatasetInfo.Kind, Augmentation> made = made();
    made.forEach(
        (kind, augmentation) -> {
          for (int k = 0; k < KEYS; k++) {
            ExampleContents now = changed(kind, augmentation, k);
            if (now.values() != null) {
              requireValues(now.values());
            } else {
              requireEvents(now.recording());
            }
          }
        });
    return "takes " + made.keySet().toString().toLowerCase(Locale.ROOT);
  }

  private static void requireValues(float[] values) {
    int length = WIDTH * HEIGHT * CHANNELS;
    require(values.length == length, "%d values became %d", length, values.length);
    for (float x : values) {
      require(Float.isFinite(x), "values between 0 and 1 became %s", x);
    }
  }

  private static void requireEvents(Recording r) {
    int n = r.events();
    require(
        r.x().length == n && r.y().length == n && r.polarity().length == n,
        "%d times, %d columns, %d rows, %d polarities",
        n,
        r.x().length,
        r.y().length,
        r.polarity().length);
    require(
        r.durationUs() > 0, "a recording of %d us became one of %d", DURATION_US, r.durationUs());
    for (int e = 0; e < n; e++) {
      int before = e == 0 ? 0 : r.timesUs()[e - 1];
      require(
          before <= r.timesUs()[e] && r.timesUs()[e] < r.durationUs(),
          "event %d at %d us, after one at %d us, in a recording of %d us",
          e,
          r.timesUs()[e],
          before,
          r.durationUs());
      require(
          r.x()[e] >= 0 && r.x()[e] < WIDTH && r.y()[e] >= 0 && r.y()[e] < HEIGHT,
          "an event at (%d, %d) of a sensor of %d x %d",
          r.x()[e],
          r.y()[e],
          WIDTH,
          HEIGHT);
      require(
          r.polarity()[e] == 0 || r.polarity()[e] == 1, "an event of polarity %d", r.polarity()[e]);
    }
  }

  private String draws() {
    List<String> told = new ArrayList<>();
    made()
        .forEach(
            (kind, augmentation) -> {
              int changes = 0;
              for (int k = 0; k < KEYS; k++) {
                changes += changed(kind, augmentation, k).looksLike(given(kind, k)) ? 0 : 1;
              }
              require(changes > 0, "all of %d examples stay as they are", KEYS);
              told.add(changes + " of " + KEYS + " change");
            });
    return String.join(", ", told);
  }

  private String determinism() {
    Map<DatasetInfo.Kind, Augmentation> other = made();
    made()
        .forEach(
            (kind, augmentation) -> {
              for (int k = 0; k < KEYS; k++) {
                ExampleContents first = changed(kind, augmentation, k);
                requireSame(first, changed(kind, augmentation, k), k, "the second time");
                requireSame(first, changed(kind, other.get(kind), k), k, "of another part");
              }
            });
    return "bit for bit";
  }

  private static void requireSame(ExampleContents a, ExampleContents b, int k, String when) {
    a.requireSame(b, "example " + k, when);
  }

  private String threads() {
    made()
        .forEach(
            (kind, augmentation) -> {
              ExampleContents[] three = new ExampleContents[KEYS];
              try (Parallel pool = Parallel.pool(3)) {
                pool.forEach(KEYS, k -> three[k] = changed(kind, augmentation, k));
              }
              for (int k = KEYS - 1; k >= 0; k--) {
                requireSame(changed(kind, augmentation, k), three[k], k, "on three threads");
              }
            });
    return "bit for bit";
  }

  private String purity() {
    made()
        .forEach(
            (kind, augmentation) -> {
              for (int k = 0; k < KEYS; k++) {
                ExampleContents mine = given(kind, k);
                changed(augmentation, mine, k);
                requireSame(mine, given(kind, k), k, "after it was changed in place");
              }
            });
    return "inputs unchanged";
  }

  private String edges() {
    Augmentation ofEvents = made().get(DatasetInfo.Kind.RECORDINGS);
    if (ofEvents == null) {
      return "none for value vectors";
    }
    for (int n : new int[] {0, 1}) {
      for (int k = 0; k < KEYS; k++) {
        ExampleContents few = new ExampleContents(null, null, null, events(k, n));
        requireEvents(changed(ofEvents, few, k).recording());
      }
    }
    return "recordings of 0 and 1 events";
  }
}

package dev.snn.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.DatasetInfo.Kind;
import dev.snn.api.data.DatasetPlugin;
import dev.snn.api.data.Recording;
import dev.snn.api.data.Samples;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.random.Seed;
import dev.snn.api.random.Stream;
import java.util.Map;

/**
 * Noise that looks like a data set: examples of its shape, classes and targets, and splits where it
 * has some, so that a network can be built for it where its files are not at hand.
 */
final class StandInData implements DatasetPlugin<StandInData.Like> {
  /** Enough for every procedure's check, few enough to encode. */
  private static final int MOST = 300;

  private static final int EVENTS = 40;
  private static final int DURATION_US = 316_000;

  /**
   * The data set.
   *
   * @param steps classes of each example, one per step; 0 where an example has one class
   * @param validation true where there is a validation split
   */
  record Like(DatasetInfo info, int steps, int train, boolean validation) {}

  /** What examples of a data set look like, by the page of data sets. */
  static Like like(JsonNode dataset) {
    String type = dataset.path("type").asText();
    boolean image = dataset.path("target").asText("class").startsWith("image");
    int pixels = image ? 28 * 28 : 0;
    return switch (type) {
      case "mnist", "fashion-mnist" -> of(dataset, Kind.VALUES, 28, 28, 1, 10, pixels, 0);
      case "cifar10" -> of(dataset, Kind.VALUES, 32, 32, 3, 10, 0, 0);
      case "nmnist" -> of(dataset, Kind.RECORDINGS, 34, 34, 2, 10, pixels, 0);
      case "fsdd" -> of(dataset, Kind.VALUES, samples(dataset), 1, 1, 10, 0, 0);
      case "japanese-vowels" -> of(dataset, Kind.VALUES, 12, 29, 1, 9, 0, 0);
      case "electricity", "weather" -> of(dataset, Kind.VALUES, 8, 1, 1, 2, 0, 0);
      case "sea" -> of(dataset, Kind.VALUES, 3, 1, 1, 2, 0, 0);
      case "braille" -> of(dataset, Kind.RECORDINGS, 12, 1, 2, letters(dataset), 0, 0);
      case "ecg-qtdb" -> of(dataset, Kind.RECORDINGS, 4, 1, 1, 6, 0, 1301);
      default -> throw new AssertionError("no stand-in for '" + type + "': say what it looks like");
    };
  }

  private static int letters(JsonNode dataset) {
    return dataset.path("letters").asText().equals("all") ? 27 : 7;
  }

  private static int samples(JsonNode dataset) {
    return (int) Math.round(8000 * dataset.path("seconds").asDouble());
  }

  private static Like of(
      JsonNode set, Kind kind, int w, int h, int channels, int classes, int targets, int steps) {
    DatasetInfo info =
        new DatasetInfo(
            set.path("type").asText(),
            kind,
            w,
            h,
            channels,
            classes,
            targets,
            "stand-in",
            Map.of(),
            "noise",
            targets > 0 ? 28 : 0);
    int train = set.path("train").asInt();
    boolean validation = set.path("validation").asInt() > 0 || set.path("folds").asInt() > 0;
    return new Like(info, steps, train == 0 ? MOST : Math.min(train, MOST), validation);
  }

  @Override
  public String name() {
    return "stand-in";
  }

  @Override
  public Like defaults() {
    throw new UnsupportedOperationException("made from the data set it stands for");
  }

  @Override
  public Dataset create(Like like, BuildContext context) {
    return new Noise(
        like.info(),
        new Part(like, 0, like.train()),
        new Part(like, MOST, like.validation() ? MOST : 0),
        new Part(like, 2 * MOST, MOST));
  }

  private record Noise(DatasetInfo info, Split train, Split validation, Split test)
      implements Dataset {}

  private record Part(Like like, int from, int size) implements Dataset.Split {
    @Override
    public Samples gather(int[] indices) {
      DatasetInfo info = like.info();
      int n = indices.length;
      boolean recorded = info.kind() == Kind.RECORDINGS;
      long[] ids = new long[n];
      int[] labels = new int[n];
      float[][] values = recorded ? null : new float[n][];
      Recording[] recordings = recorded ? new Recording[n] : null;
      float[][] targets = info.targets() > 0 ? new float[n][] : null;
      int[][] stepLabels = like.steps() > 0 ? new int[n][like.steps()] : null;
      for (int b = 0; b < n; b++) {
        ids[b] = from + indices[b];
        labels[b] = label(indices[b]);
        Stream noise = new Seed(ids[b]).stream("stand-in");
        if (recorded) {
          recordings[b] = recording(info, noise);
        } else {
          values[b] = row(info.features(), noise);
        }
        if (targets != null) {
          targets[b] = row(info.targets(), noise);
        }
      }
      boolean single = stepLabels == null;
      return new Samples(ids, values, recordings, single ? labels : null, targets, stepLabels);
    }

    @Override
    public int label(int index) {
      return like.steps() > 0 ? -1 : index % like.info().classes();
    }

    private static float[] row(int length, Stream noise) {
      float[] row = new float[length];
      for (int k = 0; k < length; k++) {
        row[k] = (float) noise.nextDouble();
      }
      return row;
    }
  }

  private static Recording recording(DatasetInfo info, Stream noise) {
    int[] times = noise.ints(EVENTS, 0, DURATION_US).sorted().toArray();
    short[] x = new short[EVENTS];
    short[] y = new short[EVENTS];
    byte[] polarity = new byte[EVENTS];
    for (int k = 0; k < EVENTS; k++) {
      x[k] = (short) noise.nextInt(info.width());
      y[k] = (short) noise.nextInt(info.height());
      polarity[k] = (byte) noise.nextInt(info.channels());
    }
    return new Recording(times, x, y, polarity, DURATION_US);
  }
}

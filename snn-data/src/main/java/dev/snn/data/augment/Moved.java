package dev.snn.data.augment;

import dev.snn.api.data.Augmentation;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.Recording;
import java.util.function.LongFunction;

/**
 * Pictures and recordings whose pixels are seen elsewhere. A pixel of a picture is interpolated
 * linearly between the four about its old place, which at whole pixels is the old value itself; an
 * event goes to the pixel nearest to its new place, and is lost where it leaves the sensor.
 *
 * @param info what the examples are
 * @param fill what lies outside of a picture
 * @param drawn where the pixels of an example come from, by its key
 */
record Moved(DatasetInfo info, Fill fill, LongFunction<Affine> drawn) implements Augmentation {

  /** Refuses plain vectors, which have no neighbours. */
  static Moved of(String name, DatasetInfo info, Fill fill, LongFunction<Affine> drawn) {
    boolean vector = info.width() < 2 || info.height() < 2;
    if (info.kind() == DatasetInfo.Kind.VALUES && vector) {
      throw new IllegalArgumentException(
          "augmentation '%s' needs pictures, but examples of '%s' are vectors of %d values"
              .formatted(name, info.name(), info.features()));
    }
    return new Moved(info, fill, drawn);
  }

  /** Refuses moves by which nothing of an example may be left. */
  static void atMost(String option, int pixels, DatasetInfo info) {
    int width = info.width() > 1 ? info.width() : Integer.MAX_VALUE;
    int height = info.height() > 1 ? info.height() : Integer.MAX_VALUE;
    if (pixels >= Math.min(width, height)) {
      throw new IllegalArgumentException(
          "%s must be at most %d for examples of %d x %d pixels (width x height), or nothing of them may be left; got %d"
              .formatted(option, Math.min(width, height) - 1, info.width(), info.height(), pixels));
    }
  }

  @Override
  public float[] values(float[] values, long key) {
    Affine from = drawn.apply(key);
    int width = info.width();
    int height = info.height();
    float[] moved = new float[values.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double u = from.u(x, y);
        double v = from.v(x, y);
        for (int c = 0; c < info.channels(); c++) {
          int plane = c * height * width;
          moved[plane + y * width + x] = between(values, plane, u, v);
        }
      }
    }
    return moved;
  }

  private float between(float[] values, int plane, double u, double v) {
    int left = (int) Math.floor(u);
    int top = (int) Math.floor(v);
    double right = u - left;
    double bottom = v - top;
    double above = line(values, plane, left, top, right);
    return (float)
        (bottom == 0 ? above : mix(above, line(values, plane, left, top + 1, right), bottom));
  }

  private double line(float[] values, int plane, int x, int y, double right) {
    double here = pixel(values, plane, x, y);
    return right == 0 ? here : mix(here, pixel(values, plane, x + 1, y), right);
  }

  private static double mix(double a, double b, double share) {
    return (1 - share) * a + share * b;
  }

  private float pixel(float[] values, int plane, int x, int y) {
    int column = fill.index(x, info.width());
    int row = fill.index(y, info.height());
    return column < 0 || row < 0 ? 0 : values[plane + row * info.width() + column];
  }

  @Override
  public Recording recording(Recording recording, long key) {
    Affine to = drawn.apply(key).inverse();
    EventList moved = new EventList(recording);
    for (int e = 0; e < recording.events(); e++) {
      double x = Math.rint(to.u(recording.x()[e], recording.y()[e]));
      double y = Math.rint(to.v(recording.x()[e], recording.y()[e]));
      if (x >= 0 && x < info.width() && y >= 0 && y < info.height()) {
        moved.add(recording.timesUs()[e], (int) x, (int) y, recording.polarity()[e]);
      }
    }
    return moved.recording();
  }
}

package dev.snn.data.augment;

import dev.snn.api.data.Augmentation;
import dev.snn.api.data.AugmentationPlugin;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.Recording;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;

/**
 * {@code jitter}: moves each event of a recording in time and over the sensor, {@code u' = u + N(0,
 * time_ms^2)}, {@code x' = round(x + N(0, pixels^2))} and y' alike. Times stay within the
 * recording; events that leave the sensor are lost.
 */
public final class Jitter implements AugmentationPlugin<Jitter.Config> {
  private static final double US_PER_MS = 1000;
  private static final int DRAWS = 3;

  /** Options of {@code jitter}. */
  public record Config(
      @Doc("standard deviation of the move in time, ms") double timeMs,
      @Doc("standard deviation of the move along x and along y, pixels") double pixels) {
    /** Checks the values. */
    public Config {
      Check.notNegative("time_ms", timeMs);
      Check.notNegative("pixels", pixels);
      if (timeMs == 0 && pixels == 0) {
        throw new IllegalArgumentException(
            "both time_ms and pixels are 0, so that nothing moves; give one of them");
      }
    }
  }

  @Override
  public String name() {
    return "jitter";
  }

  @Override
  public Config defaults() {
    return new Config(1, 0);
  }

  @Override
  public String description() {
    return "each event moved a little in time and over the sensor";
  }

  @Override
  public Augmentation create(Config c, BuildContext context) {
    DatasetInfo info = Recordings.require(name(), context);
    return new Jittering(c.timeMs() * US_PER_MS, c.pixels(), info.width(), info.height());
  }

  private record Jittering(double us, double pixels, int width, int height)
      implements Augmentation {
    @Override
    public Recording recording(Recording r, long key) {
      EventList moved = new EventList(r);
      for (int e = 0; e < r.events(); e++) {
        long first = (long) DRAWS * e;
        double x = pixels == 0 ? r.x()[e] : at(r.x()[e], key, first + 1, width);
        double y = pixels == 0 ? r.y()[e] : at(r.y()[e], key, first + 2, height);
        if (x >= 0 && x < width && y >= 0 && y < height) {
          moved.add(time(r, e, key, first), (int) x, (int) y, r.polarity()[e]);
        }
      }
      return moved.recording();
    }

    private double at(int position, long key, long k, int size) {
      return size == 1 ? position : Math.rint(position + pixels * Drawn.normal(key, k));
    }

    /** An event after the recording's end stays after it. */
    private int time(Recording r, int e, long key, long k) {
      int time = r.timesUs()[e];
      if (us == 0 || time >= r.durationUs()) {
        return time;
      }
      double moved = Math.rint(time + us * Drawn.normal(key, k));
      return (int) Math.max(0, Math.min(moved, r.durationUs() - 1.0));
    }
  }
}

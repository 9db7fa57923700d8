package dev.snn.encoders;

import dev.snn.api.codec.Encoder;
import dev.snn.api.codec.EncoderPlugin;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.Recording;
import dev.snn.api.data.Samples;
import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.Added;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.random.Draws;
import dev.snn.api.tensor.Shape;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.SpikesBuilder;
import java.util.Arrays;

/**
 * Bins the events of a recording: an event at time u (in us) of a window of length L falls into
 * step {@code t = floor(u T / L)}; events at or after L are left out. {@code by: count} makes steps
 * of equal numbers of events instead: event e of the E in the window falls into step {@code min(T -
 * 1, floor(e / k))}, {@code k = max(1, floor(E / T))}. Its line is {@code n = (polarity * H' +
 * floor(y / pool)) * W' + floor(x / pool)} with {@code W' = ceil(W / pool)}, {@code H' = ceil(H /
 * pool)}; {@code N = polarities * W' * H'}. A line holds 1 where any event fell into its step, or
 * the number of events. With {@code first} only the first event of each line is looked at, so that
 * E is the number of lines that have one.
 */
public final class EventsEncoder implements EncoderPlugin<EventsEncoder.Config> {

  /** What the steps have in common. */
  public enum By {
    TIME,
    COUNT
  }

  /** Options of the binning. */
  public record Config(
      @Doc("number of time steps T") int steps,
      @Doc("true: at most one spike per line and step; false: the number of events") boolean binary,
      @Doc("length of the window that T steps cover, ms; 0: the recording's own length")
          double windowMs,
      @Doc("2: lines of their own for events of either polarity; 1: both together") int polarities,
      @Doc("side of the square of pixels that share a line, pixels") int pool,
      @Doc(
              "in training, each recording is moved by up to so many pixels along x and along y,"
                  + " drawn anew in each epoch; events that leave the sensor are lost")
          int shift,
      @Added @Doc("time: steps of equal length; count: steps of equal numbers of events") By by,
      @Added
          @Doc(
              "true: of each line only the first event of the recording, so that it spikes once at"
                  + " most; steps of by: count then have equal numbers of these")
          boolean first) {
    /** Checks the values. */
    public Config {
      Check.atLeastOne("steps", steps);
      Check.notNegative("window_ms", windowMs);
      Check.between("polarities", polarities, 1, 2);
      Check.atLeastOne("pool", pool);
      Check.atLeast("shift", shift, 0);
    }
  }

  @Override
  public String name() {
    return "events";
  }

  @Override
  public Config defaults() {
    return new Config(20, true, 0, 2, 1, 0, By.TIME, false);
  }

  @Override
  public String description() {
    return "events of a camera binned into time steps";
  }

  @Override
  public Encoder create(Config config, BuildContext context) {
    DatasetInfo data = Need.recordings(name(), context);
    int polarities = Math.min(config.polarities(), data.channels());
    int width = (data.width() + config.pool() - 1) / config.pool();
    int height = (data.height() + config.pool() - 1) / config.pool();
    long cells = (long) polarities * width * height * config.steps();
    if (cells > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "its steps and pool give "
              + cells
              + " cells (steps x lines); at most 2^31 - 1 are possible");
    }
    return new Events(config, polarities, width, height, data.width(), data.height());
  }

  private record Events(
      Config config, int polarities, int width, int height, int sensorWidth, int sensorHeight)
      implements Encoder {
    private static final int LOST = -1;

    @Override
    public int steps() {
      return config.steps();
    }

    @Override
    public int outputSize() {
      return polarities * width * height;
    }

    @Override
    public Shape outputShape() {
      return Shape.of(polarities, height, width);
    }

    @Override
    public Spikes encode(Samples samples, Pass pass) {
      Recording[] recordings = samples.recordings();
      if (recordings == null) {
        throw new IllegalArgumentException(
            "encoder 'events' needs event recordings, but was given value vectors");
      }
      SpikesBuilder spikes = new SpikesBuilder(steps(), recordings.length, outputSize());
      long purpose = pass.purposeKey("encoder/shift");
      pass.parallel()
          .forEachBlock(
              recordings.length,
              (block, from, to) -> {
                for (int b = from; b < to; b++) {
                  long key = pass.exampleKey(purpose, b);
                  int dx = pass.training() ? drawn(key, 0) : 0;
                  int dy = pass.training() ? drawn(key, 1) : 0;
                  emit(recordings[b], dx, dy, spikes.lane(b));
                }
              });
      return spikes.build();
    }

    /** Uniform in {@code -shift .. shift}. */
    private int drawn(long key, long number) {
      int choices = 2 * config.shift() + 1;
      return (int) (Draws.uniform(key, number) * choices) - config.shift();
    }

    private void emit(Recording recording, int dx, int dy, SpikesBuilder.Lane lane) {
      int size = outputSize();
      int[] cells = cells(recording, dx, dy, size);
      for (int k = 0; k < cells.length; ) {
        int end = k + 1;
        while (end < cells.length && cells[end] == cells[k]) {
          end++;
        }
        lane.add(cells[k] / size, cells[k] % size, config.binary() ? 1 : end - k);
        k = end;
      }
    }

    /** The cell {@code step * size + line} of each event inside the window, ascending. */
    private int[] cells(Recording recording, int dx, int dy, int size) {
      double window =
          config.windowMs() > 0 ? Math.rint(config.windowMs() * 1000) : recording.durationUs();
      int[] events = new int[recording.events()];
      int[] lines = new int[events.length];
      int counted = counted(recording, dx, dy, window, events, lines);
      int perStep = Math.max(1, counted / steps());
      int[] cells = new int[counted];
      int kept = 0;
      for (int k = 0; k < counted; k++) {
        double time = recording.timesUs()[events[k]];
        int step =
            config.by() == By.TIME
                ? (int) (time * steps() / window)
                : Math.min(steps() - 1, k / perStep);
        if (lines[k] != LOST) {
          cells[kept++] = step * size + lines[k];
        }
      }
      int[] sorted = Arrays.copyOf(cells, kept);
      Arrays.sort(sorted);
      return sorted;
    }

    /** The events inside the window with their lines, or the first ones of lines; their number. */
    private int counted(
        Recording recording, int dx, int dy, double window, int[] events, int[] lines) {
      boolean[] seen = new boolean[config.first() ? outputSize() : 0];
      int count = 0;
      for (int e = 0; e < events.length; e++) {
        if (recording.timesUs()[e] >= window) {
          continue;
        }
        int line = line(recording.x()[e] + dx, recording.y()[e] + dy, recording.polarity()[e]);
        if (config.first()) {
          if (line == LOST || seen[line]) {
            continue;
          }
          seen[line] = true;
        }
        events[count] = e;
        lines[count++] = line;
      }
      return count;
    }

    /** The line of an event; {@link #LOST} where it has left the sensor. */
    private int line(int x, int y, int polarity) {
      if (x < 0 || x >= sensorWidth || y < 0 || y >= sensorHeight) {
        return LOST;
      }
      int plane = polarities == 1 ? 0 : polarity;
      return (plane * height + y / config.pool()) * width + x / config.pool();
    }
  }
}

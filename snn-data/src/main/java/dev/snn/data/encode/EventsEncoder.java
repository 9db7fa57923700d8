package dev.snn.data.encode;

import dev.snn.api.codec.Encoder;
import dev.snn.api.codec.EncoderPlugin;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.Recording;
import dev.snn.api.data.Samples;
import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.SpikesBuilder;
import java.util.Arrays;

/**
 * Bins the events of a recording: an event at time u (in us) of a window of length L falls into
 * step {@code t = floor(u T / L)}; events at or after L are left out. Its line is {@code n =
 * (polarity * H' + floor(y / pool)) * W' + floor(x / pool)} with {@code W' = ceil(W / pool)},
 * {@code H' = ceil(H / pool)}; {@code N = polarities * W' * H'}. A line holds 1 where any event
 * fell into its step, or the number of events.
 */
public final class EventsEncoder implements EncoderPlugin<EventsEncoder.Config> {

  /** Options of the binning. */
  public record Config(
      @Doc("number of time steps T") int steps,
      @Doc("true: at most one spike per line and step; false: the number of events") boolean binary,
      @Doc("length of the window that T steps cover, ms; 0: the recording's own length")
          double windowMs,
      @Doc("2: lines of their own for events of either polarity; 1: both together") int polarities,
      @Doc("side of the square of pixels that share a line, pixels") int pool) {
    /** Checks the values. */
    public Config {
      Check.atLeastOne("steps", steps);
      Check.notNegative("window_ms", windowMs);
      Check.between("polarities", polarities, 1, 2);
      Check.atLeastOne("pool", pool);
    }
  }

  @Override
  public String name() {
    return "events";
  }

  @Override
  public Config defaults() {
    return new Config(20, true, 0, 2, 1);
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
          "steps and pool give " + cells + " cells (steps x lines); at most 2^31 - 1 are possible");
    }
    return new Events(config, polarities, width, height);
  }

  private record Events(Config config, int polarities, int width, int height) implements Encoder {
    @Override
    public int steps() {
      return config.steps();
    }

    @Override
    public int outputSize() {
      return polarities * width * height;
    }

    @Override
    public Spikes encode(Samples samples, Pass pass) {
      Recording[] recordings = samples.recordings();
      if (recordings == null) {
        throw new IllegalArgumentException(
            "encoder 'events' needs event recordings, but was given value vectors");
      }
      SpikesBuilder spikes = new SpikesBuilder(steps(), recordings.length, outputSize());
      pass.parallel()
          .forEachBlock(
              recordings.length,
              (block, from, to) -> {
                for (int b = from; b < to; b++) {
                  emit(recordings[b], spikes.lane(b));
                }
              });
      return spikes.build();
    }

    private void emit(Recording recording, SpikesBuilder.Lane lane) {
      int size = outputSize();
      int[] cells = cells(recording, size);
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
    private int[] cells(Recording recording, int size) {
      double window =
          config.windowMs() > 0 ? Math.rint(config.windowMs() * 1000) : recording.durationUs();
      int[] cells = new int[recording.events()];
      int kept = 0;
      for (int e = 0; e < cells.length; e++) {
        double time = recording.timesUs()[e];
        if (time < window) {
          int step = (int) (time * steps() / window);
          cells[kept++] = step * size + line(recording, e);
        }
      }
      int[] sorted = Arrays.copyOf(cells, kept);
      Arrays.sort(sorted);
      return sorted;
    }

    private int line(Recording recording, int e) {
      int plane = polarities == 1 ? 0 : recording.polarity()[e];
      int row = recording.y()[e] / config.pool();
      return (plane * height + row) * width + recording.x()[e] / config.pool();
    }
  }
}

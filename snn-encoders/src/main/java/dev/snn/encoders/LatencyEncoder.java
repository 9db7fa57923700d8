package dev.snn.encoders;

import dev.snn.api.codec.Encoder;
import dev.snn.api.codec.EncoderPlugin;
import dev.snn.api.data.Samples;
import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.tensor.Shape;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.SpikesBuilder;
import java.util.Arrays;

/**
 * Latency code: feature n with value x in [0, 1] spikes once, at step {@code t = T - round(x (T -
 * 1))}, and not at all where that step is T. Steps count from 0, as everywhere, so that t lies in 1
 * .. T-1, a value of 1 spikes at step 1, and step 0 is always silent: this is how the reference
 * code of VDIB (arXiv 2106.01177) indexes its arrays. Half-way values round up.
 */
public final class LatencyEncoder implements EncoderPlugin<LatencyEncoder.Config> {

  /** Options of the latency code. */
  public record Config(@Doc("number of time steps T") int steps) {
    /** Checks the values. */
    public Config {
      Check.atLeast("steps", steps, 2);
    }
  }

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public Config defaults() {
    return new Config(20);
  }

  @Override
  public String description() {
    return "one spike per value, the earlier the larger it is";
  }

  @Override
  public String citation() {
    return "arXiv:2106.01177, section 4";
  }

  @Override
  public Encoder create(Config config, BuildContext context) {
    return new Latency(config.steps(), Need.values(name(), context), context.inputShape());
  }

  private record Latency(int steps, int outputSize, Shape outputShape) implements Encoder {
    @Override
    public Spikes encode(Samples samples, Pass pass) {
      float[][] rows = Need.rows("latency", samples, outputSize);
      SpikesBuilder spikes = new SpikesBuilder(steps, rows.length, outputSize);
      pass.parallel()
          .forEachBlock(
              rows.length,
              (block, from, to) -> {
                int[] shown = new int[outputSize];
                int[] time = new int[outputSize];
                int[] sorted = new int[outputSize];
                int[] start = new int[steps + 2];
                for (int b = from; b < to; b++) {
                  int count = notZero(rows[b], shown);
                  for (int k = 0; k < count; k++) {
                    float x = Need.unit("latency", samples, b, shown[k]);
                    time[k] = steps - Math.round(x * (steps - 1));
                  }
                  emit(spikes.lane(b), shown, time, count, sorted, start);
                }
              });
      return spikes.build();
    }

    /** Lists the values that are not zero; without a branch, which nothing could predict. */
    private int notZero(float[] row, int[] list) {
      int count = 0;
      for (int n = 0; n < outputSize; n++) {
        list[count] = n;
        count += row[n] == 0 ? 0 : 1;
      }
      return count;
    }

    /** A counting sort by time; features of one step stay in ascending order. */
    private void emit(
        SpikesBuilder.Lane lane, int[] shown, int[] time, int count, int[] sorted, int[] start) {
      Arrays.fill(start, 0);
      for (int k = 0; k < count; k++) {
        start[time[k] + 1]++;
      }
      for (int t = 0; t <= steps; t++) {
        start[t + 1] += start[t];
      }
      for (int k = 0; k < count; k++) {
        sorted[start[time[k]]++] = shown[k];
      }
      for (int t = 0, k = 0; t < steps; t++) {
        // start[t] has moved on to where step t ends; values too small for any spike come last.
        lane.addAll(t, sorted, k, start[t]);
        k = start[t];
      }
    }
  }
}

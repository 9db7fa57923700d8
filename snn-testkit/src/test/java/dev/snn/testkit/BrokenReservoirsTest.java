package dev.snn.testkit;

import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Family;
import dev.snn.api.reservoir.Reservoir;
import dev.snn.api.reservoir.ReservoirPlugin;
import dev.snn.api.reservoir.ReservoirState;
import dev.snn.api.reservoir.Response;
import dev.snn.api.reservoir.Stretch;
import dev.snn.api.tensor.Signal;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Leaky sums of the input, with one mistake at a time. */
class BrokenReservoirsTest {
  public record Config() {}

  public record Broken(Set<String> mistakes) implements ReservoirPlugin<Config> {
    @Override
    public String name() {
      return "test.reservoir";
    }

    @Override
    public Config defaults() {
      return new Config();
    }

    @Override
    public Reservoir create(Config config, BuildContext context) {
      return new Leak(mistakes, context.inputSize(), 0);
    }
  }

  /**
   * @param weight what plasticity changes
   */
  private record Sums(float[] x, float[] filtered, float weight) implements ReservoirState {
    @Override
    public ReservoirState atRest() {
      return new Sums(new float[x.length], new float[x.length], weight);
    }
  }

  private record Leak(Set<String> mistakes, int inputSize, float bias) implements Reservoir {
    @Override
    public int size() {
      return inputSize;
    }

    @Override
    public ReservoirState start() {
      return new Sums(new float[inputSize], new float[inputSize], 1);
    }

    @Override
    public Reservoir withBias(double more) {
      return has("bias") ? this : new Leak(mistakes, inputSize, (float) more);
    }

    private boolean has(String mistake) {
      return mistakes.contains(mistake);
    }

    @Override
    public Response run(Signal input, ReservoirState from, Stretch how) {
      Sums sums = (Sums) from;
      float[] x = has("writes") ? sums.x() : sums.x().clone();
      float[] filtered = has("forgets") ? new float[x.length] : sums.filtered().clone();
      float weight = sums.weight();
      float decay = how.tauFilter() == 0 ? 0 : (float) Math.exp(-1 / how.tauFilter());
      int every = how.every();
      float[][] states = new float[every == 0 ? 0 : input.steps() / every][];
      float[][] rows = input.toTensor().rows();
      for (int t = 0; t < rows.length; t++) {
        for (int i = 0; i < x.length; i++) {
          x[i] = 0.9f * x[i] + weight * rows[t][i] + bias;
          filtered[i] = has("filters") ? x[i] : decay * filtered[i] + x[i];
        }
        weight += how.plastic() || has("learns") ? 0.01f : 0;
        if (every > 0 && (has("early") ? t : t + 1) % every == 0 && t / every < states.length) {
          states[t / every] = filtered.clone();
        }
      }
      return new Response(states, null, null, new Sums(x, filtered, weight));
    }
  }

  private static void assertCaught(String check, String mistake, String... detail) {
    Caught.by(check, Family.RESERVOIR, new Broken(Set.of(mistake)), detail);
  }

  @Test
  void eachMistakeIsCaughtByItsCheck() {
    assertCaught("a state is left as it is", "writes", "a second run from the same state");
    assertCaught("time split", "forgets", "two stretches against one");
    assertCaught("the filter of the readout", "filters", "is missed by");
    assertCaught("frozen weights", "learns", "after a run without plasticity");
    assertCaught("recording every third step", "early", "not the state of its step");
    assertCaught("bias", "bias", "a bias of 1000 changes nothing");
  }
}

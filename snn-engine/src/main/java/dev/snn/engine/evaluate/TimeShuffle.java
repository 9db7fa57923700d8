package dev.snn.engine.evaluate;

import dev.snn.api.neuron.Pass;
import dev.snn.api.random.Draws;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.SpikesBuilder;

/**
 * Permutes the steps of each neuron's spike train, of each example on its own, so that counts stay
 * and times do not. The permutation depends on the key, the example's id and the neuron only.
 */
public final class TimeShuffle {
  private TimeShuffle() {}

  public static Spikes shuffle(Spikes spikes, Pass pass) {
    int steps = spikes.steps();
    int size = spikes.size();
    SpikesBuilder builder = new SpikesBuilder(steps, spikes.batch(), size);
    long purpose = pass.purposeKey("shuffle-time");
    pass.parallel()
        .forEachBlock(
            spikes.batch(),
            (block, from, to) -> {
              for (int b = from; b < to; b++) {
                float[][] trains = trains(spikes, b);
                long example = pass.exampleKey(purpose, b);
                for (int n = 0; n < size; n++) {
                  permute(trains[n], Draws.mix(example, n));
                }
                emit(trains, steps, builder.lane(b));
              }
            });
    return builder.build();
  }

  /** The trains {@code [N][T]} of one example. */
  private static float[][] trains(Spikes spikes, int b) {
    float[][] trains = new float[spikes.size()][spikes.steps()];
    for (int t = 0; t < spikes.steps(); t++) {
      int step = t;
      spikes.forEach(t, b, (unit, count) -> trains[unit][step] += count);
    }
    return trains;
  }

  private static void permute(float[] train, long key) {
    for (int i = train.length - 1; i > 0; i--) {
      int j = (int) Long.remainderUnsigned(Draws.bits(key, i), i + 1L);
      float kept = train[i];
      train[i] = train[j];
      train[j] = kept;
    }
  }

  private static void emit(float[][] trains, int steps, SpikesBuilder.Lane lane) {
    for (int t = 0; t < steps; t++) {
      for (int n = 0; n < trains.length; n++) {
        if (trains[n][t] != 0) {
          lane.add(t, n, trains[n][t]);
        }
      }
    }
  }
}

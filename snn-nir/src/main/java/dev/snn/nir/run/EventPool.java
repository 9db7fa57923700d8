package dev.snn.nir.run;

import dev.snn.api.neuron.Pass;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.SpikesBuilder;

/**
 * Sums of events over squares of pixels, one beside the other: at the cost of the events, where the
 * layer {@code sum-pool} passes through the images. The same sums; it gets what are no events.
 */
final class EventPool implements Unit {
  private final Unit images;
  private final int[] target;
  private final int size;

  /**
   * A pool.
   *
   * @param in channels, height, width
   * @param kernel side of a square; what is left over at the edges is left out
   * @param images the same pool for other signals
   */
  EventPool(int[] in, int kernel, Unit images) {
    this.images = images;
    int height = in[1] / kernel;
    int width = in[2] / kernel;
    this.size = in[0] * height * width;
    this.target = new int[in[0] * in[1] * in[2]];
    for (int n = 0; n < target.length; n++) {
      int x = n % in[2] / kernel;
      int y = n / in[2] % in[1] / kernel;
      int channel = n / (in[1] * in[2]);
      target[n] = x < width && y < height ? (channel * height + y) * width + x : -1;
    }
  }

  @Override
  public Object start(int batch) {
    return images.start(batch);
  }

  @Override
  public Result run(Signal input, Object memory, Pass pass) {
    if (!(input instanceof Spikes spikes)) {
      return images.run(input, memory, pass);
    }
    SpikesBuilder sums = new SpikesBuilder(spikes.steps(), spikes.batch(), size);
    pass.parallel().forEach(spikes.batch(), b -> pool(spikes, b, sums.lane(b)));
    return Result.of(sums.build());
  }

  private void pool(Spikes spikes, int b, SpikesBuilder.Lane lane) {
    Spikes.Raw raw = spikes.raw();
    float[] sums = new float[size];
    Bits reached = new Bits(size);
    for (int t = 0; t < spikes.steps(); t++) {
      int r = t * spikes.batch() + b;
      for (int e = raw.offsets()[r]; e < raw.offsets()[r + 1]; e++) {
        int to = target[raw.units()[e]];
        if (to >= 0) {
          sums[to] += raw.counts() == null ? 1 : raw.counts()[e];
          reached.set(to);
        }
      }
      int n = reached.drain();
      for (int k = 0; k < n; k++) {
        int to = reached.list()[k];
        if (sums[to] != 0) {
          lane.add(t, to, sums[to]);
        }
        sums[to] = 0;
      }
    }
  }
}

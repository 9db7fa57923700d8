package dev.snn.neurons.layer;

import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/** One signal of parts that have its (step, example) rows one after the other. */
final class RowsInOrder {
  private RowsInOrder() {}

  /** Spikes where all parts are spikes, else dense rows, which are shared. */
  static Signal of(List<Signal> parts, int steps, int batch, int size) {
    return parts.stream().allMatch(Spikes.class::isInstance)
        ? spikes(parts.stream().map(Spikes.class::cast).toList(), steps, batch, size)
        : new Tensor(
            steps,
            batch,
            size,
            parts.stream()
                .flatMap(part -> Arrays.stream(part.toTensor().rows()))
                .toArray(float[][]::new));
  }

  private static Spikes spikes(List<Spikes> parts, int steps, int batch, int size) {
    int[] offsets = new int[steps * batch + 1];
    int[] units = new int[parts.stream().mapToInt(Spikes::events).sum()];
    boolean counted = !parts.stream().allMatch(Spikes::isBinary);
    float[] counts = counted ? new float[units.length] : null;
    int row = 0;
    int total = 0;
    for (Spikes part : parts) {
      Spikes.Raw raw = part.raw();
      System.arraycopy(raw.units(), 0, units, total, part.events());
      if (counted && raw.counts() != null) {
        System.arraycopy(raw.counts(), 0, counts, total, part.events());
      } else if (counted) {
        Arrays.fill(counts, total, total + part.events(), 1f);
      }
      for (int r = 1; r < raw.offsets().length; r++) {
        offsets[++row] = total + raw.offsets()[r];
      }
      total += part.events();
    }
    return new Spikes(steps, batch, size, offsets, units, counts);
  }
}

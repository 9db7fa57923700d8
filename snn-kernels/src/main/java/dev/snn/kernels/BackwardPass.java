package dev.snn.kernels;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** The weight gradient of some images, and the gradients of the images. */
final class BackwardPass {
  private final Geometry shape;
  private final Choice choice;
  private final Choice share;
  private final Patches patches;
  private final float[][] weight;
  private final boolean sumBias;
  private final EventGradient gradient;
  private final PixelMap[] maps;
  private final EventLayout gradients;
  private final Map<Thread, Room> rooms = new ConcurrentHashMap<>();

  /**
   * A pass.
   *
   * @param choice for the images
   * @param back for the gradients of the results
   * @param needInput false where the images need no gradients
   * @param sumBias true: add up the gradients of each output channel
   */
  BackwardPass(
      Geometry shape,
      Choice choice,
      Choice back,
      Patches patches,
      float[][] weight,
      boolean needInput,
      boolean sumBias) {
    this.shape = shape;
    this.choice = choice;
    this.share = back;
    this.patches = patches;
    this.weight = weight;
    this.sumBias = sumBias;
    gradient = choice.mayBeEvents() ? EventGradient.of(shape) : null;
    maps = new PixelMap[needInput && back.mayBeEvents() ? shape.groups() : 0];
    for (int g = 0; g < maps.length; g++) {
      maps[g] = shape.backward(weight, g);
    }
    gradients = maps.length == 0 ? null : EventLayout.ofPixels(shape.out(), shape.outputs());
  }

  private Room room() {
    return rooms.computeIfAbsent(Thread.currentThread(), thread -> new Room());
  }

  /** What the images {@code [from, to)} add to the weight gradient. */
  final class Part {
    /** Of each group; null where none of these images is a list of events. */
    private final float[][][] sums = new float[shape.groups()][][];

    private final float[] dense;
    private final float[] channelSums;

    Part(ImageRows x, float[][] gradOut, float[][] gradX, int from, int to) {
      Room room = room();
      room.addWeights(x, gradOut, from, to, sums);
      for (int r = from; gradX != null && r < to; r++) {
        room.backward(gradOut[r], gradX[r]);
      }
      dense = room.denseGradient();
      channelSums = sumBias ? room.channelSums(gradOut, from, to) : null;
    }

    /** The sum of the gradients of an output channel. */
    float channelSum(int o) {
      return channelSums[o];
    }

    /** Adds to the gradient of an output channel's weights. */
    void addTo(float[] gradWeight, int o) {
      float[][] sum = sums[o / shape.outputs()];
      int own = o % shape.outputs();
      for (int c = 0; sum != null && c < shape.channels(); c++) {
        for (int kx = 0; kx < shape.x().kernel(); kx++) {
          float[] row = sum[c * shape.x().kernel() + kx];
          for (int ky = 0; ky < shape.y().kernel(); ky++) {
            gradWeight[shape.place(c, ky, kx)] += row[ky * shape.outputs() + own];
          }
        }
      }
      int places = gradWeight.length;
      for (int k = 0; dense != null && k < places; k++) {
        gradWeight[k] += dense[o * places + k];
      }
    }
  }

  /** What a thread needs, made when it is needed. */
  private final class Room {
    private final float[][] gradOuts = new float[gradient == null ? 0 : gradient.images()][];
    private final float[] scratch = new float[shape.in().size()];
    private final PixelMap.Room[] back = PixelMap.rooms(maps);
    private EventGradient.Room adder;
    private DenseImage dense;
    private boolean used;
    private ShiftedProducts shifted;
    private float[] total;

    private DenseImage dense() {
      dense = dense == null ? new DenseImage(patches, weight) : dense;
      return dense;
    }

    /** The weight gradient of whole images since the last call; null where there were none. */
    float[] denseGradient() {
      float[] sum = used ? dense.gradient() : null;
      used = false;
      return sum;
    }

    void addWeights(ImageRows x, float[][] gradOut, int from, int to, float[][][] sums) {
      int n = 0;
      for (int r = from; r < to; r++) {
        if (!choice.isEvents(x, r)) {
          dense().addGradient(x.dense(r, scratch), gradOut[r]);
          used = true;
          continue;
        }
        adder = adder == null ? gradient.room() : adder;
        x.read(r, adder.events(n));
        gradOuts[n++] = gradOut[r];
        if (n == gradOuts.length) {
          add(n, sums);
          n = 0;
        }
      }
      add(n, sums);
    }

    private void add(int n, float[][][] sums) {
      int size = shape.outputs() * shape.out().pixels();
      for (int g = 0; g < sums.length && n > 0; g++) {
        sums[g] = sums[g] == null ? gradient.zeros() : sums[g];
        adder.add(sums[g], n, g * shape.channels(), gradOuts, g * size);
      }
    }

    void backward(float[] gradOut, float[] gradX) {
      if (maps.length == 0) {
        dense().gradInput(gradOut, gradX);
        return;
      }
      ImageEvents found = gradients.events();
      int most = (int) (share.share() * shape.out().size());
      int n = found.find(gradOut, most);
      if (n > most) {
        whole(gradOut, gradX);
        return;
      }
      found.place(gradOut, n);
      int size = shape.channels() * shape.in().pixels();
      for (int g = 0; g < back.length; g++) {
        back[g].map(found, g, gradX, g * size);
      }
    }

    private void whole(float[] gradOut, float[] gradX) {
      if (!patches.areImage() && ShiftedProducts.fitsBackward(shape)) {
        shifted = shifted == null ? ShiftedProducts.backward(shape, weight) : shifted;
        shifted.map(gradOut, gradX);
      } else {
        dense().gradInput(gradOut, gradX);
      }
    }

    float[] channelSums(float[][] gradOut, int from, int to) {
      int pixels = shape.out().pixels();
      total = total == null ? new float[shape.out().size()] : total;
      Arrays.fill(total, 0);
      int[] rows = IntStream.range(from, to).toArray();
      RowKernel.add(total, gradOut, rows, 0, rows.length, 0, total.length);
      float[] sums = new float[shape.out().channels()];
      for (int o = 0; o < sums.length; o++) {
        double sum = 0;
        for (int i = o * pixels; i < (o + 1) * pixels; i++) {
          sum += total[i];
        }
        sums[o] = (float) sum;
      }
      return sums;
    }
  }
}

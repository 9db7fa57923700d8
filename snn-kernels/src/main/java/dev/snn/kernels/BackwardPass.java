package dev.snn.kernels;

import java.util.stream.IntStream;

/** The weight gradient of some images, and the gradients of the images. */
final class BackwardPass {
  private final Geometry shape;
  private final Choice choice;
  private final Choice back;
  private final Patches patches;
  private final float[][] weight;
  private final boolean sumBias;
  private final EventGradient gradient;
  private final PixelMap[] maps;

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
    this.back = back;
    this.patches = patches;
    this.weight = weight;
    this.sumBias = sumBias;
    gradient =
        choice.mayBeEvents()
            ? new EventGradient(
                Taps.forward(shape.y()), Taps.forward(shape.x()), shape.channels(), shape.outputs())
            : null;
    maps = new PixelMap[needInput && back.mayBeEvents() ? shape.groups() : 0];
    for (int g = 0; g < maps.length; g++) {
      maps[g] = shape.backward(weight, g);
    }
  }

  /** What the images {@code [from, to)} add to the weight gradient. */
  final class Part {
    private final EventGradient.Sum[] sums = new EventGradient.Sum[shape.groups()];
    private DenseImage dense;
    private ShiftedProducts shifted;
    private float[] denseGradient;
    private final float[] channelSums;

    Part(ImageRows x, float[][] gradOut, float[][] gradX, int from, int to) {
      addWeights(x, gradOut, from, to);
      if (gradX != null) {
        backward(gradOut, gradX, from, to);
      }
      denseGradient = dense == null ? null : dense.gradient();
      channelSums = sumBias ? channelSums(gradOut, from, to) : null;
    }

    private float[] channelSums(float[][] gradOut, int from, int to) {
      int pixels = shape.out().pixels();
      float[] all = new float[shape.out().size()];
      int[] rows = IntStream.range(from, to).toArray();
      RowKernel.add(all, gradOut, rows, 0, rows.length, 0, all.length);
      float[] sums = new float[shape.out().channels()];
      for (int o = 0; o < sums.length; o++) {
        double sum = 0;
        for (int i = o * pixels; i < (o + 1) * pixels; i++) {
          sum += all[i];
        }
        sums[o] = (float) sum;
      }
      return sums;
    }

    /** The sum of the gradients of an output channel. */
    float channelSum(int o) {
      return channelSums[o];
    }

    private DenseImage dense() {
      dense = dense == null ? new DenseImage(patches, weight) : dense;
      return dense;
    }

    private void addWeights(ImageRows x, float[][] gradOut, int from, int to) {
      ImageEvents[] events = new ImageEvents[gradient == null ? 0 : gradient.images()];
      float[][] gradients = new float[events.length][];
      float[] scratch = new float[shape.in().size()];
      int n = 0;
      for (int r = from; r < to; r++) {
        if (!choice.isEvents(x, r)) {
          dense().addGradient(x.dense(r, scratch), gradOut[r]);
          continue;
        }
        events[n] = events[n] == null ? ImageEvents.ofRows(shape.in(), 1) : events[n];
        x.read(r, events[n]);
        gradients[n++] = gradOut[r];
        if (n == events.length) {
          add(events, n, gradients);
          n = 0;
        }
      }
      add(events, n, gradients);
    }

    private void add(ImageEvents[] events, int n, float[][] gradients) {
      int size = shape.outputs() * shape.out().pixels();
      for (int g = 0; g < sums.length && n > 0; g++) {
        sums[g] = sums[g] == null ? gradient.new Sum() : sums[g];
        sums[g].add(events, n, g * shape.channels(), gradients, g * size);
      }
    }

    private void backward(float[][] gradOut, float[][] gradX, int from, int to) {
      boolean maybe = back.mayBeEvents();
      ImageEvents events = maybe ? ImageEvents.ofPixels(shape.out(), shape.outputs()) : null;
      PixelMap.Room[] rooms = PixelMap.rooms(maps);
      for (int r = from; r < to; r++) {
        int found = maybe ? events.find(gradOut[r]) : 0;
        if (!maybe || found > back.share() * shape.out().size()) {
          whole(gradOut[r], gradX[r]);
          continue;
        }
        events.place(gradOut[r], found);
        int size = shape.channels() * shape.in().pixels();
        for (int g = 0; g < rooms.length; g++) {
          rooms[g].map(events, g, gradX[r], g * size);
        }
      }
    }

    private void whole(float[] gradOut, float[] gradX) {
      if (back.mayBeEvents() && ShiftedProducts.fits(shape)) {
        shifted = shifted == null ? new ShiftedProducts(shape, weight) : shifted;
        shifted.gradInput(gradOut, gradX);
      } else {
        dense().gradInput(gradOut, gradX);
      }
    }

    /** Adds to the gradient of an output channel's weights. */
    void addTo(float[] gradWeight, int o) {
      EventGradient.Sum sum = sums[o / shape.outputs()];
      int own = o % shape.outputs();
      for (int c = 0; sum != null && c < shape.channels(); c++) {
        for (int kx = 0; kx < shape.x().kernel(); kx++) {
          float[] row = sum.gradient()[c * shape.x().kernel() + kx];
          for (int ky = 0; ky < shape.y().kernel(); ky++) {
            gradWeight[shape.place(c, ky, kx)] += row[ky * shape.outputs() + own];
          }
        }
      }
      int places = gradWeight.length;
      for (int k = 0; denseGradient != null && k < places; k++) {
        gradWeight[k] += denseGradient[o * places + k];
      }
    }
  }
}

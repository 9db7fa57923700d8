package dev.snn.kernels;

/** A convolution of some images, one after the other: as events, or as a whole. */
final class ForwardPass {
  private final Geometry shape;
  private final Choice choice;
  private final Patches patches;
  private final float[][] weight;
  private final float[] bias;
  private final EventMap[] maps;

  ForwardPass(Geometry shape, Choice choice, Patches patches, float[][] weight, float[] bias) {
    this.shape = shape;
    this.choice = choice;
    this.patches = patches;
    this.weight = weight;
    this.bias = bias;
    maps = new EventMap[choice.mayBeEvents() ? shape.groups() : 0];
    for (int g = 0; g < maps.length; g++) {
      maps[g] = shape.forward(weight, bias, g);
    }
  }

  /** Convolves the images {@code [from, to)}. */
  void run(ImageRows x, float[][] out, int from, int to) {
    ImageEvents events = null;
    EventMap.Room[] rooms = null;
    DenseImage dense = null;
    float[] scratch = null;
    for (int r = from; r < to; r++) {
      if (!choice.isEvents(x, r)) {
        dense = dense == null ? new DenseImage(patches, weight) : dense;
        scratch = scratch == null ? new float[shape.in().size()] : scratch;
        dense.forward(x.dense(r, scratch), bias, out[r]);
        continue;
      }
      if (events == null) {
        events = ImageEvents.ofRows(shape.in(), shape.channels());
        rooms = EventMap.rooms(maps);
      }
      x.read(r, events);
      map(rooms, events, out[r], shape.outputs() * shape.out().pixels());
    }
  }

  /** Maps the events of each group. */
  static void map(EventMap.Room[] rooms, ImageEvents events, float[] out, int outSize) {
    for (int g = 0; g < rooms.length; g++) {
      rooms[g].map(events, g, out, g * outSize);
    }
  }
}

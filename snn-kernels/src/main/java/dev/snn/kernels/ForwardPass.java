package dev.snn.kernels;

/** A convolution of some images, one after the other: as events, or as a whole. */
final class ForwardPass {
  private final Geometry shape;
  private final Choice choice;
  private final Patches patches;
  private final float[][] weight;
  private final float[] bias;
  private final EventMap[] maps;

  /** Tables for binary images; empty where they would be too large. */
  private final PatternMap[] tables;

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
    tables = tables();
  }

  private PatternMap[] tables() {
    PatternMap[] all = new PatternMap[maps.length];
    for (int g = 0; g < all.length; g++) {
      all[g] = PatternMap.of(shape, weight, bias, g);
    }
    return all.length == 0 || all[0] == null ? new PatternMap[0] : all;
  }

  /** Convolves the images {@code [from, to)}. */
  void run(ImageRows x, float[][] out, int from, int to) {
    ImageEvents events = null;
    ImageMap[] rooms = null;
    ImageMap[] patterned = null;
    DenseImage dense = null;
    float[] scratch = null;
    for (int r = from; r < to; r++) {
      boolean byTable = tables.length > 0 && x.isBinary(r);
      if (!byTable && !choice.isEvents(x, r)) {
        dense = dense == null ? new DenseImage(patches, weight) : dense;
        scratch = scratch == null ? new float[shape.in().size()] : scratch;
        dense.forward(x.dense(r, scratch), bias, out[r]);
        continue;
      }
      events = events == null ? ImageEvents.ofRows(shape.in(), shape.channels()) : events;
      x.read(r, events);
      if (byTable) {
        patterned = patterned == null ? PatternMap.rooms(tables) : patterned;
      } else {
        rooms = rooms == null ? EventMap.rooms(maps) : rooms;
      }
      map(byTable ? patterned : rooms, events, out[r]);
    }
  }

  /** Maps the events of each group. */
  private void map(ImageMap[] rooms, ImageEvents events, float[] out) {
    for (int g = 0; g < rooms.length; g++) {
      rooms[g].map(events, g, out, g * shape.outputs() * shape.out().pixels());
    }
  }
}

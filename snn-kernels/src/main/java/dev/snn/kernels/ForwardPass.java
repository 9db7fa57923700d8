package dev.snn.kernels;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A convolution of some images, one after the other: as events, or as a whole. */
final class ForwardPass {
  private final Geometry shape;
  private final Choice choice;
  private final Patches patches;
  private final float[][] weight;
  private final float[] bias;
  private final EventMap[] maps;
  private final EventLayout layout;
  private final Map<Thread, Room> rooms = new ConcurrentHashMap<>();

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
    layout = choice.mayBeEvents() ? EventLayout.ofRows(shape.in(), shape.channels()) : null;
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
    Room room = rooms.computeIfAbsent(Thread.currentThread(), thread -> new Room());
    for (int r = from; r < to; r++) {
      if (tables.length > 0 && x.isBinary(r)) {
        room.map(room.patterned(), x, r, out[r]);
      } else if (choice.isEvents(x, r)) {
        room.map(room.listed(), x, r, out[r]);
      } else {
        room.whole(x, r, out[r]);
      }
    }
  }

  /** What a thread needs, made when it is needed. */
  private final class Room {
    private ImageMap[] listed;
    private ImageMap[] patterned;
    private DenseImage dense;
    private ShiftedProducts shifted;
    private float[] scratch;

    ImageMap[] listed() {
      listed = listed == null ? EventMap.rooms(maps) : listed;
      return listed;
    }

    ImageMap[] patterned() {
      patterned = patterned == null ? PatternMap.rooms(tables) : patterned;
      return patterned;
    }

    /** Maps the events of each group. */
    void map(ImageMap[] rooms, ImageRows x, int r, float[] out) {
      ImageEvents events = layout.events();
      x.read(r, events);
      for (int g = 0; g < rooms.length; g++) {
        rooms[g].map(events, g, out, g * shape.outputs() * shape.out().pixels());
      }
    }

    void whole(ImageRows x, int r, float[] out) {
      scratch = scratch == null ? new float[shape.in().size()] : scratch;
      float[] image = x.dense(r, scratch);
      if (choice.mayBeEvents() && !patches.areImage() && ShiftedProducts.fitsForward(shape)) {
        shifted = shifted == null ? ShiftedProducts.forward(shape, weight) : shifted;
        shifted.map(image, out);
        DenseImage.addBias(bias, out, shape.out().pixels());
      } else {
        dense = dense == null ? new DenseImage(patches, weight) : dense;
        dense.forward(image, bias, out);
      }
    }
  }
}

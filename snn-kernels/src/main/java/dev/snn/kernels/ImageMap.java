package dev.snn.kernels;

/** Adds up what the events of an image contribute to the pixels of another one; one thread's. */
interface ImageMap {
  /**
   * Maps the events of a group of channels.
   *
   * @param events row by row
   * @param group number of the group
   * @param out the image that is overwritten, from {@code outAt}
   */
  void map(ImageEvents events, int group, float[] out, int outAt);
}

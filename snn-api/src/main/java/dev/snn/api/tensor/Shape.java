package dev.snn.api.tensor;

/**
 * How the lines of a signal lie in space. Line {@code (c * height + y) * width + x} is column x of
 * row y of channel c: channels one after the other, each row by row. Lines without neighbours have
 * the shape {@code (n, 1, 1)}.
 *
 * @param channels number of channels: colours, polarities, feature maps; the lines themselves where
 *     they have no neighbours
 * @param height rows of a channel
 * @param width columns of a channel
 */
public record Shape(int channels, int height, int width) {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException where one is negative
   */
  public Shape {
    if (channels < 0 || height < 0 || width < 0) {
      throw new IllegalArgumentException(
          "a shape of %d x %d x %d is none".formatted(channels, height, width));
    }
  }

  /** Lines without neighbours: {@code (n, 1, 1)}. */
  public static Shape flat(int n) {
    return new Shape(n, 1, 1);
  }

  /** Channels of rows; flat where there is one row of one channel, as of a plain vector. */
  public static Shape of(int channels, int height, int width) {
    return channels == 1 && height == 1 ? flat(width) : new Shape(channels, height, width);
  }

  /** Number of lines. */
  public int size() {
    return channels * height * width;
  }

  /** True where the lines have no neighbours. */
  public boolean isFlat() {
    return height == 1 && width == 1;
  }

  /** The line of a place. */
  public int line(int channel, int y, int x) {
    return (channel * height + y) * width + x;
  }

  /** "100" where flat, else "2 x 28 x 28": channels, height, width. */
  @Override
  public String toString() {
    return isFlat() ? Integer.toString(channels) : channels + " x " + height + " x " + width;
  }
}

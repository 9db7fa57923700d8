package dev.snn.kernels;

/**
 * The shape of an image in a row of values: channel by channel, row by row, {@code x[(c height + y)
 * width + x]}.
 */
public record Plane(int channels, int height, int width) {

  /** Checks the values. */
  public Plane {
    if (channels < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "an image needs channels, rows and columns, got "
              + channels
              + " x "
              + height
              + " x "
              + width);
    }
  }

  /** Pixels of a channel. */
  public int pixels() {
    return height * width;
  }

  /** Number of values. */
  public int size() {
    return channels * height * width;
  }
}

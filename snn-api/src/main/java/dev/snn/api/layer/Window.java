package dev.snn.api.layer;

/**
 * What a place of a layer's output sees of the image that is its input: a square of pixels. That of
 * place (y, x) begins at {@code (stride y - padding, stride x - padding)}, whatever the padding.
 *
 * @param size height and width, pixels
 * @param stride pixels from the square of a place to that of the next
 */
public record Window(int size, int stride) {
  /** Checks the values. */
  public Window {
    if (size < 1 || stride < 1) {
      throw new IllegalArgumentException(
          "a window needs a size and a stride of at least 1, got %d and %d"
              .formatted(size, stride));
    }
  }
}

package dev.snn.kernels;

/**
 * Where the values of an image go when it is a list of events: to which stretch of the list, and
 * what is noted of them. Stretches are rows or pixels of the channels of a part. Many threads may
 * read it.
 */
final class EventLayout {
  private static final Shared<Shape, EventLayout> SHARED = new Shared<>(EventLayout::new);

  final int size;
  final int stretches;

  /** For each value its stretch, column, channel in its part, and row. */
  final int[] stretch;

  final int[] column;
  final int[] channel;
  final int[] row;

  private final Own<ImageEvents> own = new Own<>(() -> new ImageEvents(this));

  /**
   * A stretch for each row: {@code part height + y}.
   *
   * @param channels of a part
   */
  static EventLayout ofRows(Plane plane, int channels) {
    return SHARED.of(new Shape(plane, channels, false));
  }

  /** A stretch for each pixel: {@code part pixels + y width + x}. */
  static EventLayout ofPixels(Plane plane, int channels) {
    return SHARED.of(new Shape(plane, channels, true));
  }

  private record Shape(Plane plane, int channels, boolean pixels) {}

  private EventLayout(Shape shape) {
    Plane plane = shape.plane();
    int channels = shape.channels();
    boolean pixels = shape.pixels();
    size = plane.size();
    int perPart = pixels ? plane.pixels() : plane.height();
    stretches = plane.channels() / channels * perPart;
    stretch = new int[size];
    column = new int[size];
    channel = new int[size];
    row = new int[size];
    int n = 0;
    for (int c = 0; c < plane.channels(); c++) {
      int first = c / channels * perPart;
      int own = c % channels;
      for (int y = 0; y < plane.height(); y++) {
        for (int x = 0; x < plane.width(); x++) {
          stretch[n] = first + (pixels ? y * plane.width() + x : y);
          column[n] = x;
          channel[n] = own;
          row[n++] = y;
        }
      }
    }
  }

  /** Room for the events of an image, of this thread until it asks again. */
  ImageEvents events() {
    return own.get();
  }
}

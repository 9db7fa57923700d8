package dev.snn.kernels;

import java.util.Arrays;

/**
 * The weight gradient of a convolution whose images are lists of events: the transpose of {@link
 * EventMap},
 *
 * <pre>
 *   gradient[c kernelWidth + kx][ky outputs + o] =
 *       sum_{r, y, x} value_r[c, y, x] gradOut_r[o, y'(y, ky), x'(x, kx)]
 * </pre>
 *
 * For each row y of an image and each target column x' the gradients that the places ky of the
 * kernel see are copied to one row, and these rows are added at the events. Several images and
 * several of their rows go together, as many as stay in the cache.
 */
final class EventGradient {
  /** Values of gradients that are rearranged at a time. */
  private static final int CACHED = 1 << 16;

  private static final int MOST_IMAGES = 16;

  private static final Shared<Geometry, EventGradient> SHARED = new Shared<>(EventGradient::new);

  private final Taps y;
  private final Taps x;
  private final int channels;
  private final int outputs;
  private final int images;

  /** What each place of the kernel sees at a column of the image; -1 for nothing. */
  private final int[][] targetOf;

  private final EventLayout layout;
  private final Own<Room> own = new Own<>(Room::new);

  private EventGradient(Geometry shape) {
    y = Taps.forward(shape.y());
    x = Taps.forward(shape.x());
    channels = shape.channels();
    outputs = shape.outputs();
    layout = EventLayout.ofRows(shape.in(), 1);
    int values = outputs * x.targets * (y.targets + y.kernel);
    images = Math.max(1, Math.min(MOST_IMAGES, CACHED / values));
    targetOf = new int[x.kernel][x.sources];
    for (int[] row : targetOf) {
      Arrays.fill(row, -1);
    }
    for (int column = 0; column < x.sources; column++) {
      for (int k = 0; k < x.place[column].length; k++) {
        targetOf[x.place[column][k]][column] = x.target[column][k];
      }
    }
  }

  /** That of the convolutions of a shape, whatever their weights. */
  static EventGradient of(Geometry shape) {
    return SHARED.of(shape);
  }

  /** The room of this thread. */
  Room room() {
    return own.get();
  }

  /** Number of images that are best added together. */
  int images() {
    return images;
  }

  /** A sum to begin with: {@code [channels kernelWidth][kernelHeight outputs]}. */
  float[][] zeros() {
    return new float[channels * x.kernel][y.kernel * outputs];
  }

  /** Room for one thread. */
  final class Room {
    private final int most = Math.max(1, CACHED / (images * x.targets * y.kernel * outputs));
    private final float[][] columns = new float[images * x.targets][y.targets * outputs];
    private final float[][] seen = new float[images * most * x.targets][y.kernel * outputs];
    private final int[] stamp = new int[seen.length];
    private final int[] list = new int[seen.length + 1];
    private final float[] values = new float[seen.length + 1];
    private final ImageEvents[] events = new ImageEvents[images];
    private float[][] gradient;
    private int run;

    /** Room for the events of image i of those that are added together. */
    ImageEvents events(int i) {
      events[i] = events[i] == null ? new ImageEvents(layout) : events[i];
      return events[i];
    }

    /**
     * Adds what the first images of {@link #events} contribute.
     *
     * @param sum of these gradients, added to
     * @param n number of images, at most {@link #images()}
     * @param first the first channel
     * @param gradOut of each image, from {@code gradAt}
     */
    void add(float[][] sum, int n, int first, float[][] gradOut, int gradAt) {
      gradient = sum;
      int plane = y.targets * x.targets;
      for (int i = 0; i < n; i++) {
        for (int t = 0; t < y.targets; t++) {
          int at = gradAt + t * x.targets;
          int to = (y.targets - 1 - t) * outputs;
          Across.read(gradOut[i], at, plane, columns, i * x.targets, x.targets, to, outputs);
        }
      }
      int to;
      for (int from = 0; from < y.sources; from = to) {
        to = from + 1;
        while (to < y.sources && to - from < most && Arrays.equals(y.place[to], y.place[from])) {
          to++;
        }
        if (y.place[from].length > 0) {
          addRows(n, first, from, to);
        }
      }
      gradient = null;
    }

    /** Adds the rows {@code [from, to)} of the images, which meet the same places. */
    private void addRows(int n, int first, int from, int to) {
      run++;
      int[] places = y.place[from];
      int low = places[0] * outputs;
      int high = (places[places.length - 1] + 1) * outputs;
      boolean counted = false;
      for (int i = 0; i < n; i++) {
        counted |= events[i].counted();
        see(events[i], i, first, from, to);
      }
      for (int c = 0; c < channels; c++) {
        for (int k = 0; k < x.kernel; k++) {
          int end = 0;
          for (int i = 0; i < n; i++) {
            end = list(events[i], i, (first + c) * y.sources, from, to, k, end);
          }
          float[] sum = gradient[c * x.kernel + k];
          if (counted) {
            RowKernel.addScaled(sum, seen, list, values, 0, end, low, high);
          } else {
            RowKernel.add(sum, seen, list, 0, end, low, high);
          }
        }
      }
    }

    /** Lists what the events in the rows {@code [from, to)} of a channel see with place k. */
    private int list(ImageEvents image, int i, int stretch, int from, int to, int k, int listed) {
      int[] targets = targetOf[k];
      int[] columns = image.column;
      int[] rows = image.row;
      float[] value = image.value;
      int next = listed;
      int last = image.start[stretch + to];
      for (int e = image.start[stretch + from]; e < last; e++) {
        int t = targets[columns[e]];
        list[next] = ((rows[e] - from) * images + i) * x.targets + t;
        values[next] = value[e];
        next += 1 + (t >> 31);
      }
      return next;
    }

    /** Copies what the events in the rows {@code [from, to)} of an image see. */
    private void see(ImageEvents image, int i, int first, int from, int to) {
      int count = 0;
      for (int c = first; c < first + channels; c++) {
        count += image.start[c * y.sources + to] - image.start[c * y.sources + from];
      }
      if ((long) count * x.kernel < (long) (to - from) * x.targets) {
        for (int c = first; c < first + channels; c++) {
          seeFew(image, i, c * y.sources, from, to);
        }
        return;
      }
      for (int s = from; s < to; s++) {
        int at = ((s - from) * images + i) * x.targets;
        for (int t = 0; t < x.targets; t++) {
          see(seen[at + t], columns[i * x.targets + t], s);
        }
      }
    }

    /** The same for few events: each column that one of them sees, once. */
    private void seeFew(ImageEvents image, int i, int stretch, int from, int to) {
      int last = image.start[stretch + to];
      for (int e = image.start[stretch + from]; e < last; e++) {
        int s = image.row[e];
        int at = ((s - from) * images + i) * x.targets;
        for (int t : x.target[image.column[e]]) {
          if (stamp[at + t] != run) {
            stamp[at + t] = run;
            see(seen[at + t], columns[i * x.targets + t], s);
          }
        }
      }
    }

    /** Copies the gradients that a row of the image sees in a column; zeros between them. */
    private void see(float[] to, float[] column, int source) {
      int[] targets = y.target[source];
      int[] places = y.place[source];
      int first = (y.targets - 1 - targets[0]) * outputs;
      int last = targets.length - 1;
      if (places[last] - places[0] == last && targets[0] - targets[last] == last) {
        System.arraycopy(column, first, to, places[0] * outputs, targets.length * outputs);
        return;
      }
      Arrays.fill(to, 0);
      for (int i = 0; i < targets.length; i++) {
        int at = (y.targets - 1 - targets[i]) * outputs;
        System.arraycopy(column, at, to, places[i] * outputs, outputs);
      }
    }
  }
}

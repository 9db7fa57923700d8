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

  private final Taps y;
  private final Taps x;
  private final int channels;
  private final int outputs;
  private final int images;

  private final int[] tapStart;
  private final int[] tapTarget;
  private final int[] tapPlace;

  EventGradient(Taps y, Taps x, int channels, int outputs) {
    this.y = y;
    this.x = x;
    this.channels = channels;
    this.outputs = outputs;
    int values = outputs * x.targets * (y.targets + y.kernel);
    images = Math.max(1, Math.min(MOST_IMAGES, CACHED / values));
    tapStart = x.starts();
    tapTarget = x.allTargets();
    tapPlace = x.allPlaces();
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
    private final int[] list = new int[x.kernel * seen.length];
    private final float[] values = new float[x.kernel * seen.length];
    private final int[] ends = new int[x.kernel];
    private float[][] gradient;
    private int run;

    /**
     * Adds what some images contribute.
     *
     * @param sum of these gradients, added to
     * @param n number of images, at most {@link #images()}
     * @param first the first channel
     * @param gradOut of each image, from {@code gradAt}
     */
    void add(float[][] sum, ImageEvents[] events, int n, int first, float[][] gradOut, int gradAt) {
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
          addRows(events, n, first, from, to);
        }
      }
    }

    /** Adds the rows {@code [from, to)} of the images, which meet the same places. */
    private void addRows(ImageEvents[] events, int n, int first, int from, int to) {
      run++;
      int[] places = y.place[from];
      int low = places[0] * outputs;
      int high = (places[places.length - 1] + 1) * outputs;
      int most = seen.length;
      boolean counted = false;
      for (int i = 0; i < n; i++) {
        counted |= events[i].counted();
      }
      for (int c = 0; c < channels; c++) {
        for (int k = 0; k < x.kernel; k++) {
          ends[k] = k * most;
        }
        for (int i = 0; i < n; i++) {
          list(events[i], i, (first + c) * y.sources, from, to);
        }
        for (int k = 0; k < x.kernel; k++) {
          float[] sum = gradient[c * x.kernel + k];
          if (counted) {
            RowKernel.addScaled(sum, seen, list, values, k * most, ends[k], low, high);
          } else {
            RowKernel.add(sum, seen, list, k * most, ends[k], low, high);
          }
        }
      }
    }

    /** Lists what the events in the rows {@code [from, to)} of a channel see with each place. */
    private void list(ImageEvents image, int i, int stretch, int from, int to) {
      int last = image.start[stretch + to];
      for (int e = image.start[stretch + from]; e < last; e++) {
        int s = image.row[e];
        int at = ((s - from) * images + i) * x.targets;
        int column = image.column[e];
        int end = tapStart[column + 1];
        for (int tap = tapStart[column]; tap < end; tap++) {
          int t = tapTarget[tap];
          if (stamp[at + t] != run) {
            stamp[at + t] = run;
            see(seen[at + t], columns[i * x.targets + t], s);
          }
          int next = ends[tapPlace[tap]]++;
          list[next] = at + t;
          values[next] = image.value[e];
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

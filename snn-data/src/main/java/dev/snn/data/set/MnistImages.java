package dev.snn.data.set;

import dev.snn.api.data.BadDataException;
import dev.snn.api.data.Dataset;
import dev.snn.api.plugin.DataHome;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The MNIST images that recordings are to be turned into: of each recording the one with its id, or
 * the first training image of its digit.
 */
final class MnistImages {
  private final Dataset mnist;
  private final int[] firstOfDigit;

  private MnistImages(Dataset mnist, int[] firstOfDigit) {
    this.mnist = mnist;
    this.firstOfDigit = firstOfDigit;
  }

  /**
   * Reads MNIST.
   *
   * @param byDigit true for one image per digit
   */
  static MnistImages read(boolean byDigit, DataHome home) {
    Mnist plugin = new Mnist();
    Dataset mnist =
        MnistFiles.load(plugin.name(), plugin.version(), plugin.files(), plugin.defaults(), home);
    return new MnistImages(mnist, byDigit ? firstOfDigit(mnist) : null);
  }

  private static int[] firstOfDigit(Dataset mnist) {
    return IntStream.range(0, mnist.info().classes())
        .map(
            digit ->
                IntStream.range(0, mnist.train().size())
                    .filter(k -> mnist.train().label(k) == digit)
                    .findFirst()
                    .orElseThrow())
        .toArray();
  }

  int features() {
    return mnist.info().features();
  }

  int width() {
    return mnist.info().width();
  }

  Map<String, String> checksums() {
    return mnist.info().checksums();
  }

  /** A new row for each recording. */
  float[][] of(long[] ids, int[] labels) {
    float[][] images = new float[ids.length][];
    for (int k = 0; k < ids.length; k++) {
      images[k] = of(firstOfDigit == null ? ids[k] : firstOfDigit[labels[k]]);
    }
    return images;
  }

  private float[] of(long id) {
    int trains = mnist.train().size();
    if (id < 0 || id >= trains + mnist.test().size()) {
      throw new BadDataException(
          "recording %d of 'nmnist' has no MNIST image; there are %d. Set dataset.target to class."
              .formatted(id + 1, trains + mnist.test().size()));
    }
    Dataset.Split split = id < trains ? mnist.train() : mnist.test();
    return split.gather(new int[] {(int) (id < trains ? id : id - trains)}).values()[0];
  }
}

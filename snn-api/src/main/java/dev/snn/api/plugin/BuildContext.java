package dev.snn.api.plugin;

import dev.snn.api.data.DatasetInfo;
import dev.snn.api.random.Seed;
import dev.snn.api.tensor.Shape;
import java.util.random.RandomGenerator;

/** What a plug-in may know of its surroundings when it makes its part. */
public interface BuildContext {

  /** Where in the configuration the part stands ("layers[0].neuron"); names its random streams. */
  String path();

  /**
   * Number of input lines: of a layer, the size before it; of a neuron, N; of a decoder or loss,
   * the readout's size.
   */
  int inputSize();

  /**
   * How the input lines lie: of an encoder, the shape of the examples; of a layer, that of the
   * output before it; flat for all others. Its size is {@link #inputSize()}.
   */
  default Shape inputShape() {
    return Shape.flat(inputSize());
  }

  /** Number of time steps T. */
  int steps();

  /** Number of scores: classes, or the length of the target. */
  int outputs();

  /** Length of a time step in ms. */
  double dt();

  /** The root seed of the run. */
  Seed seed();

  /**
   * The data set. While a data set is being made: the one that a saved network was trained on,
   * where the data are to score that network, otherwise null.
   */
  DatasetInfo dataset();

  /** Files and downloads. */
  DataHome data();

  /**
   * Makes a nested part.
   *
   * @param name of the component that holds it, for paths and error texts
   * @param inputSize what {@link #inputSize()} is for the nested part
   */
  <T> T create(Family<T> family, String name, Part part, int inputSize);

  /** A random stream for a purpose of this part. */
  default RandomGenerator random(String purpose) {
    return seed().stream(path() + "/" + purpose);
  }

  /** {@code n} draws of a value; a constant gives the same number n times. All are finite. */
  default float[] draw(String name, Value value, int n) {
    RandomGenerator random = random(name);
    float[] out = new float[n];
    for (int i = 0; i < n; i++) {
      out[i] = (float) value.draw(random);
      Check.finite(name, out[i]);
    }
    return out;
  }
}

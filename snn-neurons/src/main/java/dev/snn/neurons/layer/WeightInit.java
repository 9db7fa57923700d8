package dev.snn.neurons.layer;

import dev.snn.api.layer.Parameter;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Initial weights by name. With a the number of values that an output sums over (fan in), b the
 * number of outputs that an input acts on (fan out) and g the option {@code init_scale}:
 *
 * <pre>
 *   uniform                  U(+- g / sqrt(a))          the default, and that of PyTorch's layers
 *   kaiming-uniform          U(+- g sqrt(6 / a))        He et al. 2015, arXiv:1502.01852, eq. 10
 *   kaiming-normal           N(0, 2 g^2 / a)
 *   kaiming-uniform-fan-out  U(+- g sqrt(6 / b))        the same, eq. 14
 *   kaiming-fan-out          N(0, 2 g^2 / b)            as in ResNet's and SEW ResNet's code
 *   xavier-uniform           U(+- g sqrt(6 / (a + b)))  Glorot and Bengio 2010, eq. 16
 *   xavier-normal            N(0, 2 g^2 / (a + b))      the same, eq. 12
 *   orthogonal               g times orthonormal rows of {@code [outputs][fan in]}, or columns where
 *                            there are more rows        Saxe et al. 2014, arXiv:1312.6120
 *   constant                 g
 *   zeros                    0
 * </pre>
 */
public enum WeightInit {
  UNIFORM,
  KAIMING_UNIFORM,
  KAIMING_NORMAL,
  KAIMING_UNIFORM_FAN_OUT,
  KAIMING_FAN_OUT,
  XAVIER_UNIFORM,
  XAVIER_NORMAL,
  ORTHOGONAL,
  CONSTANT,
  ZEROS;

  /**
   * Weights {@code [outputs][fanIn]}, a row per output.
   *
   * @param scale g
   */
  public float[][] draw(int outputs, int fanIn, int fanOut, double scale, RandomGenerator random) {
    double in = Math.max(1, fanIn);
    double out = Math.max(1, fanOut);
    return switch (this) {
      case UNIFORM -> uniform(outputs, fanIn, scale / Math.sqrt(in), random);
      case KAIMING_UNIFORM -> uniform(outputs, fanIn, scale * Math.sqrt(6 / in), random);
      case KAIMING_NORMAL -> normal(outputs, fanIn, scale * Math.sqrt(2 / in), random);
      case KAIMING_UNIFORM_FAN_OUT -> uniform(outputs, fanIn, scale * Math.sqrt(6 / out), random);
      case KAIMING_FAN_OUT -> normal(outputs, fanIn, scale * Math.sqrt(2 / out), random);
      case XAVIER_UNIFORM -> uniform(outputs, fanIn, scale * Math.sqrt(6 / (in + out)), random);
      case XAVIER_NORMAL -> normal(outputs, fanIn, scale * Math.sqrt(2 / (in + out)), random);
      case ORTHOGONAL -> orthogonal(outputs, fanIn, scale, random);
      case CONSTANT -> constant(outputs, fanIn, (float) scale);
      case ZEROS -> new float[outputs][fanIn];
    };
  }

  /**
   * Weights {@code [inputs][outputs]} of a layer that connects every input line to every neuron, a
   * row per input line. Uniform ones are drawn row by row, all others are {@link #draw} transposed.
   */
  Parameter dense(String name, int inputs, int outputs, double scale, RandomGenerator random) {
    if (this == UNIFORM) {
      return Parameter.uniform(name, inputs, outputs, inputs, scale, random);
    }
    float[][] byOutput = draw(outputs, inputs, outputs, scale, random);
    float[][] byInput = new float[inputs][outputs];
    for (int n = 0; n < outputs; n++) {
      for (int k = 0; k < inputs; k++) {
        byInput[k][n] = byOutput[n][k];
      }
    }
    return Parameter.of(name, byInput);
  }

  private static float[][] constant(int rows, int columns, float value) {
    float[][] w = new float[rows][columns];
    for (float[] row : w) {
      Arrays.fill(row, value);
    }
    return w;
  }

  private static float[][] uniform(int rows, int columns, double bound, RandomGenerator random) {
    float[][] w = new float[rows][columns];
    for (float[] row : w) {
      for (int k = 0; k < columns; k++) {
        row[k] = (float) ((2 * random.nextDouble() - 1) * bound);
      }
    }
    return w;
  }

  private static float[][] normal(int rows, int columns, double sd, RandomGenerator random) {
    float[][] w = new float[rows][columns];
    for (float[] row : w) {
      for (int k = 0; k < columns; k++) {
        row[k] = (float) (sd * random.nextGaussian());
      }
    }
    return w;
  }

  /** Gram-Schmidt, twice over, of the shorter side. */
  private static float[][] orthogonal(int rows, int columns, double scale, RandomGenerator random) {
    boolean wide = columns >= rows;
    int vectors = wide ? rows : columns;
    int length = wide ? columns : rows;
    double[][] q = new double[vectors][length];
    for (int v = 0; v < vectors; v++) {
      for (int k = 0; k < length; k++) {
        q[v][k] = random.nextGaussian();
      }
      for (int twice = 0; twice < 2; twice++) {
        for (int u = 0; u < v; u++) {
          addScaled(q[v], -dot(q[v], q[u]), q[u]);
        }
      }
      double norm = Math.sqrt(dot(q[v], q[v]));
      for (int k = 0; k < length; k++) {
        q[v][k] /= norm;
      }
    }
    float[][] w = new float[rows][columns];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        w[r][c] = (float) (scale * (wide ? q[r][c] : q[c][r]));
      }
    }
    return w;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  private static void addScaled(double[] to, double factor, double[] from) {
    for (int k = 0; k < to.length; k++) {
      to[k] += factor * from[k];
    }
  }
}

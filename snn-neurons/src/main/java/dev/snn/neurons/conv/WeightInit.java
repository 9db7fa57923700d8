package dev.snn.neurons.conv;

import java.util.random.RandomGenerator;

/**
 * Initial weights {@code [outputs][fan_in]} by name. With a the number of values that an output
 * sums over (fan in) and b the number of outputs that an input acts on (fan out):
 *
 * <pre>
 *   uniform          U(+- 1 / sqrt(a))          the default of dense, and of PyTorch's layers
 *   kaiming-uniform  U(+- sqrt(6 / a))          He et al. 2015, arXiv:1502.01852, eq. 10
 *   kaiming-normal   N(0, 2 / a)
 *   kaiming-fan-out  N(0, 2 / b)                as in ResNet's and SEW ResNet's code
 *   xavier-uniform   U(+- sqrt(6 / (a + b)))    Glorot and Bengio 2010, eq. 16
 *   xavier-normal    N(0, 2 / (a + b))
 *   orthogonal       orthonormal rows, or columns where there are more rows
 *                                               Saxe et al. 2014, arXiv:1312.6120
 * </pre>
 */
public enum WeightInit {
  UNIFORM,
  KAIMING_UNIFORM,
  KAIMING_NORMAL,
  KAIMING_FAN_OUT,
  XAVIER_UNIFORM,
  XAVIER_NORMAL,
  ORTHOGONAL;

  /** Weights of this kind. */
  float[][] draw(int outputs, int fanIn, int fanOut, double scale, RandomGenerator random) {
    double in = Math.max(1, fanIn);
    double out = Math.max(1, fanOut);
    return switch (this) {
      case UNIFORM -> uniform(outputs, fanIn, scale / Math.sqrt(in), random);
      case KAIMING_UNIFORM -> uniform(outputs, fanIn, scale * Math.sqrt(6 / in), random);
      case KAIMING_NORMAL -> normal(outputs, fanIn, scale * Math.sqrt(2 / in), random);
      case KAIMING_FAN_OUT -> normal(outputs, fanIn, scale * Math.sqrt(2 / out), random);
      case XAVIER_UNIFORM -> uniform(outputs, fanIn, scale * Math.sqrt(6 / (in + out)), random);
      case XAVIER_NORMAL -> normal(outputs, fanIn, scale * Math.sqrt(2 / (in + out)), random);
      case ORTHOGONAL -> orthogonal(outputs, fanIn, scale, random);
    };
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

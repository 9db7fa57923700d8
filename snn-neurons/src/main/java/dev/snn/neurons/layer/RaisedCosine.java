package dev.snn.neurons.layer;

/**
 * Raised-cosine bumps on a logarithmic time axis (Pillow et al. 2008, doi:10.1038/nature07140,
 * methods).
 *
 * <pre>
 *   a_k(t) = (1 + cos(clip(mu pi (ln(t + b) - c_k) / w, -pi, pi))) / 2        t = 0 .. length-1
 * </pre>
 *
 * <p>One basis: centre {@code ln(b)}, width {@code w = ln(length - 1 + b) - ln(b)}. More: centres
 * equally spaced from {@code ln(b)} to {@code ln(length - 1 + b)} and {@code w} the distance
 * between neighbours, so that with {@code mu = 1/2} neighbours overlap by a quarter period. The
 * reference code of arXiv:2106.01177 has {@code b = length / 10}.
 */
final class RaisedCosine {
  private RaisedCosine() {}

  private static final double TENTH = 10;

  /**
   * {@code [bases][length]}.
   *
   * @param offset b, steps; 0 for a tenth of the length
   */
  static float[][] bases(int bases, int length, double mu, double offset) {
    float[][] out = new float[bases][length];
    double b = offset == 0 ? length / TENTH : offset;
    double start = Math.log(b);
    double span = Math.log(Math.max(2, length) - 1 + b) - start;
    double width = bases == 1 ? span : span / (bases - 1);
    for (int k = 0; k < bases; k++) {
      for (int t = 0; t < length; t++) {
        double phase =
            mu * Math.PI * (Math.log(t + b) - start - k * (bases == 1 ? 0 : width)) / width;
        out[k][t] = (float) ((1 + Math.cos(Math.max(-Math.PI, Math.min(Math.PI, phase)))) / 2);
      }
    }
    return out;
  }
}

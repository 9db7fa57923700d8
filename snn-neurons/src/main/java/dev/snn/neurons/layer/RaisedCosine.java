package dev.snn.neurons.layer;

/**
 * Raised-cosine bumps on a logarithmic time axis (Pillow et al. 2008, doi:10.1038/nature07140,
 * methods).
 *
 * <pre>
 *   a_k(t) = (1 + cos(clip(mu pi (ln(t + 1) - c_k) / w, -pi, pi))) / 2        t = 0 .. length-1
 * </pre>
 *
 * <p>One basis: centre 0, width {@code w = ln(length)}. More: centres equally spaced from 0 to
 * {@code ln(length)} and {@code w} the distance between neighbours, so that with {@code mu = 1/2}
 * neighbours overlap by a quarter period.
 */
final class RaisedCosine {
  private RaisedCosine() {}

  /** {@code [bases][length]}. */
  static float[][] bases(int bases, int length, double mu) {
    float[][] out = new float[bases][length];
    double span = Math.log(Math.max(2, length));
    double width = bases == 1 ? span : span / (bases - 1);
    for (int k = 0; k < bases; k++) {
      for (int t = 0; t < length; t++) {
        double phase = mu * Math.PI * (Math.log(t + 1) - k * (bases == 1 ? 0 : width)) / width;
        out[k][t] = (float) ((1 + Math.cos(Math.max(-Math.PI, Math.min(Math.PI, phase)))) / 2);
      }
    }
    return out;
  }
}

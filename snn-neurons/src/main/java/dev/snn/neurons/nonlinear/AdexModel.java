package dev.snn.neurons.nonlinear;

import dev.snn.api.neuron.StateNeuron;
import dev.snn.api.neuron.StateVariable;
import dev.snn.api.neuron.Surrogate;
import dev.snn.neurons.lif.Thresholds;

/**
 * The steps of {@link Adex} and their partial derivatives, carried from one to the next; in double,
 * as the upswing multiplies what rounding leaves.
 */
final class AdexModel extends StateNeuron {
  private final int substeps;
  private final double k;
  private final double kw;
  private final double r;
  private final double a;
  private final double leak;
  private final double rheobase;
  private final double factor;
  private final double cut;
  private final double most;

  AdexModel(
      int size, Adex.Config c, double dt, Surrogate surrogate, StateVariable v, StateVariable w) {
    super(size, Thresholds.least(c.vThreshold(), c.strict()), surrogate, v, w);
    this.substeps = c.substeps();
    this.k = (dt / c.substeps() / c.tauMem());
    this.kw = (dt / c.substeps() / c.tauW());
    this.r = c.r();
    this.a = c.a();
    this.leak = c.vLeak();
    this.rheobase = c.vRheobase();
    this.factor = c.slopeFactor();
    this.cut = c.maxExponent();
    this.most = Math.exp(c.maxExponent());
  }

  /** The exponential of the upswing, bent over above the cut; NaN stays. */
  private double upswing(double v) {
    double y = (v - rheobase) / factor;
    return y > cut ? most * (2 - Math.exp(cut - y)) : Math.exp(y);
  }

  /** Its derivative by y, where e is its value. */
  private double slope(double v, double e) {
    return (v - rheobase) / factor > cut ? 2 * most - e : e;
  }

  private double membrane(double v, double w, double x, double e) {
    return v + k * (leak - v + factor * e + r * (x - w));
  }

  private double adaptation(double v, double w) {
    return w + kw * (a * (v - leak) - w);
  }

  @Override
  protected void charge(float[][] s, float[] x, float[][] h, int n) {
    for (int i = 0; i < n; i++) {
      double v = s[0][i];
      double w = s[1][i];
      for (int j = 0; j < substeps; j++) {
        double next = membrane(v, w, x[i], upswing(v));
        w = adaptation(v, w);
        v = next;
      }
      h[0][i] = (float) v;
      h[1][i] = (float) w;
    }
  }

  @Override
  protected void chargeGradient(float[][] s, float[] x, float[][][] d, float[][] dx, int n) {
    for (int i = 0; i < n; i++) {
      double v = s[0][i];
      double w = s[1][i];
      double vv = 1;
      double vw = 0;
      double vx = 0;
      double wv = 0;
      double ww = 1;
      double wx = 0;
      for (int j = 0; j < substeps; j++) {
        double e = upswing(v);
        double slope = 1 + k * (slope(v, e) - 1);
        double byV = slope * vv - k * r * wv;
        double byW = slope * vw - k * r * ww;
        double byX = slope * vx + k * r * (1 - wx);
        wv = kw * a * vv + (1 - kw) * wv;
        ww = kw * a * vw + (1 - kw) * ww;
        wx = kw * a * vx + (1 - kw) * wx;
        vv = byV;
        vw = byW;
        vx = byX;
        double next = membrane(v, w, x[i], e);
        w = adaptation(v, w);
        v = next;
      }
      d[0][0][i] = (float) vv;
      d[0][1][i] = (float) vw;
      dx[0][i] = (float) vx;
      d[1][0][i] = (float) wv;
      d[1][1][i] = (float) ww;
      dx[1][i] = (float) wx;
    }
  }
}

package dev.snn.nir.run;

/**
 * The solution of a neuron's equations over a step in which its input x is held:
 *
 * <pre>
 *   tau_mem dv/dt = (v_leak - v) + r i
 *   i = x, or with a synaptic current tau_syn di/dt = -i + w_in x
 * </pre>
 *
 * <p>A membrane that passes v_threshold is reset at that time and goes on from there; in a step it
 * may do so several times. Subtracting the threshold from a membrane that is exactly at it leaves
 * 0. In double precision.
 */
final class ExactCells {
  /** Spikes of a neuron in one step; more say that the step is far too long. */
  static final int MOST = 10_000;

  /** Halvings of an interval, until neighbouring numbers are left. */
  private static final int HALVINGS = 60;

  private final double dt;
  private final double[] tau;
  private final double[] tauSyn;
  private final double[] r;
  private final double[] leak;
  private final double[] threshold;
  private final double[] reset;
  private final double[] wIn;
  private final double[] decay;

  /**
   * Neurons.
   *
   * @param tau of the membranes, s
   * @param tauSyn of the synaptic currents, s; null where the input is the current
   * @param threshold infinite where a neuron does not fire
   * @param reset membrane after a spike
   * @param wIn null where there is no synaptic current
   */
  ExactCells(
      double dt,
      double[] tau,
      double[] tauSyn,
      double[] r,
      double[] leak,
      double[] threshold,
      double[] reset,
      double[] wIn) {
    this.dt = dt;
    this.tau = tau;
    this.tauSyn = tauSyn;
    this.r = r;
    this.leak = leak;
    this.threshold = threshold;
    this.reset = reset;
    this.wIn = wIn;
    this.decay = new double[tau.length];
    for (int n = 0; n < decay.length; n++) {
      decay[n] = Math.exp(-dt / tau[n]);
    }
  }

  int size() {
    return tau.length;
  }

  boolean isSynaptic() {
    return tauSyn != null;
  }

  double start(int n) {
    return leak[n];
  }

  /**
   * Advances neuron n by a step.
   *
   * @param v membranes
   * @param i synaptic currents; null where there are none
   * @return its spikes, at most {@link #MOST}
   */
  int step(double[] v, double[] i, int n, double x) {
    return tauSyn == null ? leaky(v, n, x) : synaptic(v, i, n, x);
  }

  private int leaky(double[] v, int n, double x) {
    double target = leak[n] + r[n] * x;
    double end = target + (v[n] - target) * decay[n];
    double left = dt;
    int spikes = 0;
    while (end > threshold[n] && spikes < MOST) {
      if (v[n] < threshold[n]) {
        left -= tau[n] * Math.log((target - v[n]) / (target - threshold[n]));
      }
      spikes++;
      v[n] = reset[n];
      end = left <= 0 ? v[n] : target + (v[n] - target) * Math.exp(-left / tau[n]);
    }
    v[n] = end;
    return spikes;
  }

  private int synaptic(double[] v, double[] i, int n, double x) {
    double left = dt;
    int spikes = 0;
    while (left > 0 && spikes < MOST) {
      double upTo = crossing(v[n], i[n], n, x, left);
      boolean fires = !Double.isNaN(upTo);
      double time = fires ? upTo : left;
      double after = membrane(v[n], i[n], n, x, time);
      i[n] = current(i[n], n, x, time);
      v[n] = fires ? reset[n] : after;
      spikes += fires ? 1 : 0;
      left = fires ? left - time : 0;
    }
    return spikes;
  }

  private double current(double i, int n, double x, double time) {
    double target = wIn[n] * x;
    return target + (i - target) * Math.exp(-time / tauSyn[n]);
  }

  private double membrane(double v, double i, int n, double x, double time) {
    double target = leak[n] + r[n] * wIn[n] * x;
    double free = Math.exp(-time / tau[n]);
    double apart = (tauSyn[n] - tau[n]) / (tauSyn[n] * tau[n]);
    return target + (v - target) * free + r[n] * (i - wIn[n] * x) * shared(n, time, free, apart);
  }

  /** {@code (exp(-t / tau_syn) - exp(-t / tau_mem)) / (tau_mem (1 / tau_mem - 1 / tau_syn))}. */
  private double shared(int n, double time, double free, double apart) {
    if (apart == 0) {
      return free * time / tau[n];
    }
    double difference =
        Math.abs(time * apart) > 1
            ? Math.exp(-time / tauSyn[n]) - free
            : free * Math.expm1(time * apart);
    return difference / (tau[n] * apart);
  }

  /** {@code tau_mem dv/dt} after a time. */
  private double slope(double v, double i, int n, double x, double time) {
    return leak[n] - membrane(v, i, n, x, time) + r[n] * current(i, n, x, time);
  }

  /**
   * When the membrane first passes its threshold; NaN where it does not in the time that is left.
   */
  private double crossing(double v, double i, int n, double x, double left) {
    if (Double.isInfinite(threshold[n])) {
      return Double.NaN;
    }
    if (v > threshold[n]) {
      return 0;
    }
    double top = left;
    // Of two exponentials the membrane has one extremum at most; only a maximum hides a crossing.
    if (slope(v, i, n, x, 0) > 0 && slope(v, i, n, x, left) < 0) {
      double low = 0;
      for (int k = 0; k < HALVINGS; k++) {
        double middle = (low + top) / 2;
        if (slope(v, i, n, x, middle) > 0) {
          low = middle;
        } else {
          top = middle;
        }
      }
    }
    if (!(membrane(v, i, n, x, top) > threshold[n])) {
      return Double.NaN;
    }
    double low = 0;
    for (int k = 0; k < HALVINGS; k++) {
      double middle = (low + top) / 2;
      if (membrane(v, i, n, x, middle) > threshold[n]) {
        top = middle;
      } else {
        low = middle;
      }
    }
    return top;
  }
}

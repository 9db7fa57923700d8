package dev.snn.losses.decoder;

import dev.snn.api.tensor.Tensor;

/**
 * Soft first-spike times.
 *
 * <pre>
 *   S_c(t) = prod_{s &lt;= t} prod_{i in c} (1 - p_{s,i})          tau_c = sum_t S_c(t)     in [0, T]
 *   d tau_c / d p_{s,i} = -sum_{t &gt;= s} S_c(t) / (1 - p_{s,i})
 * </pre>
 */
public final class SoftFirstSpike {
  private static final float FLOOR = 1e-6f;

  private final Population population;

  SoftFirstSpike(Population population) {
    this.population = population;
  }

  /** For {@code neurons} readout neurons and {@code classes} classes. */
  public static SoftFirstSpike of(String user, int neurons, int classes) {
    return new SoftFirstSpike(Population.of(user, neurons, classes));
  }

  /** {@code out[b][c] = tau_c} from probabilities {@code [T x B x N]}. */
  public void times(Tensor p, float[][] out) {
    int classes = population.classes();
    double[] alive = new double[classes];
    for (int b = 0; b < p.batch(); b++) {
      java.util.Arrays.fill(alive, 1);
      double[] time = new double[classes];
      for (int t = 0; t < p.steps(); t++) {
        survive(p.row(t, b), alive);
        for (int c = 0; c < classes; c++) {
          time[c] += alive[c];
        }
      }
      for (int c = 0; c < classes; c++) {
        out[b][c] = (float) time[c];
      }
    }
  }

  /** Writes {@code grad[t, b, i]} from the gradient of the times. */
  public void gradient(Tensor p, float[][] gradTimes, Tensor grad) {
    int classes = population.classes();
    double[][] alive = new double[p.steps()][classes];
    for (int b = 0; b < p.batch(); b++) {
      double[] now = new double[classes];
      java.util.Arrays.fill(now, 1);
      for (int t = 0; t < p.steps(); t++) {
        survive(p.row(t, b), now);
        System.arraycopy(now, 0, alive[t], 0, classes);
      }
      double[] rest = new double[classes];
      for (int t = p.steps() - 1; t >= 0; t--) {
        for (int c = 0; c < classes; c++) {
          rest[c] += alive[t][c];
        }
        float[] row = p.row(t, b);
        float[] g = grad.row(t, b);
        for (int n = 0; n < population.neurons(); n++) {
          int c = population.classOf(n);
          g[n] = (float) (-gradTimes[b][c] * rest[c] / Math.max(FLOOR, 1 - row[n]));
        }
      }
    }
  }

  private void survive(float[] p, double[] alive) {
    for (int n = 0; n < population.neurons(); n++) {
      alive[population.classOf(n)] *= Math.max(FLOOR, 1 - p[n]);
    }
  }
}

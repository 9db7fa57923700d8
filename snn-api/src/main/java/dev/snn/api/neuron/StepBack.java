package dev.snn.api.neuron;

/** Rows of one step back through a {@link StateNeuron}; one per thread. */
final class StepBack {
  /** Variables before the step. */
  final float[][] v;

  /** Variables after the charge. */
  final float[][] h;

  /** Gradients of the variables after the step; of those before it when the step is done. */
  final float[][] gv;

  /** Gradients of the variables after the charge. */
  final float[][] gh;

  /** Partial derivatives of the charge by the variables and by the current. */
  final float[][][] dv;

  final float[][] dx;
  final float[] fired;
  final float[] excess;
  final float[] slope;

  StepBack(int variables, int size) {
    v = new float[variables][size];
    h = new float[variables][];
    gv = new float[variables][];
    gh = new float[variables][size];
    dv = new float[variables][variables][size];
    dx = new float[variables][size];
    fired = new float[size];
    excess = new float[size];
    slope = new float[size];
  }

  /** From the gradients after the charge to those of the current and of the variables before. */
  void throughCharge(float[] gx) {
    sum(dx, gx);
    float[][] column = new float[gv.length][];
    for (int j = 0; j < gv.length; j++) {
      for (int k = 0; k < column.length; k++) {
        column[k] = dv[k][j];
      }
      sum(column, gv[j]);
    }
  }

  private void sum(float[][] partial, float[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = gh[0][i] * partial[0][i];
    }
    for (int k = 1; k < partial.length; k++) {
      float[] g = gh[k];
      float[] d = partial[k];
      for (int i = 0; i < out.length; i++) {
        out[i] += g[i] * d[i];
      }
    }
  }
}

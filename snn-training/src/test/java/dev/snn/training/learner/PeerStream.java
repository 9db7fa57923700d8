package dev.snn.training.learner;

/** The streams of peer.py. */
final class PeerStream {
  static final int SAMPLES = 6000;

  /** Samples that are learned before any is predicted. */
  static final int FIRST = 1000;

  static final int INPUTS = 5;
  private static final int CHANGE = 3000;

  final float[][] values = new float[SAMPLES][INPUTS];
  final int[] labels = new int[SAMPLES];
  private long state;

  PeerStream(int classes) {
    state = classes;
    for (int k = 0; k < SAMPLES; k++) {
      double[] x = new double[INPUTS];
      for (int n = 0; n < INPUTS; n++) {
        x[n] = draw();
        values[k][n] = (float) x[n];
      }
      int label = classes == 2 ? sum(x, k) : largest(x, k);
      labels[k] = draw() < 0.05 ? (label + 1) % classes : label;
    }
  }

  private static int sum(double[] x, int k) {
    return x[0] + x[1] > (k < CHANGE ? 1.0 : 0.75) ? 1 : 0;
  }

  private static int largest(double[] x, int k) {
    int label = Largest.of(new double[] {x[0], x[1], x[2]});
    return k < CHANGE ? label : (label + 1) % 3;
  }

  private double draw() {
    state = state * 6364136223846793005L + 1442695040888963407L;
    return (state >>> 40) / (double) (1 << 24);
  }
}

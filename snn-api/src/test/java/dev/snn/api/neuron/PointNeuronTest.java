package dev.snn.api.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.layer.Parameter;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.random.Seed;
import dev.snn.api.random.Stream;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link PointNeuron} against its equations, one neuron and one step at a time in double. */
class PointNeuronTest {
  private static final int STEPS = 30;
  private static final int BATCH = 11;
  private static final int N = 3;
  private static final double KEEP = 0.8;
  private static final double THRESHOLD = 0.9;
  private static final double V_RESET = -0.2;

  /** A logistic curve of slope 3. */
  private static final Surrogate LOGISTIC =
      new Surrogate() {
        @Override
        public double primitive(double x) {
          return 1 / (1 + Math.exp(-3 * x));
        }

        @Override
        public double derivative(double x) {
          return 3 * primitive(x) * (1 - primitive(x));
        }
      };

  /** {@code h = keep v + x} with a learnable keep. */
  private static final class Leaky extends PointNeuron {
    private final Parameter keep = Parameter.of("keep", new float[1][N]);

    Leaky(Firing firing) {
      super(N, firing);
      Arrays.fill(keep.value()[0], (float) KEEP);
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(keep);
    }

    @Override
    protected float initialMembrane() {
      return 0.1f;
    }

    @Override
    protected void charge(float[] v, float[] x, float[] h, int n) {
      for (int i = 0; i < n; i++) {
        h[i] = keep.value()[0][i] * v[i] + x[i];
      }
    }

    @Override
    protected void chargeGradient(float[] v, float[] x, float[] dv, float[] dx, int n) {
      System.arraycopy(keep.value()[0], 0, dv, 0, n);
      Arrays.fill(dx, 0, n, 1);
    }

    @Override
    protected void parameterGradient(float[] v, float[] x, float[] gh, float[][] grad, int n) {
      for (int i = 0; i < n; i++) {
        grad[0][i] += gh[i] * v[i];
      }
    }
  }

  static List<Arguments> cases() {
    List<Arguments> all = new java.util.ArrayList<>();
    for (Reset reset : Reset.values()) {
      for (boolean detach : new boolean[] {false, true}) {
        for (Spiking spiking : Spiking.values()) {
          all.add(Arguments.of(reset, detach, spiking));
        }
      }
    }
    return all;
  }

  private static Tensor random(String name, double low, double high) {
    Stream random = new Seed(2).stream(name);
    Tensor out = Tensor.zeros(STEPS, BATCH, N);
    for (float[] row : out.rows()) {
      for (int n = 0; n < N; n++) {
        row[n] = (float) (low + (high - low) * random.nextDouble());
      }
    }
    return out;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void followsItsEquations(Reset reset, boolean detach, Spiking spiking) {
    Firing firing = new Firing((float) THRESHOLD, reset, (float) V_RESET, detach, LOGISTIC);
    Leaky model = new Leaky(firing);
    Pass pass = spiking == Spiking.HARD ? Pass.hard() : Pass.smooth();
    Tensor x = random("current", -0.3, 0.6);
    Tensor gs = random("output", -1, 1);
    Tensor gm = random("membrane", -1, 1);
    State gradLast = State.zeros(List.of("v"), BATCH, N);
    gradLast.get("v")[2][1] = 0.7f;
    State start = model.initialState(BATCH);
    start.get("v")[1][0] = 0.4f;
    NeuronModel.Forward forward;
    NeuronModel.Backward backward;
    try (Parallel pool = Parallel.pool(2)) {
      forward = model.forward(x.copy(), start, pass.on(pool));
      backward = model.backward(forward.tape(), gs.copy(), gm, gradLast, pass.on(pool));
    }
    Tensor out = forward.output().toTensor();
    Tensor p = model.probability(forward.tape(), pass);
    assertThat(forward.output() instanceof Spikes).isEqualTo(pass.isHard());
    double[] gradKeep = new double[N];
    double[] h = new double[STEPS];
    double[] s = new double[STEPS];
    double[] before = new double[STEPS];
    double fired = 0;
    for (int b = 0; b < BATCH; b++) {
      for (int n = 0; n < N; n++) {
        double v = b == 1 && n == 0 ? 0.4 : 0.1;
        for (int t = 0; t < STEPS; t++) {
          before[t] = v;
          h[t] = KEEP * v + x.get(t, b, n);
          double soft = LOGISTIC.primitive(h[t] - THRESHOLD);
          s[t] = pass.isHard() ? (h[t] >= THRESHOLD ? 1 : 0) : soft;
          v =
              switch (reset) {
                case SUBTRACT -> h[t] - s[t] * THRESHOLD;
                case ZERO -> (1 - s[t]) * h[t] + s[t] * V_RESET;
                case NONE -> h[t];
              };
          close(forward.membrane().get(t, b, n), h[t]);
          close(out.get(t, b, n), s[t]);
          close(p.get(t, b, n), soft);
          fired += s[t];
        }
        close(forward.last().get("v")[b][n], v);
        double gv = b == 2 && n == 1 ? 0.7 : 0;
        for (int t = STEPS - 1; t >= 0; t--) {
          double dvds =
              switch (reset) {
                case SUBTRACT -> -THRESHOLD;
                case ZERO -> V_RESET - h[t];
                case NONE -> 0;
              };
          double slope = LOGISTIC.derivative(h[t] - THRESHOLD);
          double gh =
              gv * (reset == Reset.ZERO ? 1 - s[t] : 1)
                  + (gs.get(t, b, n) + (detach ? 0 : gv * dvds)) * slope
                  + gm.get(t, b, n);
          close(backward.gradCurrent().get(t, b, n), gh);
          gradKeep[n] += gh * before[t];
          gv = KEEP * gh;
        }
        close(backward.gradInitial().get("v")[b][n], gv);
      }
    }
    for (int n = 0; n < N; n++) {
      assertThat(model.parameters().get(0).gradient()[0][n])
          .isCloseTo((float) gradKeep[n], within(5e-3f));
    }
    assertThat(fired).isBetween(20.0, STEPS * BATCH * N - 20.0);
  }

  private static void close(float actual, double expected) {
    assertThat((double) actual).isCloseTo(expected, within(1e-4 * Math.max(1, Math.abs(expected))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void missingGradientsAreZero(Reset reset, boolean detach, Spiking spiking) {
    Leaky model =
        new Leaky(new Firing((float) THRESHOLD, reset, (float) V_RESET, detach, LOGISTIC));
    Pass pass = spiking == Spiking.HARD ? Pass.hard() : Pass.smooth();
    NeuronModel.Forward forward =
        model.forward(random("current", -0.3, 0.6), model.initialState(BATCH), pass);
    NeuronModel.Backward backward = model.backward(forward.tape(), null, null, null, pass);
    for (float[] row : backward.gradCurrent().rows()) {
      for (float g : row) {
        assertThat(g).isZero();
      }
    }
    assertThat(model.parameters().get(0).gradient()[0]).containsOnly(0);
  }

  @Test
  void shortFormsOfFiringDetach() {
    assertThat(Firing.subtract(1.5, LOGISTIC))
        .isEqualTo(new Firing(1.5f, Reset.SUBTRACT, 0, true, LOGISTIC));
    assertThat(Firing.zero(1.5, -0.5, LOGISTIC))
        .isEqualTo(new Firing(1.5f, Reset.ZERO, -0.5f, true, LOGISTIC));
  }
}

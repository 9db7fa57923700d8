package dev.snn.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.neuron.NeuronPlugin;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.State;
import dev.snn.api.neuron.Tape;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Family;
import dev.snn.api.tensor.Tensor;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Each broken neuron is caught by the check named for it, with a detail that says what is wrong.
 */
class BrokenNeuronsTest {

  /** A neuron whose model is broken on purpose. */
  private record Broken(BiFunction<Leaky.Config, BuildContext, NeuronModel> maker)
      implements NeuronPlugin<Leaky.Config> {
    @Override
    public String name() {
      return "test.broken";
    }

    @Override
    public Leaky.Config defaults() {
      return new Leaky().defaults();
    }

    @Override
    public NeuronModel create(Leaky.Config config, BuildContext context) {
      return maker.apply(config, context);
    }
  }

  private static CheckResult result(
      String check, BiFunction<Leaky.Config, BuildContext, NeuronModel> maker) {
    List<CheckResult> all = Contracts.check(Family.NEURON, new Broken(maker));
    return all.stream().filter(r -> r.name().equals(check)).findFirst().orElseThrow();
  }

  private static void assertCaught(
      String check, BiFunction<Leaky.Config, BuildContext, NeuronModel> maker, String... detail) {
    CheckResult result = result(check, maker);
    assertThat(result.passed()).as(result.toString()).isFalse();
    assertThat(result.detail()).contains(detail);
  }

  @Test
  void theUnbrokenNeuronPassesEveryCheck() {
    List<CheckResult> all = Contracts.check(Family.NEURON, new Leaky());
    assertThat(all).hasSizeGreaterThan(60).allMatch(CheckResult::passed);
    assertThat(all).anyMatch(r -> r.name().equals("reset=ZERO detach_reset=false: gradients"));
  }

  @Test
  void wrongFactorInTheParameterGradient() {
    assertCaught(
        "gradients",
        (config, context) ->
            new Leaky.Model(config, context) {
              @Override
              protected void parameterGradient(
                  float[] v, float[] x, float[] gh, float[][] grad, int n) {
                for (int i = 0; i < n; i++) {
                  grad[0][i] += 1.05f * gh[i] * v[i];
                }
              }
            },
        "decay",
        "relative error 5.0e-02",
        "central differences");
  }

  @Test
  void wrongFactorInTheInputGradient() {
    assertCaught(
        "gradients",
        (config, context) ->
            new Leaky.Model(config, context) {
              @Override
              protected void chargeGradient(float[] v, float[] x, float[] dv, float[] dx, int n) {
                super.chargeGradient(v, x, dv, dx, n);
                for (int i = 0; i < n; i++) {
                  dx[i] *= 1.05f;
                }
              }
            },
        "the current",
        "relative error 5.0e-02");
  }

  @Test
  void wrongSignInOneUnitsDecay() {
    assertCaught(
        "gradients",
        (config, context) ->
            new Leaky.Model(config, context) {
              @Override
              protected void chargeGradient(float[] v, float[] x, float[] dv, float[] dx, int n) {
                super.chargeGradient(v, x, dv, dx, n);
                dv[1] = -dv[1];
              }
            },
        "central differences");
  }

  @Test
  void hiddenState() {
    assertCaught(
        "purity",
        (config, context) ->
            new Leaky.Model(config, context) {
              private int calls;

              @Override
              protected void charge(float[] v, float[] x, float[] h, int n) {
                super.charge(v, x, h, n);
                h[0] += 1e-4f * calls++;
              }
            },
        "the model holds state",
        "membrane");
  }

  @Test
  void valueOfTheExampleBefore() {
    assertCaught(
        "batch independence",
        (config, context) ->
            new Leaky.Model(config, context) {
              private float before;

              @Override
              protected void charge(float[] v, float[] x, float[] h, int n) {
                super.charge(v, x, h, n);
                h[2] += 1e-3f * before;
                before = x[2];
              }
            },
        "in a batch of 5 against alone",
        "unit 2");
  }

  @Test
  void sumInTheOrderOfTheThreads() {
    assertCaught(
        "thread independence",
        (config, context) ->
            new Leaky.Model(config, context) {
              @Override
              protected void parameterGradient(
                  float[] v, float[] x, float[] gh, float[][] grad, int n) {
                synchronized (decay) {
                  for (int i = 0; i < n; i++) {
                    decay.gradient()[0][i] += gh[i] * v[i];
                  }
                }
              }
            },
        "gradient of decay");
  }

  @Test
  void inputModified() {
    assertCaught(
        "purity",
        (config, context) ->
            wrapped(
                new Leaky.Model(config, context),
                start -> start.get("v")[0][0] += 0.5f,
                UnaryOperator.identity(),
                (gradient, pass) -> gradient),
        "a pass modified its input",
        "initial state");
  }

  @Test
  void nanSwallowed() {
    assertCaught(
        "NaN is not hidden",
        (config, context) ->
            new Leaky.Model(config, context) {
              @Override
              protected void charge(float[] v, float[] x, float[] h, int n) {
                super.charge(v, x, h, n);
                for (int i = 0; i < n; i++) {
                  h[i] = Float.isNaN(h[i]) ? 0 : h[i];
                }
              }
            },
        "a NaN current of example 1",
        "membrane");
  }

  @Test
  void unseededDraws() {
    long[] seed = {1};
    assertCaught(
        "determinism",
        (config, context) -> {
          Leaky.Model model = new Leaky.Model(config, context);
          model.decay.value()[0][0] = 0.5f + 0.01f * (seed[0]++ % 7);
          return model;
        },
        "two models of one seed");
  }

  @Test
  void timeCountedInsideAStretch() {
    assertCaught(
        "time split",
        (config, context) ->
            wrapped(
                new Leaky.Model(config, context),
                current -> {
                  Tensor late = current.copy();
                  for (int t = 0; t < late.steps(); t++) {
                    for (int b = 0; b < late.batch(); b++) {
                      late.row(t, b)[0] += 0.01f * t;
                    }
                  }
                  return late;
                },
                null),
        "then [1, 8)",
        "after the split");
  }

  @Test
  void memoryReadBeforeItIsWritten() {
    assertCaught(
        "undefined arena memory",
        (config, context) ->
            wrapped(
                new Leaky.Model(config, context),
                null,
                (tensor, pass) -> {
                  Tensor sum = pass.arena().tensor(tensor.steps(), tensor.batch(), tensor.size());
                  for (int r = 0; r < sum.rows().length; r++) {
                    for (int n = 0; n < sum.size(); n++) {
                      sum.rows()[r][n] += tensor.rows()[r][n];
                    }
                  }
                  return sum;
                }),
        "an arena full of NaN");
  }

  private static NeuronModel wrapped(
      NeuronModel model, UnaryOperator<Tensor> input, BiFunction<Tensor, Pass, Tensor> gradient) {
    return wrapped(
        model,
        start -> {},
        input == null ? UnaryOperator.identity() : input,
        gradient == null ? (g, pass) -> g : gradient);
  }

  /** A correct model whose initial state, input or input gradient passes through a function. */
  private static NeuronModel wrapped(
      NeuronModel model,
      Consumer<State> start,
      UnaryOperator<Tensor> input,
      BiFunction<Tensor, Pass, Tensor> gradient) {
    return new NeuronModel() {
      @Override
      public int size() {
        return model.size();
      }

      @Override
      public State initialState(int batch) {
        return model.initialState(batch);
      }

      @Override
      public Forward forward(Tensor current, State initial, Pass pass) {
        start.accept(initial);
        return model.forward(input.apply(current), initial, pass);
      }

      @Override
      public Backward backward(
          Tape tape, Tensor gradOutput, Tensor gradMembrane, State gradLast, Pass pass) {
        Backward back = model.backward(tape, gradOutput, gradMembrane, gradLast, pass);
        return new Backward(gradient.apply(back.gradCurrent(), pass), back.gradInitial());
      }

      @Override
      public Tensor probability(Tape tape, Pass pass) {
        return model.probability(tape, pass);
      }
    };
  }
}

package dev.snn.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.layer.Parameter;
import dev.snn.api.learning.Optimizer;
import dev.snn.api.learning.Rewiring;
import dev.snn.api.learning.RewiringPlugin;
import dev.snn.api.learning.SavedState;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Family;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BrokenRewiringsTest {
  public record Config() {}

  public record Broken(Supplier<Rewiring> maker) implements RewiringPlugin<Config> {
    @Override
    public String name() {
      return "test.rewiring";
    }

    @Override
    public Config defaults() {
      return new Config();
    }

    @Override
    public Rewiring create(Config config, BuildContext context) {
      return maker.get();
    }
  }

  /** Each second weight of a row, from the start. */
  private static class Second implements Rewiring {
    List<Parameter> weights;

    int first() {
      return 0;
    }

    @Override
    public void begin(List<Parameter> prunable, int epochUpdates) {
      weights = prunable;
      connect();
    }

    final void connect() {
      for (Parameter w : weights) {
        int columns = w.value()[0].length;
        int[] row = IntStream.range(0, columns).filter(j -> j % 2 == first() % 2).toArray();
        w.connections().set(w.value().length == 0 ? null : rows(row, w.value().length));
        w.connections().clearAbsent(w.value());
      }
    }

    private static int[][] rows(int[] row, int count) {
      int[][] rows = new int[count][];
      java.util.Arrays.fill(rows, row);
      return rows;
    }

    @Override
    public void step(
        Optimizer optimizer, List<Parameter> parameters, double scale, Parallel parallel) {
      optimizer.step(parameters, scale, parallel);
      weights.forEach(w -> w.connections().clearAbsent(w.value()));
    }
  }

  private static void assertCaught(String check, Supplier<Rewiring> maker, String... detail) {
    Caught.by(check, Family.REWIRING, new Broken(maker), detail);
  }

  @Test
  void theRightOnePasses() {
    for (CheckResult result : Contracts.check(Family.REWIRING, new Broken(Second::new))) {
      // It is no plug-in of a jar: it is made with what it makes.
      assertThat(result.passed() || result.name().equals("constructor"))
          .as(result.toString())
          .isTrue();
    }
  }

  @Test
  void momentumThatIsNotTakenBack() {
    assertCaught(
        "absent weights are 0",
        () ->
            new Second() {
              @Override
              public void step(Optimizer o, List<Parameter> all, double scale, Parallel parallel) {
                o.step(all, scale, parallel);
              }
            },
        "after update 1",
        "does not exist, but is");
  }

  @Test
  void gradientsOfWeightsJustTakenAway() {
    assertCaught(
        "the optimiser sees no gradients of absent weights",
        () ->
            new Second() {
              private int updates;

              @Override
              int first() {
                return updates / 4;
              }

              @Override
              public void step(Optimizer o, List<Parameter> all, double scale, Parallel parallel) {
                weights.forEach(w -> w.connections().wantGradientsOfAll(false));
                updates++;
                connect();
                super.step(o, all, scale, parallel);
              }
            },
        "does not exist, but the optimiser gets the gradient");
  }

  @Test
  void aBiasThatIsPruned() {
    assertCaught(
        "leaves other parameters to the optimiser",
        () ->
            new Second() {
              @Override
              public void step(Optimizer o, List<Parameter> all, double scale, Parallel parallel) {
                super.step(o, all, scale, parallel);
                all.get(1).value()[0][0] = 0;
              }
            },
        "a bias, against the optimiser alone");
  }

  @Test
  void aLayerThatLosesEverything() {
    assertCaught(
        "keeps some weights of each layer",
        () ->
            new Second() {
              @Override
              public void begin(List<Parameter> prunable, int epochUpdates) {
                super.begin(prunable, epochUpdates);
                Parameter last = prunable.get(1);
                last.connections().set(new int[last.value().length][0]);
                last.connections().clearAbsent(last.value());
              }
            },
        "no weight of layers[1].weight exists");
  }

  @Test
  void updatesThatAreForgotten() {
    assertCaught(
        "goes on from its state",
        () ->
            new Second() {
              private int updates;

              @Override
              int first() {
                return updates / 4;
              }

              @Override
              public void step(Optimizer o, List<Parameter> all, double scale, Parallel parallel) {
                super.step(o, all, scale, parallel);
                updates++;
                connect();
              }
            },
        "interrupted after 1 of 33 updates");
  }

  @Test
  void aNumberThatIsNone() {
    assertCaught(
        "NaN is not hidden",
        () ->
            new Second() {
              @Override
              public void step(Optimizer o, List<Parameter> all, double scale, Parallel parallel) {
                super.step(o, all, scale, parallel);
                for (float[] row : weights.get(0).value()) {
                  for (int j = 0; j < row.length; j++) {
                    row[j] = row[j] > 0 || row[j] < 0 ? row[j] : 0;
                  }
                }
              }

              @Override
              public SavedState state() {
                return new SavedState();
              }
            },
        "a NaN from the optimiser leaves the value 0.0");
  }

  @Test
  void nothingIsLearned() {
    assertCaught(
        "weights that exist learn",
        () ->
            new Second() {
              @Override
              public void step(Optimizer o, List<Parameter> all, double scale, Parallel parallel) {
                o.step(all, 0, parallel);
                weights.forEach(w -> w.connections().clearAbsent(w.value()));
              }
            },
        "squared distance");
  }
}

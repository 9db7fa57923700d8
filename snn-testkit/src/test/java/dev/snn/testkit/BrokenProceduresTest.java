package dev.snn.testkit;

import dev.snn.api.data.Samples;
import dev.snn.api.learning.Network;
import dev.snn.api.learning.SavedState;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.Spiking;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Family;
import dev.snn.api.procedure.Epoch;
import dev.snn.api.procedure.Measure;
import dev.snn.api.procedure.Need;
import dev.snn.api.procedure.Procedure;
import dev.snn.api.procedure.ProcedurePlugin;
import dev.snn.api.procedure.Run;
import dev.snn.api.procedure.Scoring;
import dev.snn.api.procedure.Stepwise;
import dev.snn.api.tensor.Arena;
import dev.snn.api.tensor.Signal;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A procedure that adds to one weight, with one mistake at a time. */
class BrokenProceduresTest {
  public record Config() {}

  public static final class Broken implements ProcedurePlugin<Config> {
    private final String mistake;
    private static int made;

    public Broken() {
      this("");
    }

    Broken(String mistake) {
      this.mistake = mistake;
    }

    @Override
    public String name() {
      return "test.procedure";
    }

    @Override
    public Config defaults() {
      return new Config();
    }

    @Override
    public Procedure create(Config config, BuildContext context) {
      made++;
      return new Adding(mistake, made);
    }
  }

  private static final class Adding implements Procedure, Stepwise {
    private final String mistake;
    private final int number;

    Adding(String mistake, int number) {
      this.mistake = mistake;
      this.number = number;
    }

    private boolean has(String other) {
      return mistake.equals(other);
    }

    @Override
    public Set<Need> needs() {
      return has("asks")
          ? Set.of(Need.DATASET)
          : has("headless") ? Set.of(Need.DECODER) : EnumSet.allOf(Need.class);
    }

    @Override
    public void check(Run run) {
      if (has("refuses")) {
        throw new IllegalStateException("not today");
      }
    }

    @Override
    public boolean isResumable() {
      return true;
    }

    @Override
    public List<Measure> measures() {
      return has("measures") ? List.of(new Measure("accuracy", "fraction", true)) : List.of();
    }

    @Override
    public void execute(Run run) {
      if (has("mute")) {
        return;
      }
      float[] row = run.network().parameters().get(0).value()[0];
      Scoring scoring = run.scoring(4);
      int from = run.saved().isPresent() && !has("again") ? run.epochs().size() + 1 : 1;
      for (int k = from; k <= 2; k++) {
        row[0] += 0.1f;
        row[0] += has("counts") ? 0.001f * number : 0;
        row[0] += has("threads") ? 0.001f * run.parallel().threads() : 0;
        Epoch done =
            scoring.score(
                new Epoch(k, 1, Map.of(), Map.of(), 0, new double[0], 0, 0), Scoring.BOTH, true);
        row[0] += has("peeks") ? run.dataset().test().gather(new int[] {0}).values()[0][0] : 0;
        run.report(has("silent") ? without(done) : done);
        if (k < 2 && !has("never")) {
          run.reached(k, true, SavedState::new);
        }
      }
    }

    private static Epoch without(Epoch e) {
      return new Epoch(e.number(), 0, Map.of(), Map.of(), 0, new double[0], 0, 0);
    }

    @Override
    public Epoch evaluate(Run run, Set<String> splits) {
      if (has("evaluates")) {
        run.network().parameters().get(0).value()[0][0] = 0;
        for (float[] row : run.network().parameters().get(0).value()) {
          java.util.Arrays.fill(row, -5);
        }
      }
      Epoch none = new Epoch(0, 0, Map.of(), Map.of(), 0, new double[0], 0, 0);
      return run.scoring(4).score(none, splits, true);
    }

    @Override
    public int batch() {
      return has("batch") ? 0 : 4;
    }

    @Override
    public int epochs() {
      return 2;
    }

    @Override
    public int evaluations() {
      return 2;
    }

    @Override
    public Steps steps(Network network) {
      return new Steps() {
        @Override
        public Pass begin(Parallel parallel, long key, long[] ids) {
          return new Pass(!has("untrained"), Spiking.HARD, parallel, Arena.HEAP, key, ids, 0);
        }

        @Override
        public Done learn(Signal input, Samples samples, Pass pass) {
          return new Done(
              has("nothing") ? null : network.forward(input, pass), Double.NaN, Map.of());
        }

        @Override
        public void update(Parallel parallel) {}
      };
    }
  }

  private static void caught(String mistake, String check, String detail) {
    Caught.by(check, Family.PROCEDURE, new Broken(mistake), detail);
  }

  @Test
  void aCorrectOnePasses() {
    Caught.nothing(Family.PROCEDURE, new Broken(""));
  }

  @Test
  void needs() {
    caught("asks", "reports scores", "it asks for the layers, which needs() does not name");
    caught("headless", "needs", "names the decoder without the layers");
  }

  @Test
  void refusals() {
    caught("refuses", "accepts what it needs", "not today");
  }

  @Test
  void reports() {
    caught("mute", "reports scores", "without having reported an epoch");
    caught("silent", "reports scores", "has no score under 'test'");
    caught("measures", "reports scores", "the measure 'accuracy' has the name");
  }

  @Test
  void results() {
    caught("counts", "determinism", "layers[0].weight differs");
    caught("threads", "thread independence", "2 threads against 1");
    caught("peeks", "the test split decides nothing", "beside another test split");
    caught("evaluates", "evaluation", "evaluate() gives the accuracy");
  }

  @Test
  void interruptions() {
    caught("again", "interruption", "interrupted at call 1 of reached()");
    caught("never", "interruption", "it never calls reached()");
  }

  @Test
  void steps() {
    caught("batch", "steps", "batch() is 0");
    caught("untrained", "steps", "no training pass");
    caught("nothing", "steps", "no forward pass");
  }
}

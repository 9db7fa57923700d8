package dev.snn.training.baseline;

import dev.snn.api.data.Dataset;
import dev.snn.api.data.Samples;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.NotApplicableException;
import dev.snn.api.procedure.Epoch;
import dev.snn.api.procedure.Need;
import dev.snn.api.procedure.Procedure;
import dev.snn.api.procedure.ProcedurePlugin;
import dev.snn.api.procedure.Run;
import dev.snn.api.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The baseline every classifier must beat: always the most frequent class of the training split,
 * the lowest where several are.
 */
public final class MajorityPlugin implements ProcedurePlugin<MajorityPlugin.Config> {
  private static final int BATCH = 256;

  /** No options. */
  public record Config() {}

  @Override
  public String name() {
    return "majority";
  }

  @Override
  public String description() {
    return "always the most frequent class of the training split";
  }

  @Override
  public Config defaults() {
    return new Config();
  }

  @Override
  public Procedure create(Config config, BuildContext context) {
    return new Majority();
  }

  private record Majority() implements Procedure {
    @Override
    public Set<Need> needs() {
      return Set.of(Need.DATASET);
    }

    @Override
    public void execute(Run run) {
      long start = System.nanoTime();
      int winner = mostFrequent(run.dataset());
      double trained = (System.nanoTime() - start) * 1e-9;
      Map<String, Map<String, Double>> scores = new LinkedHashMap<>();
      if (run.dataset().validation().size() > 0) {
        scores.put("validation", score(run, run.dataset().validation(), winner));
      }
      scores.put("test", score(run, run.dataset().test(), winner));
      double evaluated = (System.nanoTime() - start) * 1e-9 - trained;
      run.report(
          new Epoch(
              0, Double.NaN, Map.of(), scores, Double.NaN, new double[0], trained, evaluated));
    }

    private static int mostFrequent(Dataset data) {
      if (data.info().classes() == 0) {
        throw new NotApplicableException(
            "majority needs a data set with classes; '" + data.info().name() + "' has none.");
      }
      int[] counts = new int[data.info().classes()];
      Dataset.Split train = data.train();
      for (int i = 0; i < train.size(); i++) {
        if (train.label(i) >= 0) {
          counts[train.label(i)]++;
        } else {
          count(train.gather(new int[] {i}).stepLabels()[0], counts);
        }
      }
      int best = 0;
      for (int c = 0; c < counts.length; c++) {
        best = counts[c] > counts[best] ? c : best;
      }
      return best;
    }

    private static void count(int[] labels, int[] counts) {
      for (int label : labels) {
        if (label >= 0) {
          counts[label]++;
        }
      }
    }

    private static Map<String, Double> score(Run run, Dataset.Split split, int winner) {
      float[] scores = new float[run.dataset().info().classes()];
      scores[winner] = 1;
      return run.score(split, BATCH, samples -> everywhere(scores, samples));
    }

    private static Tensor everywhere(float[] scores, Samples samples) {
      int steps = samples.stepLabels() == null ? 1 : samples.stepLabels()[0].length;
      float[][] rows = new float[steps * samples.size()][];
      Arrays.fill(rows, scores);
      return new Tensor(steps, samples.size(), scores.length, rows);
    }
  }
}

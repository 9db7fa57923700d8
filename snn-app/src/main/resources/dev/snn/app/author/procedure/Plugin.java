package yourlab;

import dev.snn.api.data.Batches;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.Samples;
import dev.snn.api.learning.Network;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.Spiking;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.procedure.Epoch;
import dev.snn.api.procedure.Need;
import dev.snn.api.procedure.Procedure;
import dev.snn.api.procedure.ProcedurePlugin;
import dev.snn.api.procedure.Run;
import dev.snn.api.procedure.Stepwise;
import dev.snn.api.tensor.Arena;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Tensor;
import java.util.Map;
import java.util.Set;

/**
 * Competitive learning without gradients, one layer after another, then the nearest class mean. Of
 * each example the neuron j that spikes most moves its weights towards the spike counts c of its
 * input lines, at their length; the readout compares counts of the last layer with class means.
 *
 * <pre>
 *   w_j += rate (c |w_j| / |c| - w_j)      score_k = -|y - mean_k|^2
 * </pre>
 */
public final class NewPlugin implements ProcedurePlugin<NewPlugin.Config> {
  /** Options. */
  public record Config(
      @Doc("share of the way that a winner's weights go") double rate,
      @Doc("passes over the training split, shared out to the layers from first to last")
          int epochs,
      @Doc("examples at a time") int batch) {
    public Config {
      Check.between("rate", rate, 0, 1);
      Check.atLeastOne("epochs", epochs);
      Check.atLeastOne("batch", batch);
    }
  }

  public String name() {
    return "yourlab.name";
  }

  public Config defaults() {
    return new Config(0.01, 2, 32);
  }

  public Procedure create(Config config, BuildContext context) {
    return new Layerwise(config, config.batch(), config.epochs(), 1);
  }

  private record Layerwise(Config config, int batch, int epochs, int evaluations)
      implements Procedure, Stepwise {
    public Set<Need> needs() {
      return Set.of(Need.DATASET, Need.ENCODER, Need.LAYERS);
    }

    public Learner steps(Network network) {
      return new Learner(network, config.rate(), 0);
    }

    public void execute(Run run) {
      int layers = run.network().layers().size();
      Dataset.Split train = run.dataset().train();
      Batches batches = Batches.inOrder(train.size(), batch);
      long start = System.nanoTime();
      for (int k = 0; k < epochs * batches.count(); k++) {
        Samples samples = train.gather(batches.get(k % batches.count()));
        int layer = k / batches.count() * layers / epochs;
        Learner learner = new Learner(run.network(), config.rate(), layer);
        Pass pass = learner.begin(run.parallel(), run.seed().key("train"), samples.ids());
        learner.learn(run.encoder().encode(samples, pass), samples, pass);
        run.progress("train", k + 1, (long) epochs * batches.count(), Double.NaN);
      }
      float[][] means = means(run, batches);
      double seconds = (System.nanoTime() - start) * 1e-9;
      var scores = run.score(batch, samples -> scores(counts(run, samples), means));
      run.report(Epoch.scored(1, scores, seconds));
    }

    /** Counts of the last layer, per example. */
    private static float[][] counts(Run run, Samples samples) {
      Pass pass = Pass.hard().on(run.parallel()).withKey(run.seed().key("evaluate"));
      Signal input = run.encoder().encode(samples, pass.forIds(samples.ids()));
      Network.Forward forward = run.network().forward(input, pass.forIds(samples.ids()));
      return Learner.counts(forward.readout().output());
    }

    private static float[][] means(Run run, Batches batches) {
      int[] seen = new int[run.dataset().info().classes()];
      int last = run.network().layers().size() - 1;
      float[][] means = new float[seen.length][run.network().layers().get(last).outputSize()];
      for (int k = 0; k < batches.count(); k++) {
        Samples samples = run.dataset().train().gather(batches.get(k));
        float[][] counts = counts(run, samples);
        for (int b = 0; b < counts.length; b++) {
          float[] mean = means[samples.labels()[b]];
          int number = ++seen[samples.labels()[b]];
          for (int n = 0; n < mean.length; n++) {
            mean[n] += (counts[b][n] - mean[n]) / number;
          }
        }
      }
      return means;
    }

    private static Tensor scores(float[][] counts, float[][] means) {
      Tensor scores = Tensor.zeros(1, counts.length, means.length);
      for (int b = 0; b < counts.length; b++) {
        for (int c = 0; c < means.length; c++) {
          for (int n = 0; n < counts[b].length; n++) {
            float d = counts[b][n] - means[c][n];
            scores.row(0, b)[c] -= d * d;
          }
        }
      }
      return scores;
    }
  }

  /** Learns in one of the layers. */
  private record Learner(Network network, double rate, int layer) implements Stepwise.Steps {
    public Pass begin(Parallel parallel, long key, long[] ids) {
      return new Pass(true, Spiking.HARD, parallel, Arena.HEAP, key, ids, 0);
    }

    public Stepwise.Done learn(Signal input, Samples samples, Pass pass) {
      Network.Forward forward = network.forward(input, pass);
      float[][] c = counts(layer == 0 ? input : forward.readouts().get(layer - 1).output());
      float[][] y = counts(forward.readouts().get(layer).output());
      float[][] w = network.layers().get(layer).parameters().get(0).value();
      for (int b = 0; b < c.length; b++) {
        move(w, c[b], winner(y[b]));
      }
      return new Stepwise.Done(forward, Double.NaN, Map.of());
    }

    public void update(Parallel parallel) {}

    private void move(float[][] w, float[] c, int j) {
      double squaresC = 0;
      double squaresW = 0;
      for (int i = 0; i < w.length; i++) {
        squaresC += c[i] * c[i];
        squaresW += w[i][j] * w[i][j];
      }
      double scale = squaresC == 0 ? 0 : Math.sqrt(squaresW / squaresC);
      for (int i = 0; i < w.length; i++) {
        w[i][j] += (float) (rate * (scale * c[i] - w[i][j]));
      }
    }

    private static int winner(float[] counts) {
      int best = 0;
      for (int n = 1; n < counts.length; n++) {
        best = counts[n] > counts[best] ? n : best;
      }
      return best;
    }

    static float[][] counts(Signal signal) {
      Tensor rows = signal.toTensor();
      float[][] counts = new float[rows.batch()][rows.size()];
      for (int r = 0; r < rows.rows().length; r++) {
        for (int n = 0; n < rows.size(); n++) {
          counts[r % rows.batch()][n] += rows.rows()[r][n];
        }
      }
      return counts;
    }
  }
}

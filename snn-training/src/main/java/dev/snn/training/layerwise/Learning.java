package dev.snn.training.layerwise;

import dev.snn.api.data.Dataset;
import dev.snn.api.layer.Layer;
import dev.snn.api.layer.LocalLearning;
import dev.snn.api.layer.Parameter;
import dev.snn.api.learning.SavedState;
import dev.snn.api.procedure.Run;
import dev.snn.api.procedure.Series;
import dev.snn.api.procedure.ThreadTime;
import dev.snn.api.synapse.Plasticity;
import dev.snn.api.tensor.Spikes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The layers that learn, one after the other, each example by itself. A layer is done after its
 * passes or when its weights have converged. Which examples it sees and in which order is drawn
 * from {@code data/shuffle/layers[k]}, the same for each pass.
 */
final class Learning {
  /** Examples shown before a layer learns, so that its time is not that of code to be compiled. */
  private static final int WARM_UP = 2000;

  /** Of these, how many are shown until the run may be stopped. */
  private static final int AT_ONCE = 100;

  private final LayerwisePlugin.Config config;
  private final Run run;
  private final Plasticity rule;
  private final Rates rates;
  private final Inputs inputs;
  private final Pruning pruning;
  private final List<Integer> learners = new ArrayList<>();

  private final List<List<Double>> convergence = new ArrayList<>();
  private int learner;
  private long shown;
  private long examples;
  private double operations;
  private double seconds;

  /** The layer that this process has warmed up for; what was saved knows nothing of it. */
  private int warm = -1;

  private double warmUpSeconds;

  Learning(LayerwisePlugin.Config config, Run run, Plasticity rule) {
    this.config = config;
    this.run = run;
    this.rule = rule;
    this.rates = Rates.of(rule, config);
    this.inputs = new Inputs(run);
    List<Layer> layers = run.network().layers();
    for (int k = 0; k < layers.size(); k++) {
      if (layers.get(k).localLearning().isPresent()) {
        learners.add(k);
        convergence.add(new ArrayList<>());
      }
    }
    requireEach("examples", config.examples());
    requireEach("passes", config.passes());
    requireEach("prune.shares", config.prune().shares());
    List<Parameter> weights = IntStream.range(0, learners.size()).mapToObj(this::weight).toList();
    this.pruning = new Pruning(config.prune(), run.seed(), weights);
  }

  private void requireEach(String name, List<?> numbers) {
    if (numbers.size() > 1 && numbers.size() != learners.size()) {
      throw new IllegalArgumentException(
          "training.%s: give one number, or one for each layer that learns (%d), got %d"
              .formatted(name, learners.size(), numbers.size()));
    }
  }

  private static int at(List<Integer> numbers, int k) {
    return numbers.get(numbers.size() == 1 ? 0 : k);
  }

  /** Goes on from where it was interrupted. */
  void restore(SavedState state) {
    learner = (int) state.number("learner");
    shown = (long) state.number("shown");
    examples = (long) state.number("examples");
    operations = state.number("operations");
    seconds = state.number("seconds");
    for (int k = 0; k < learners.size(); k++) {
      convergence.get(k).clear();
      for (int n = 0; state.has("convergence/" + k + "/" + n); n++) {
        convergence.get(k).add(state.number("convergence/" + k + "/" + n));
      }
    }
    pruning.restore(state.part("pruning"));
  }

  /** Examples shown to the layers so far. */
  long examples() {
    return examples;
  }

  /** What it goes on from; at the end what there is to say of it. */
  SavedState state() {
    SavedState state =
        new SavedState()
            .put("learner", learner)
            .put("shown", shown)
            .put("examples", examples)
            .put("operations", operations)
            .put("seconds", seconds);
    for (int k = 0; k < learners.size(); k++) {
      for (int n = 0; n < convergence.get(k).size(); n++) {
        state.put("convergence/" + k + "/" + n, convergence.get(k).get(n));
      }
    }
    return state.put("pruning", pruning.state());
  }

  private LocalLearning local(int k) {
    return run.network().layers().get(learners.get(k)).localLearning().orElseThrow();
  }

  private Parameter weight(int k) {
    return local(k).weight();
  }

  /** The share of the weights of all layers that learn which exist; 1 where none learns. */
  double connectivity() {
    long all = 0;
    long exist = 0;
    for (int k = 0; k < learners.size(); k++) {
      all += weight(k).count();
      exist += pruning.count(k);
    }
    return all == 0 ? 1 : exist / (double) all;
  }

  /** Weights added per example that was shown; 0 where none was. */
  double operations() {
    return examples == 0 ? 0 : operations / examples;
  }

  /**
   * Milliseconds of processor time per example that was shown: competition and change of weights,
   * without what the layers before make of it; empty where none was.
   */
  OptionalDouble milliseconds() {
    return examples == 0 ? OptionalDouble.empty() : OptionalDouble.of(1e3 * seconds / examples);
  }

  /** Seconds of the clock that examples took which were shown before a layer learned. */
  double warmUpSeconds() {
    return warmUpSeconds;
  }

  void run() {
    while (learner < learners.size()) {
      if (shown == 0) {
        pruning.begin(learner, learners.get(learner));
      }
      learn(learners.get(learner));
      pruning.end(learner);
      learner++;
      shown = 0;
      run.reached(examples, true, this::state);
    }
    for (int k = 0; k < learners.size(); k++) {
      series(k);
    }
  }

  private void series(int k) {
    double[] y = convergence.get(k).stream().mapToDouble(v -> v).toArray();
    double[] x = new double[y.length];
    Arrays.setAll(x, n -> (n + 1.0) * config.every());
    run.series(new Series("convergence_of_layer_" + learners.get(k), "", "example", x, y));
  }

  private void learn(int layer) {
    LocalLearning local = local(learner);
    int[] order = order(layer);
    long all = (long) order.length * at(config.passes(), learner);
    boolean converged = shown > 0 && shown % config.every() == 0 && isConverged();
    while (shown < all && !converged) {
      int from = (int) (shown % order.length);
      int left = (int) Math.min(config.batch(), config.every() - shown % config.every());
      int[] some = Arrays.copyOfRange(order, from, Math.min(order.length, from + left));
      Spikes input = inputs.of(run.dataset().train().gather(some), layer);
      if (warm != learner) {
        warmUp(local, input, layer, all);
        warm = learner;
      }
      show(local, input);
      run.progress("layers[" + layer + "]", shown, all, Double.NaN);
      if (shown % config.every() == 0) {
        pruning.look(learner, shown);
        convergence.get(learner).add(mean());
        converged = isConverged();
        run.reached(examples, false, this::state);
      }
    }
  }

  private boolean isConverged() {
    List<Double> means = convergence.get(learner);
    return !means.isEmpty() && means.get(means.size() - 1) < config.converged();
  }

  private int[] order(int layer) {
    Dataset.Split train = run.dataset().train();
    int[] order = run.seed().stream("data/shuffle/layers[" + layer + "]").permutation(train.size());
    int wanted = at(config.examples(), learner);
    return wanted == 0 ? order : Arrays.copyOf(order, Math.min(wanted, order.length));
  }

  /** Shows examples of which nothing is learned: after an interruption too. */
  private void warmUp(LocalLearning local, Spikes input, int layer, long all) {
    long start = System.nanoTime();
    for (int k = 0; k < WARM_UP; k++) {
      if (k % AT_ONCE == 0) {
        run.progress("layers[" + layer + "]", shown, all, Double.NaN);
      }
      local.present(input, k % input.batch());
    }
    warmUpSeconds += (System.nanoTime() - start) * 1e-9;
  }

  private void show(LocalLearning local, Spikes input) {
    double start = ThreadTime.seconds();
    for (int b = 0; b < input.batch(); b++) {
      LocalLearning.Presentation presented = local.present(input, b);
      presented.learn(rule, rates.etaPlus(shown), rates.etaMinus(shown));
      operations += presented.operations();
      shown++;
      examples++;
    }
    seconds += ThreadTime.seconds() - start;
  }

  /** The mean of {@code w (w_max - w)} over the weights of the layer that exist. */
  private double mean() {
    double sum = 0;
    for (float[] row : weight(learner).value()) {
      for (float w : row) {
        sum += w * (rule.wMax() - w);
      }
    }
    return sum / Math.max(1, pruning.count(learner));
  }
}

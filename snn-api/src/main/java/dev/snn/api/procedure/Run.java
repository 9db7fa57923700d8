package dev.snn.api.procedure;

import dev.snn.api.codec.Encoder;
import dev.snn.api.data.Batches;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.Samples;
import dev.snn.api.learning.Network;
import dev.snn.api.learning.SavedState;
import dev.snn.api.metric.Metric;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.random.Seed;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** What a procedure works on and where it reports to. */
public interface Run {

  /** The data; null where the procedure needs none and none was given. */
  Dataset dataset();

  /** The encoder; null where the experiment has none. */
  Encoder encoder();

  /** The network, made when first asked for; with a decoder and a loss where these are needs. */
  Network network();

  /** The metrics to report, by name. */
  Map<String, Metric> metrics();

  /** The root seed of the run. */
  Seed seed();

  /** Threads to use. */
  Parallel parallel();

  /** True to evaluate also with each output train shuffled in time. */
  boolean shuffleTime();

  /** True to score the test split also with the readout cut off after each number of steps. */
  default boolean byStep() {
    return false;
  }

  /** Draws per example in an evaluation; their predictions are averaged. */
  default int samples() {
    return 1;
  }

  /**
   * Called as work goes on: a phase, the work done so far, the work in all, and the loss (NaN where
   * none).
   */
  void progress(String phase, long done, long total, double loss);

  /** Records the number of trainable parameters, where there is no network to count them of. */
  default void parameters(long count) {}

  /**
   * Offers spikes of the network on test data, for a raster. They are computed, within this call,
   * only where somebody draws them.
   *
   * @param spikes {@code [T x 1 x N]}
   */
  default void raster(Supplier<Spikes> spikes) {}

  /**
   * Scores the network; asked for once, so that encoded inputs are kept between evaluations.
   *
   * @param batch examples at a time
   */
  Scoring scoring(int batch);

  /**
   * The scores of predictions that the procedure makes in its own way, by the name of the metric.
   *
   * @param split of {@link #dataset()}
   * @param batch examples at a time
   * @param predictor makes {@code [T' x B x C]} of a batch: one score per class or target, at one
   *     step or at each
   * @throws RunFailure where a score is NaN or infinite
   */
  default Map<String, Double> score(
      Dataset.Split split, int batch, Function<Samples, Tensor> predictor) {
    Map<String, Metric.Sum> sums = new LinkedHashMap<>();
    metrics().forEach((name, metric) -> sums.put(name, metric.start()));
    Batches batches = Batches.inOrder(split.size(), batch);
    for (int k = 0; k < batches.count(); k++) {
      Samples samples = split.gather(batches.get(k));
      Tensor prediction = predictor.apply(samples);
      sums.values().forEach(sum -> sum.add(prediction, samples));
    }
    Map<String, Double> values = new LinkedHashMap<>();
    sums.forEach((name, sum) -> values.put(name, RunFailure.requireFinite(name, sum.value())));
    return values;
  }

  /**
   * Records a curve of the whole run, over delays or samples of a stream. Of one name the last
   * counts. Curves of the network after an epoch belong to the {@link Epoch}; values by epoch need
   * none.
   */
  default void series(Series series) {}

  /**
   * The same for the validation split, where it has examples, and the test split: what an {@link
   * Epoch} reports.
   */
  default Map<String, Map<String, Double>> score(int batch, Function<Samples, Tensor> predictor) {
    Map<String, Map<String, Double>> scores = new LinkedHashMap<>();
    if (dataset().validation().size() > 0) {
      scores.put(Scoring.VALIDATION, score(dataset().validation(), batch, predictor));
    }
    scores.put(Scoring.TEST, score(dataset().test(), batch, predictor));
    return scores;
  }

  /**
   * Records a time of the processor that the procedure took in a single thread ({@link
   * ThreadTime}), of this run's last network: one of its {@link Procedure#measures}. It stands with
   * the times of the record, which differ from run to run, and is no score. Tables have it of runs
   * that had the machine to themselves.
   *
   * @param measure its name
   * @param value in the unit of the measure
   */
  default void processorTime(String measure, double value) {}

  /**
   * Records which samples of the test split were predicted right, all of them in its order; only of
   * a procedure that {@linkplain Procedure#decides says} that it does. Of several calls the last
   * counts.
   */
  default void decided(Decisions decisions) {}

  /** Records the results of an epoch; 0 is before any training. */
  void report(Epoch epoch);

  /** All epochs reported so far, those before an interruption included. */
  default List<Epoch> epochs() {
    return List.of();
  }

  /**
   * What the procedure gave to {@link #reached} last, before it was interrupted; empty for a run
   * from its beginning. The parameters of the network are in place again.
   */
  default Optional<SavedState> saved() {
    return Optional.empty();
  }

  /**
   * Says that the run could be interrupted here. The parameters of the network are kept with the
   * state.
   *
   * @param steps updates done so far
   * @param epochEnds true between two epochs
   * @param state everything the procedure needs to go on from here to the same bits; asked for only
   *     where it is to be kept
   */
  default void reached(long steps, boolean epochEnds, Supplier<SavedState> state) {}

  /**
   * Keeps what was learned beside the parameters of the network, such as a readout, in the
   * checkpoints of the epochs reported from here on. {@link Procedure#evaluate} finds it in {@link
   * #learned()}.
   *
   * @param state nothing changes it afterwards
   */
  default void learned(SavedState state) {}

  /**
   * In {@link Procedure#evaluate}: what was learned beside the parameters of the network; empty
   * where the checkpoint has nothing of the kind.
   */
  default Optional<SavedState> learned() {
    return Optional.empty();
  }

  /**
   * Says, after the last epoch is reported, what a training of more epochs could go on from; see
   * {@link ProcedurePlugin#continues}. It is what there was before that report, which may not be
   * what it would be in the midst of a longer training: one that goes on finds the epochs without
   * the last in {@link #epochs}, the state in {@link #saved}, and reports the last one again.
   *
   * @param state what the procedure needs for it, parameters included where they have changed
   *     since; asked for at most once, before anything else changes
   */
  default void ended(Supplier<SavedState> state) {}
}

package dev.snn.training.stream;

import dev.snn.api.data.Dataset;
import dev.snn.api.data.Samples;
import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.NotApplicableException;
import dev.snn.api.plugin.UserError;
import dev.snn.api.procedure.Decisions;
import dev.snn.api.procedure.Epoch;
import dev.snn.api.procedure.Measure;
import dev.snn.api.procedure.Need;
import dev.snn.api.procedure.Procedure;
import dev.snn.api.procedure.Run;
import dev.snn.api.procedure.ThreadTime;
import dev.snn.api.stream.DriftDetector;
import dev.snn.api.stream.StreamLearner;
import dev.snn.api.tensor.Constant;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/**
 * Prequential evaluation: a learner learns the training split in its order, then each sample of the
 * test split is first predicted and then learned, in its order. What the learner sees of a line is
 * the mean over the steps of the encoder, which is the value itself of codes that hold it.
 *
 * <p>Sample i is learned when sample {@code i + delay} has been predicted. A detector watches the
 * errors; after a drift the learner forgets everything and learns the last {@code buffer} samples
 * again; {@code as-published} it does not, and drifts are only counted. The validation split is not
 * used.
 */
final class Prequential implements Procedure {
  /** Batches after which a checkpoint is usual, as it is after an epoch of other trainings. */
  private static final int USUAL = 16;

  private final PrequentialPlugin.Config config;
  private final BuildContext context;

  Prequential(PrequentialPlugin.Config config, BuildContext context) {
    this.config = config;
    this.context = context;
  }

  @Override
  public Set<Need> needs() {
    return Set.of(Need.DATASET, Need.ENCODER);
  }

  @Override
  public boolean isResumable() {
    return true;
  }

  @Override
  public boolean decides() {
    return true;
  }

  @Override
  public List<Measure> measures() {
    return StreamRun.measures(!config.drifts().isEmpty());
  }

  @Override
  public void check(Run run) {
    Dataset data = run.dataset();
    if (data.info().classes() == 0 || data.info().targets() > 0) {
      throw new NotApplicableException(
          "prequential needs a data set with one class per sample; '%s' has none."
              .formatted(data.info().name()));
    }
    if (data.test().size() > 0 && data.test().label(0) < 0) {
      throw new NotApplicableException(
          "prequential needs one class per sample; '%s' has classes of steps."
              .formatted(data.info().name()));
    }
    if (!run.metrics().keySet().equals(Set.of(StreamRun.ACCURACY))) {
      throw new UserError(
          "metrics: prequential scores along the stream by measures of its own. Remove 'metrics', got %s."
              .formatted(run.metrics().keySet()));
    }
    int samples = data.test().size();
    for (int drift : config.drifts()) {
      if (drift >= samples) {
        throw new UserError(
            "training.drifts: must be below the %d samples of the test split, got %d."
                .formatted(samples, drift));
      }
    }
    if (config.delay() > 0 && config.delay() >= samples) {
      throw new UserError(
          "training.delay: must be below the %d samples of the test split, or none of them is learned, got %d."
              .formatted(samples, config.delay()));
    }
    learner(run);
    detector();
  }

  private StreamLearner learner(Run run) {
    int lines = run.encoder().outputSize();
    return context.create(Family.STREAM_LEARNER, "learner", config.learner(), lines);
  }

  private DriftDetector detector() {
    return context.create(Family.DRIFT_DETECTOR, "detector", config.detector(), 1);
  }

  @Override
  public void execute(Run run) {
    final long start = System.nanoTime();
    final double processor = ThreadTime.seconds();
    Dataset data = run.dataset();
    StreamRun stream =
        new StreamRun(
            config, learner(run), detector(), run.encoder().outputSize(), data.info().classes());
    run.saved().ifPresent(stream::restore);
    final long before = stream.position();
    long pretrain = data.train().size();
    long all = pretrain + data.test().size();
    LongConsumer reached =
        done -> {
          long batches = batches(Math.min(done, pretrain)) + batches(Math.max(0, done - pretrain));
          run.progress("stream", done, all, Double.NaN);
          run.reached(batches, batches % USUAL == 0, stream::state);
        };
    feed(run, data.train(), stream, 0, stream::pretrain, reached);
    feed(run, data.test(), stream, pretrain, stream::next, reached);
    final double seconds = (System.nanoTime() - start) * 1e-9;
    double processorSeconds = ThreadTime.seconds() - processor;
    run.processorTime(StreamRun.SPEED.name(), (all - before) / processorSeconds);
    stream.series().forEach(run::series);
    if (data.test().size() <= Decisions.MOST) {
      run.decided(stream.decisions());
    }
    run.report(
        new Epoch(
            1,
            Double.NaN,
            Map.of(),
            Map.of("test", stream.scores()),
            Double.NaN,
            new double[0],
            seconds,
            0));
  }

  /** Batches of so many samples of a split. */
  private long batches(long samples) {
    return (samples + config.batch() - 1) / config.batch();
  }

  /** Takes a sample: the values of its lines and its class. */
  @FunctionalInterface
  private interface Taking {
    void sample(float[] x, int label);
  }

  /**
   * Feeds what is left of a split.
   *
   * @param first position of its first sample in the whole stream
   */
  private void feed(
      Run run,
      Dataset.Split split,
      StreamRun stream,
      long first,
      Taking taking,
      LongConsumer reached) {
    int from = (int) Math.max(0, Math.min(split.size(), stream.position() - first));
    while (from < split.size()) {
      int to = Math.min(split.size(), from + config.batch());
      Samples samples = split.gather(IntStream.range(from, to).toArray());
      Pass pass =
          Pass.hard().forEvaluation().withKey(run.seed().key("stream")).forIds(samples.ids());
      float[][] lines = lines(run.encoder().encode(samples, pass));
      for (int b = 0; b < lines.length; b++) {
        taking.sample(lines[b], samples.labels()[b]);
      }
      from = to;
      reached.accept(stream.position());
    }
  }

  /** The mean over the steps {@code [B][N]}. */
  private static float[][] lines(Signal signal) {
    if (signal instanceof Constant constant) {
      return constant.rows();
    }
    Tensor tensor = signal.toTensor();
    float[][] means = new float[tensor.batch()][];
    for (int b = 0; b < means.length; b++) {
      double[] sums = new double[tensor.size()];
      for (int t = 0; t < tensor.steps(); t++) {
        float[] row = tensor.row(t, b);
        Arrays.setAll(sums, n -> sums[n] + row[n]);
      }
      means[b] = new float[sums.length];
      for (int n = 0; n < sums.length; n++) {
        means[b][n] = (float) (sums[n] / tensor.steps());
      }
    }
    return means;
  }
}

package dev.snn.engine.run;

import dev.snn.api.codec.Encoder;
import dev.snn.api.data.BadDataException;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.MissingDataException;
import dev.snn.api.data.Samples;
import dev.snn.api.layer.Parameter;
import dev.snn.api.learning.Network;
import dev.snn.api.learning.SavedState;
import dev.snn.api.metric.Metric;
import dev.snn.api.neuron.Pass;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.NotApplicableException;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.UserError;
import dev.snn.api.procedure.Decisions;
import dev.snn.api.procedure.Epoch;
import dev.snn.api.procedure.Procedure;
import dev.snn.api.procedure.Run;
import dev.snn.api.procedure.Scoring;
import dev.snn.api.procedure.Series;
import dev.snn.api.random.Seed;
import dev.snn.api.tensor.Spikes;
import dev.snn.engine.checkpoint.FirstParameters;
import dev.snn.engine.checkpoint.RunCheckpoints;
import dev.snn.engine.checkpoint.SavedRun;
import dev.snn.engine.config.Context;
import dev.snn.engine.config.Resolved;
import dev.snn.engine.config.RunConfig;
import dev.snn.engine.evaluate.Evaluation;
import dev.snn.engine.evaluate.StepScores;
import dev.snn.engine.progress.ProgressListener;
import dev.snn.engine.record.RecordBuilder;
import dev.snn.engine.record.RunId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** One run: makes the parts and passes results on to the record and the listener. */
final class Trial implements Run {
  /** Examples of each split that are encoded before a run, to see whether they can be. */
  private static final int CHECKED = 16;

  private final RunId id;
  private final RunConfig config;

  /** Null where the procedure needs none. */
  private final Dataset dataset;

  private final Parallel parallel;
  private final RecordBuilder record;
  private final Silence silence;
  private final ProgressListener listener;
  private final RunCheckpoints keeper;
  private final Context context;
  private final FittedEncoder encoder;
  private final Map<String, Metric> metrics;
  private final Procedure procedure;

  /** What the run goes on from or is to score; null where it begins. */
  private final SavedRun saved;

  private Network network;

  Trial(
      RunId id,
      RunConfig config,
      Dataset dataset,
      Context empty,
      Parallel parallel,
      RecordBuilder record,
      ProgressListener listener,
      RunCheckpoints keeper,
      SavedRun saved) {
    this.id = id;
    this.config = config;
    this.dataset = dataset;
    this.parallel = parallel;
    this.record = record;
    this.silence = new Silence(id, dataset);
    this.listener = listener;
    this.keeper = keeper;
    this.saved = saved;
    Context data = dataset == null ? empty : empty.with(dataset.info());
    this.encoder = config.encoder() == null ? null : FittedEncoder.of(config, data, dataset, saved);
    this.context = encoder == null ? data : data.withSteps(encoder().steps());
    this.metrics = makeMetrics();
    this.procedure = context.at("training", 0).make(config.training());
    if (config.hasNetwork()) {
      network();
    }
    record.fitted("encoder", fitted());
    record.metrics(metrics);
    record.measures(procedure.measures());
    record.measures(config.measures());
  }

  private Map<String, Metric> makeMetrics() {
    List<Resolved<Metric>> chosen = config.metrics();
    if (dataset == null && !chosen.isEmpty()) {
      throw new UserError(
          "metrics: without a data set there are no predictions to score. Remove 'metrics'; the"
              + " procedure '%s' reports its own measures."
                  .formatted(config.training().entry().name()));
    }
    if (chosen.isEmpty() && dataset != null) {
      String name = dataset.info().targets() > 0 ? "mse" : "accuracy";
      chosen = List.of(context.resolver().resolve(Family.METRIC, Part.of(name), "metrics[0]"));
    }
    Map<String, Metric> made = new LinkedHashMap<>();
    for (int i = 0; i < chosen.size(); i++) {
      Resolved<Metric> metric = chosen.get(i);
      made.put(metric.entry().name(), context.at("metrics[" + i + "]", 0).make(metric));
    }
    return made;
  }

  /** Refuses what can be known not to work before anything is trained. */
  void check() {
    try {
      if (encoder != null) {
        encodeSome(dataset.train());
        encodeSome(dataset.test());
      }
      if (network != null && encoder != null) {
        ReadoutCheck.check(this, config);
      }
      StepScores.check(this);
      ask();
    } catch (BadDataException e) {
      throw new UserError(e.getMessage(), e);
    }
  }

  /** Whatever exception the procedure refuses the run with, its message is for the user. */
  private void ask() {
    try {
      procedure.check(this);
    } catch (UserError
        | BadDataException
        | MissingDataException
        | NotApplicableException
        | CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      String reason = e.getMessage() == null ? e.toString() : e.getMessage();
      throw new UserError(
          "training: the procedure '%s' refuses this run: %s"
              .formatted(config.training().entry().name(), reason),
          e);
    }
  }

  /** What the data set says of itself; where nothing is wrong, so that an error stands alone. */
  void tellNotes() {
    if (dataset != null) {
      dataset.notes().forEach(note -> listener.note(id, note));
    }
  }

  private void encodeSome(Dataset.Split split) {
    int[] first = IntStream.range(0, Math.min(split.size(), CHECKED)).toArray();
    Samples samples = split.gather(first);
    encoder().encode(samples, Pass.hard().forIds(samples.ids()));
  }

  /** What the encoder found in the training split; empty where it needs nothing. */
  SavedState fitted() {
    return encoder == null ? new SavedState() : encoder.values();
  }

  Procedure procedure() {
    return procedure;
  }

  void execute() {
    if (!keeper.isComplete()) {
      procedure.execute(this);
    }
    keeper.finish();
  }

  /** True where the procedure can go on after an interruption. */
  boolean isResumable() {
    return procedure.isResumable();
  }

  /** Scores the network as it is, and says so in the record. */
  void evaluate(Set<String> splits) {
    record.epoch(procedure.evaluate(this, splits));
  }

  @Override
  public Dataset dataset() {
    return dataset;
  }

  @Override
  public Encoder encoder() {
    return encoder == null ? null : encoder.encoder();
  }

  @Override
  public Network network() {
    if (network == null) {
      network = config.network().make(context, encoder().outputShape());
      if (config.init() != null && saved == null) {
        FirstParameters.set(config.init(), network.parameters());
      }
      record.parameters(
          network.parameters().stream()
              .filter(Parameter::trainable)
              .mapToLong(Parameter::count)
              .sum());
    }
    return network;
  }

  @Override
  public Map<String, Metric> metrics() {
    return metrics;
  }

  @Override
  public Seed seed() {
    return context.seed();
  }

  @Override
  public Parallel parallel() {
    return parallel;
  }

  @Override
  public boolean shuffleTime() {
    return config.shuffleTime();
  }

  @Override
  public boolean byStep() {
    return config.byStep();
  }

  @Override
  public int samples() {
    return config.samples();
  }

  @Override
  public void progress(String phase, long done, long total, double loss) {
    if (Thread.interrupted()) {
      throw new CancellationException("interrupted");
    }
    listener.progress(id, phase, done, total, loss);
  }

  @Override
  public void parameters(long count) {
    record.parameters(count);
  }

  @Override
  public void raster(Supplier<Spikes> spikes) {
    listener.raster(id, spikes);
  }

  @Override
  public Scoring scoring(int batch) {
    return new Evaluation(this, batch);
  }

  @Override
  public void series(Series series) {
    record.series(series);
  }

  @Override
  public void processorTime(String measure, double value) {
    record.processorTime(measure, value);
  }

  @Override
  public void decided(Decisions decisions) {
    record.decided(decisions);
  }

  @Override
  public void report(Epoch epoch) {
    record.epoch(epoch);
    keeper.reported(epoch);
    listener.epoch(id, epoch);
    silence.after(epoch).ifPresent(text -> listener.note(id, text));
  }

  @Override
  public List<Epoch> epochs() {
    return record.epochs();
  }

  @Override
  public Optional<SavedState> saved() {
    return keeper.training();
  }

  @Override
  public void reached(long steps, boolean epochEnds, Supplier<SavedState> state) {
    keeper.reached(steps, epochEnds, state);
  }

  @Override
  public void learned(SavedState state) {
    keeper.learned(state);
  }

  @Override
  public Optional<SavedState> learned() {
    return Optional.ofNullable(saved).flatMap(SavedRun::learned);
  }

  @Override
  public void ended(Supplier<SavedState> state) {
    keeper.ended(state);
  }
}

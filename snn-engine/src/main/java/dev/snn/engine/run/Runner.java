package dev.snn.engine.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.data.BadDataException;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.MissingDataException;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.plugin.DataHome;
import dev.snn.api.plugin.NotApplicableException;
import dev.snn.api.plugin.UserError;
import dev.snn.api.procedure.Procedure;
import dev.snn.api.procedure.Run;
import dev.snn.api.procedure.RunFailure;
import dev.snn.api.random.Seed;
import dev.snn.engine.checkpoint.Resumption;
import dev.snn.engine.checkpoint.RunCheckpoints;
import dev.snn.engine.checkpoint.SavedRun;
import dev.snn.engine.config.Context;
import dev.snn.engine.config.Resolver;
import dev.snn.engine.config.RunConfig;
import dev.snn.engine.config.RunResolver;
import dev.snn.engine.error.OutputFailure;
import dev.snn.engine.error.PluginFault;
import dev.snn.engine.progress.ProgressListener;
import dev.snn.engine.record.Machine;
import dev.snn.engine.record.RecordBuilder;
import dev.snn.engine.record.RunId;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.record.Status;
import dev.snn.engine.registry.Entry;
import dev.snn.engine.sheet.PredictionSheet;
import dev.snn.engine.sheet.SheetCollector;
import dev.snn.engine.tree.Trees;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Runs configurations and turns whatever happens into records. */
public final class Runner {
  private final Resolver resolver;
  private final DataHome home;
  private final Parallel parallel;
  private final Backend backend;
  private final Datasets datasets;

  /** Runs that go on at a time, those of this runner among them. */
  private final int runs;

  /** A runner. */
  public Runner(Resolver resolver, DataHome home, Parallel parallel, Backend backend) {
    this(resolver, home, parallel, backend, new Datasets(resolver, home), 1);
  }

  private Runner(
      Resolver resolver,
      DataHome home,
      Parallel parallel,
      Backend backend,
      Datasets datasets,
      int runs) {
    this.resolver = resolver;
    this.home = home;
    this.parallel = parallel;
    this.backend = backend;
    this.datasets = datasets;
    this.runs = runs;
  }

  /**
   * One that works with other threads, on the same data, possibly at the same time.
   *
   * @param atATime runs that go on at a time, which records say beside their seconds
   */
  public Runner with(Parallel other, int atATime) {
    return new Runner(resolver, home, other, backend, datasets, atATime);
  }

  /**
   * Makes all parts of a run and encodes a few examples without running it, so that the user's
   * errors show before anything is trained. Missing data, what does not fit, and faults of plug-ins
   * become the status of the run when it is made.
   *
   * @return what is known of the run's record before the run: data set, metrics, parameters; its
   *     status is SKIPPED where data are not at hand
   */
  public RunRecord check(RunConfig config) {
    backend.use();
    RunId id = new RunId("check", "check", 0);
    RecordBuilder record = new RecordBuilder(id, "", config);
    Status status = Status.OK;
    try {
      trial(id, config, record, ProgressListener.SILENT, new RunCheckpoints(), null).check();
    } catch (UserError e) {
      throw e;
    } catch (MissingDataException e) {
      status = Status.SKIPPED;
    } catch (Throwable e) {
      status = Status.FAILED;
    }
    return record.build(status, null, List.of(), Trees.NODES.objectNode());
  }

  /**
   * Makes all parts of a run and lets somebody look at them. What keeps the run from being made is
   * thrown.
   *
   * @throws RunFailure where a part fails, with the error of the record that such a run has
   */
  public <T> T explore(RunConfig config, long seed, BiFunction<Run, Procedure, T> look) {
    backend.use();
    RunId id = new RunId("explain", "explain", seed);
    RecordBuilder record = new RecordBuilder(id, "", config);
    boolean made = false;
    try {
      Trial trial = trial(id, config, record, ProgressListener.SILENT, new RunCheckpoints(), null);
      made = true;
      trial.check();
      return look.apply(trial, trial.procedure());
    } catch (BadDataException e) {
      throw new UserError(e.getMessage(), e);
    } catch (UserError
        | CancellationException
        | MissingDataException
        | NotApplicableException
        | RunFailure e) {
      throw e;
    } catch (Throwable e) {
      throw new RunFailure(describe(e, made), e);
    }
  }

  /**
   * Makes the parts of a run.
   *
   * @param saved what it goes on from or is to score; null where it begins
   */
  private Trial trial(
      RunId id,
      RunConfig config,
      RecordBuilder record,
      ProgressListener listener,
      RunCheckpoints keeper,
      SavedRun saved) {
    Dataset data = null;
    if (config.dataset() != null) {
      try {
        data = datasets.get(config.dataset(), config.dt(), id.seed());
      } catch (OutOfMemoryError e) {
        throw new RunFailure(
            "out of memory (%d MB allowed) when the data set '%s' was read; allow more, as in SNN_JAVA_OPTS=-Xmx8g, or give fewer data"
                .formatted(Runtime.getRuntime().maxMemory() >> 20, config.dataset().entry().name()),
            e);
      }
    }
    return trial(id, config, data, record, listener, keeper, saved);
  }

  private Trial trial(
      RunId id,
      RunConfig config,
      Dataset data,
      RecordBuilder record,
      ProgressListener listener,
      RunCheckpoints keeper,
      SavedRun saved) {
    if (data != null) {
      record.dataset(data);
    }
    Context context = Context.empty(resolver, home, config.dt(), new Seed(id.seed()));
    return new Trial(id, config, data, context, parallel, record, listener, keeper, saved);
  }

  /**
   * Does a run as a worker does: a checkpoint that turns out not to fit is passed over, and the
   * user's error becomes a record of a run that failed. Only an interruption and results that
   * cannot be written are thrown.
   */
  public RunOutcome run(RunSpec spec, ProgressListener listener) {
    RunConfig config = resolve(spec);
    RunCheckpoints checkpoints =
        spec.keep()
            .checkpoints()
            .map(kept -> checkpoints(kept, spec.id(), config))
            .orElseGet(RunCheckpoints::new);
    while (true) {
      try {
        return run(spec, config, checkpoints, listener, run -> {});
      } catch (UserError e) {
        Optional<RunCheckpoints> again = checkpoints.withoutBefore();
        if (again.isEmpty()) {
          return RunOutcome.of(failed(spec, config, e.getMessage()));
        }
        checkpoints = again.get();
      }
    }
  }

  private RunCheckpoints checkpoints(RunSpec.Checkpoints kept, RunId id, RunConfig config) {
    Optional<SavedRun> before =
        kept.resume()
            ? Resumption.usable(kept.folder(), id, config, backend.name())
            : Optional.empty();
    return RunCheckpoints.whereResumable(kept.folder(), kept.interval(), before);
  }

  private RunConfig resolve(RunSpec spec) {
    return new RunResolver(resolver).resolve(spec.config());
  }

  /**
   * Does a run of somebody's own: the user's error is thrown as well.
   *
   * @param trained is given a run that has a network, after its end
   */
  public RunOutcome run(
      RunSpec spec, RunCheckpoints checkpoints, ProgressListener listener, Consumer<Run> trained) {
    return run(spec, resolve(spec), checkpoints, listener, trained);
  }

  private RunOutcome run(
      RunSpec spec,
      RunConfig config,
      RunCheckpoints checkpoints,
      ProgressListener listener,
      Consumer<Run> trained) {
    SheetCollector sheets =
        new SheetCollector(listener, spec.keep().picture(), spec.keep().spikes());
    RunRecord record =
        record(
            spec,
            config,
            checkpoints,
            sheets,
            run -> {
              sheets.collect(run);
              trained.accept(run);
            });
    spec.candidate().ifPresent(place -> record.tree().set(RunRecord.SWEEP, place));
    if (record.status() != Status.OK) {
      return RunOutcome.of(record);
    }
    Optional<PredictionSheet> predictions = sheets.predictions();
    predictions
        .flatMap(PredictionSheet::confusion)
        .ifPresent(matrix -> record.tree().set(RunRecord.CONFUSION, matrix));
    // Of candidates there may be thousands.
    boolean kept = spec.keep().picture() && spec.candidate().isEmpty();
    return new RunOutcome(
        record,
        sheets.picture(),
        sheets.spikes(spec.id(), config),
        predictions.filter(sheet -> kept).map(sheet -> sheet.csv(record.classNames())));
  }

  private RunRecord record(
      RunSpec spec,
      RunConfig config,
      RunCheckpoints checkpoints,
      ProgressListener listener,
      Consumer<Run> trained) {
    backend.use();
    RecordBuilder record = new RecordBuilder(spec.id(), spec.title(), config);
    record.runsAtATime(runs);
    Collection<Entry<?>> plugins = PluginsUsed.of(config, resolver);
    ObjectNode environment = environment();
    checkpoints.before().ifPresent(saved -> record.resume(saved.tree()));
    Status status = Status.OK;
    String error = null;
    boolean made = false;
    try {
      Trial trial =
          trial(
              spec.id(), config, record, listener, checkpoints, checkpoints.before().orElse(null));
      made = true;
      trial.check();
      if (!trial.isResumable()) {
        checkpoints.refuse(config.training().entry().name());
      }
      trial.tellNotes();
      checkpoints
          .begin(
              trial,
              trial.fitted(),
              () -> record.build(Status.OK, null, plugins, environment).tree())
          .ifPresent(listener::warn);
      trial.execute();
      if (config.hasNetwork()) {
        trained.accept(trial);
      }
    } catch (UserError | OutputFailure | CancellationException e) {
      throw e;
    } catch (BadDataException e) {
      throw new UserError(e.getMessage(), e);
    } catch (MissingDataException e) {
      status = Status.SKIPPED;
      error = e.getMessage();
    } catch (NotApplicableException e) {
      status = Status.NOT_APPLICABLE;
      error = e.getMessage();
    } catch (RunFailure e) {
      status = Status.FAILED;
      error = e.getMessage();
    } catch (Throwable e) {
      status = Status.FAILED;
      error = describe(e, made);
    }
    // Known at the end: a library is loaded by the first product that needs it.
    backend.inUse().forEach(environment::put);
    return record.build(status, error, plugins, environment);
  }

  /**
   * Scores a saved network.
   *
   * @param config another than that of the checkpoint for other data
   * @param splits "validation", "test" or both
   * @return a record whose final epoch has the scores
   */
  public RunRecord evaluate(
      SavedRun saved, RunConfig config, Set<String> splits, ProgressListener listener) {
    backend.use();
    RunId id = saved.record().id();
    RecordBuilder record = new RecordBuilder(id, saved.tree().path("title").asText(), config);
    Dataset data = datasets.toScore(config.dataset(), config.dt(), id.seed(), saved.dataset());
    if (Trees.canonical(config.dataset().tree())
        .equals(Trees.canonical(saved.record().config().path("dataset")))) {
      saved.requireSameData(data.info());
    }
    Trial trial = trial(id, config, data, record, listener, new RunCheckpoints(), saved);
    if (splits.equals(Set.of("validation")) && trial.dataset().validation().size() == 0) {
      throw new UserError(
          "'%s' has no validation split. Set one, as in --set dataset.validation=200, or evaluate the test split."
              .formatted(trial.dataset().info().name()));
    }
    saved.restore(trial.network().parameters());
    trial.tellNotes();
    trial.evaluate(splits);
    return record.build(Status.OK, null, PluginsUsed.of(config, resolver), environment());
  }

  /** A saved network with its encoder, without data. */
  public Run model(SavedRun saved, RunConfig config) {
    backend.use();
    RunId id = saved.record().id();
    Context context = Context.empty(resolver, home, config.dt(), new Seed(id.seed()));
    Trial trial =
        new Trial(
            id,
            config,
            new Unseen(saved.dataset()),
            context,
            parallel,
            new RecordBuilder(id, "", config),
            ProgressListener.SILENT,
            new RunCheckpoints(),
            saved);
    saved.restore(trial.network().parameters());
    return trial;
  }

  /** The name of the backend it computes with. */
  public String backendName() {
    return backend.name();
  }

  private RunRecord failed(RunSpec spec, RunConfig config, String error) {
    RunRecord record =
        new RecordBuilder(spec.id(), spec.title(), config)
            .build(Status.FAILED, error, PluginsUsed.of(config, resolver), environment());
    spec.candidate().ifPresent(place -> record.tree().set(RunRecord.SWEEP, place));
    return record;
  }

  private ObjectNode environment() {
    return Machine.describe(parallel.threads(), backend.name());
  }

  private static String describe(Throwable e, boolean made) {
    if (e instanceof OutOfMemoryError) {
      return "out of memory (%d MB allowed)%s; allow more, as in SNN_JAVA_OPTS=-Xmx8g, or %s"
          .formatted(
              Runtime.getRuntime().maxMemory() >> 20,
              made ? "" : " while the data were read and the network made",
              made ? "make the batch smaller" : "take less data or a smaller network");
    }
    Optional<PluginFault> fault = PluginFault.of(e);
    if (fault.isPresent()) {
      return fault.get().getMessage();
    }
    StackTraceElement[] trace = e.getStackTrace();
    String at = trace.length == 0 ? "" : " at " + trace[0];
    return e + at;
  }
}

package dev.snn.engine.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.data.BadDataException;
import dev.snn.api.data.MissingDataException;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.plugin.DataHome;
import dev.snn.api.plugin.NotApplicableException;
import dev.snn.api.plugin.UserError;
import dev.snn.api.procedure.Procedure;
import dev.snn.api.procedure.Run;
import dev.snn.api.procedure.RunFailure;
import dev.snn.engine.checkpoint.Resumption;
import dev.snn.engine.checkpoint.RunCheckpoints;
import dev.snn.engine.checkpoint.SavedRun;
import dev.snn.engine.config.Resolver;
import dev.snn.engine.config.RunConfig;
import dev.snn.engine.config.RunResolver;
import dev.snn.engine.error.OutputFailure;
import dev.snn.engine.progress.ProgressListener;
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
import java.util.concurrent.CancellationException;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Runs configurations and turns whatever happens into records. */
public final class Runner {
  private final Trials trials;

  /** Runs that go on at a time, those of this runner among them. */
  private final int runs;

  /** A runner. */
  public Runner(Resolver resolver, DataHome home, Parallel parallel, Backend backend) {
    this(new Trials(resolver, home, parallel, backend), 1);
  }

  private Runner(Trials trials, int runs) {
    this.trials = trials;
    this.runs = runs;
  }

  /**
   * One that works with other threads, on the same data, possibly at the same time.
   *
   * @param atATime runs that go on at a time, which records say beside their seconds
   */
  public Runner with(Parallel other, int atATime) {
    return new Runner(trials.with(other), atATime);
  }

  /** Works with networks that are trained, on the same data and threads. */
  public SavedRunner saved() {
    return new SavedRunner(trials);
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
    trials.backend().use();
    RunId id = new RunId("check", "check", 0);
    RecordBuilder record = new RecordBuilder(id, "", config);
    Status status = Status.OK;
    try {
      trials.of(id, config, record, ProgressListener.SILENT, new RunCheckpoints(), null).check();
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
    trials.backend().use();
    RunId id = new RunId("explain", "explain", seed);
    RecordBuilder record = new RecordBuilder(id, "", config);
    boolean made = false;
    try {
      Trial trial =
          trials.of(id, config, record, ProgressListener.SILENT, new RunCheckpoints(), null);
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
      throw new RunFailure(Failure.describe(e, made), e);
    }
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
            ? Resumption.usable(
                kept.folder(), id, config, trials.backend().name(), trials.resolver())
            : Optional.empty();
    return RunCheckpoints.whereResumable(kept.folder(), kept.interval(), before);
  }

  private RunConfig resolve(RunSpec spec) {
    return new RunResolver(trials.resolver()).resolve(spec.config());
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
    trials.backend().use();
    RecordBuilder record = new RecordBuilder(spec.id(), spec.title(), config);
    record.runsAtATime(runs);
    Collection<Entry<?>> plugins = trials.plugins(config);
    ObjectNode environment = trials.environment();
    checkpoints.before().ifPresent(saved -> record.resume(saved.tree()));
    Status status = Status.OK;
    String error = null;
    boolean made = false;
    try {
      Trial trial =
          trials.of(
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
              config.hasNetwork() ? trial.network().parameters() : List.of(),
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
      error = Failure.describe(e, made);
    }
    // Known at the end: a library is loaded by the first product that needs it.
    trials.backend().inUse().forEach(environment::put);
    return record.build(status, error, plugins, environment);
  }

  /** The name of the backend it computes with. */
  public String backendName() {
    return trials.backend().name();
  }

  private RunRecord failed(RunSpec spec, RunConfig config, String error) {
    RunRecord record =
        new RecordBuilder(spec.id(), spec.title(), config)
            .build(Status.FAILED, error, trials.plugins(config), trials.environment());
    spec.candidate().ifPresent(place -> record.tree().set(RunRecord.SWEEP, place));
    return record;
  }
}

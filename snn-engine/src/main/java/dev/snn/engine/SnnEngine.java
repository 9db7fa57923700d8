package dev.snn.engine;

import dev.snn.api.parallel.Parallel;
import dev.snn.api.plugin.DataHome;
import dev.snn.api.plugin.UserError;
import dev.snn.api.procedure.Run;
import dev.snn.engine.checkpoint.CheckpointFile;
import dev.snn.engine.checkpoint.RunCheckpoints;
import dev.snn.engine.config.Resolver;
import dev.snn.engine.config.RunConfig;
import dev.snn.engine.doctor.Diagnosis;
import dev.snn.engine.doctor.Doctor;
import dev.snn.engine.explain.Explainer;
import dev.snn.engine.explain.Explanation;
import dev.snn.engine.progress.ProgressListener;
import dev.snn.engine.record.RecordDiff;
import dev.snn.engine.record.RecordFiles;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.registry.Registries;
import dev.snn.engine.run.Backend;
import dev.snn.engine.run.RunOutcome;
import dev.snn.engine.run.RunRequest;
import dev.snn.engine.run.RunSpec;
import dev.snn.engine.run.Runners;
import dev.snn.engine.run.SearchPath;
import dev.snn.engine.run.SingleRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs, for command lines and for other programs: one at a time, again from a record, explained, or
 * taken up from a checkpoint. Wrong input throws a {@link UserError} with one sentence, results
 * that cannot be written an {@link OutputFailure}; any other exception is a bug. Use from one
 * thread at a time.
 */
public final class SnnEngine implements AutoCloseable {
  private final Resolver resolver;
  private final DataHome home;
  private final Parallel parallel;
  private final Backend backend;
  private final Runners runners;

  /**
   * How to open an engine.
   *
   * @param plugins a folder with plug-in jars, or a single jar
   * @param dataHome where data files are looked for first
   * @param threads at least 1
   * @param backend name of the compute backend; {@link Backend#AUTO} for the fastest that can run
   */
  public record Options(
      Optional<Path> plugins, Optional<Path> dataHome, int threads, String backend) {

    /** All cores, no plug-in jars, the usual data homes. */
    public static Options defaults() {
      return new Options(
          Optional.empty(),
          Optional.empty(),
          Runtime.getRuntime().availableProcessors(),
          Backend.AUTO);
    }

    /** With another number of threads. */
    public Options withThreads(int other) {
      return new Options(plugins, dataHome, other, backend);
    }

    /** With a folder of plug-in jars. */
    public Options withPlugins(Path folder) {
      return new Options(Optional.of(folder), dataHome, threads, backend);
    }

    /** With a compute backend. */
    public Options withBackend(String name) {
      return new Options(plugins, dataHome, threads, name);
    }

    /** With a data home. */
    public Options withDataHome(Path folder) {
      return new Options(plugins, Optional.of(folder), threads, backend);
    }
  }

  private SnnEngine(Options options, Map<String, String> environment) {
    if (options.threads() < 1) {
      throw new UserError("--threads must be at least 1, got " + options.threads() + ".");
    }
    backend = Backend.choose(options.backend());
    backend.use();
    home = SearchPath.of(options.dataHome(), environment, Path.of(System.getProperty("user.home")));
    resolver = new Resolver(Registries.load(options.plugins()), home);
    parallel = Parallel.pool(options.threads());
    boolean free = options.backend().equals(Backend.AUTO);
    runners = new Runners(resolver, home, parallel, backend, free);
  }

  /** Finds the plug-ins, chooses the compute backend of this process and starts the threads. */
  public static SnnEngine open(Options options) {
    return open(options, System.getenv());
  }

  /** The same with other environment variables than those of the process. */
  public static SnnEngine open(Options options, Map<String, String> environment) {
    return new SnnEngine(options, environment);
  }

  /** The plug-ins, by family. */
  public Registries registries() {
    return resolver.registries();
  }

  /** Spells out defaults. */
  public Resolver resolver() {
    return resolver;
  }

  /** Where data files are looked for. */
  public DataHome dataHome() {
    return home;
  }

  /** Does runs. */
  public Runners runners() {
    return runners;
  }

  /** The compute backend of this process. */
  public Backend backend() {
    return backend;
  }

  /** Does a run of one's own. */
  public RunRecord run(RunRequest request, ProgressListener listener) {
    return run(request, listener, run -> {});
  }

  /**
   * The same.
   *
   * @param trained is given a run that has a network, after its end
   */
  public RunRecord run(RunRequest request, ProgressListener listener, Consumer<Run> trained) {
    return new SingleRun(runners, request, listener).execute(trained);
  }

  /**
   * A trained network from a checkpoint.
   *
   * @param file such as {@code best.safetensors}
   */
  public SavedNetwork load(Path file) {
    return new SavedNetwork(resolver, runners, CheckpointFile.read(file));
  }

  /**
   * What a configuration is made of, costs and does at its initial weights.
   *
   * @param seed of the initial weights
   * @param seconds for batches that are timed
   * @throws dev.snn.api.data.MissingDataException where the data are not at hand
   * @throws dev.snn.api.procedure.RunFailure where a part fails
   */
  public Explanation explain(RunConfig config, long seed, double seconds) {
    return Explainer.explain(runners.usual(), config, seed, seconds);
  }

  /**
   * What keeps a configuration from learning, and the settings that mend it.
   *
   * @param seed of the initial weights
   * @throws dev.snn.api.data.MissingDataException where the data are not at hand
   * @throws dev.snn.api.procedure.RunFailure where a part fails
   */
  public Diagnosis examine(RunConfig config, long seed) {
    return new Doctor(runners.usual(), resolver).examine(config, seed);
  }

  /**
   * What kept a run from learning: its configuration at the initial weights, and its last epoch.
   *
   * @param settings {@code path=value} laid over its configuration
   */
  public Diagnosis examine(RunRecord record, List<String> settings) {
    return new Doctor(runners.usual(), resolver).examine(record, settings);
  }

  /**
   * What keeps a saved network from learning on.
   *
   * @param file such as {@code last.safetensors}
   * @param settings {@code path=value} laid over its configuration
   */
  public Diagnosis examineSaved(Path file, List<String> settings) {
    return new Doctor(runners.usual(), resolver).examine(CheckpointFile.read(file), settings);
  }

  /**
   * Runs a record's configuration again, on the record's backend where none was asked for and that
   * one can run here.
   *
   * @param file the record
   */
  public Reproduction repro(Path file, ProgressListener listener) {
    RunRecord before = RecordFiles.read(file);
    listener.runStarted(before.id(), 1, 1);
    RunOutcome outcome;
    try {
      outcome =
          runners.like(before).run(RunSpec.of(before), new RunCheckpoints(), listener, run -> {});
    } catch (UserError e) {
      throw e.in(file.toString());
    }
    listener.runFinished(before.id(), outcome.record());
    return new Reproduction(before, outcome.record(), RecordDiff.of(before, outcome.record()));
  }

  /** A record, the record of the run made after it, and their differences. */
  public record Reproduction(RunRecord before, RunRecord after, RecordDiff diff) {}

  @Override
  public void close() {
    parallel.close();
  }
}

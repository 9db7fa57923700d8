package dev.snn.bench;

import dev.snn.api.parallel.Parallel;
import dev.snn.api.plugin.DataHome;
import dev.snn.api.plugin.UserError;
import dev.snn.api.procedure.Run;
import dev.snn.bench.config.Resolver;
import dev.snn.bench.config.RunConfig;
import dev.snn.bench.config.RunResolver;
import dev.snn.bench.experiment.ExperimentFile;
import dev.snn.bench.experiment.ExperimentFinder;
import dev.snn.bench.experiment.ExperimentReader;
import dev.snn.bench.explain.Explainer;
import dev.snn.bench.explain.Explanation;
import dev.snn.bench.progress.ProgressListener;
import dev.snn.bench.record.Checkout;
import dev.snn.bench.record.RecordDiff;
import dev.snn.bench.record.RecordFiles;
import dev.snn.bench.record.RunRecord;
import dev.snn.bench.registry.Registries;
import dev.snn.bench.run.Backend;
import dev.snn.bench.run.Runner;
import dev.snn.bench.run.SearchPath;
import dev.snn.bench.saved.CheckpointFile;
import dev.snn.bench.saved.SavedRun;
import dev.snn.bench.speed.SpeedListener;
import dev.snn.bench.speed.SpeedReport;
import dev.snn.bench.speed.SpeedRequest;
import dev.snn.bench.speed.SpeedRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Everything the program can do, for command lines and for other programs. Wrong input throws a
 * {@link UserError} with one sentence, results that cannot be written an {@link OutputFailure}; any
 * other exception is a bug. Use from one thread at a time.
 */
public final class SnnEngine implements AutoCloseable {
  private final Resolver resolver;
  private final ExperimentReader reader;
  private final DataHome home;
  private final Parallel parallel;
  private final Runner runner;
  private final Backend backend;
  private final boolean backendIsFree;

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
    backendIsFree = options.backend().equals(Backend.AUTO);
    resolver = new Resolver(Registries.load(options.plugins()));
    reader = new ExperimentReader(resolver);
    home = SearchPath.of(options.dataHome(), environment, Path.of(System.getProperty("user.home")));
    parallel = Parallel.pool(options.threads());
    runner = new Runner(resolver, home, parallel, backend);
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

  /** Finds experiment files: in {@code ./experiments}, then in those of the checkout. */
  public static ExperimentFinder experiments() {
    List<Path> roots = new ArrayList<>();
    roots.add(Path.of("experiments"));
    Checkout.root().ifPresent(root -> roots.add(root.resolve("experiments")));
    return new ExperimentFinder(roots);
  }

  /**
   * Reads an experiment file and checks it completely, without training.
   *
   * @param profile an overlay that the file defines, or null
   * @param settings {@code path=value}, laid over every row
   */
  public ExperimentFile read(Path file, String profile, List<String> settings) {
    return reader.read(file, profile, settings);
  }

  /**
   * The same with settings for one row only, whose options other rows may not have.
   *
   * @param row its name
   */
  public ExperimentFile read(Path file, String profile, List<String> settings, String row) {
    return reader.read(file, profile, settings, row);
  }

  /**
   * Makes all parts of every row, so that wrong input shows before anything is trained.
   *
   * @return the number of parameters of the largest network; 0 where there is none
   */
  public long check(ExperimentFile experiment) {
    return experiment.rows().stream()
        .mapToLong(row -> preflight().of(experiment, row).parameters())
        .max()
        .orElse(0);
  }

  Preflight preflight() {
    return new Preflight(runner);
  }

  /** Runs rows x seeds; see {@link TableRequest}. */
  public TableResult table(TableRequest request, ProgressListener listener) {
    return new TableRun(this, request, listener).execute();
  }

  /** Runs one row of an experiment with one seed. */
  public RunRecord run(RunRequest request, ProgressListener listener) {
    return new SingleRun(this, request, listener).execute(run -> {});
  }

  /**
   * The same.
   *
   * @param row its name; may be null where the experiment has one row only
   * @param seed root seed; null for the first of the file
   * @param out folder for the record, if any
   */
  public RunRecord run(
      ExperimentFile experiment,
      String row,
      Long seed,
      Optional<Path> out,
      ProgressListener listener) {
    RunRequest request = RunRequest.of(experiment, row, seed);
    return run(out.map(request::withOut).orElse(request), listener);
  }

  /**
   * The same, keeping nothing.
   *
   * @param trained is given a run that has a network, after its end
   */
  public RunRecord run(
      ExperimentFile experiment,
      String row,
      Long seed,
      Consumer<Run> trained,
      ProgressListener listener) {
    return new SingleRun(this, RunRequest.of(experiment, row, seed), listener).execute(trained);
  }

  /**
   * A trained network from a checkpoint.
   *
   * @param file such as {@code best.safetensors}
   */
  public SavedNetwork load(Path file) {
    return new SavedNetwork(this, CheckpointFile.read(file));
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
    return Explainer.explain(runner, config, seed, seconds);
  }

  /**
   * Runs a record's configuration again, on the record's backend where none was asked for and that
   * one can run here.
   *
   * @param file the record
   */
  public Reproduction repro(Path file, ProgressListener listener) {
    RunRecord before = RecordFiles.read(file);
    RunConfig config;
    try {
      config = new RunResolver(resolver).resolve(before.config());
    } catch (UserError e) {
      throw e.in(file.toString());
    }
    listener.runStarted(before.id(), 1, 1);
    String title = before.tree().path("title").asText();
    RunRecord after = runnerLike(before).run(before.id(), title, config, listener, run -> {});
    if (before.tree().has(RunRecord.SWEEP)) {
      after.tree().set(RunRecord.SWEEP, before.tree().get(RunRecord.SWEEP));
    }
    listener.runFinished(before.id(), after);
    return new Reproduction(before, after, RecordDiff.of(before, after));
  }

  /** Runs on the backend of a record, where none was asked for and that one can run here. */
  Runner runnerLike(RunRecord before) {
    String recorded = before.tree().path("environment").path("backend").asText();
    if (!backendIsFree || recorded.equals(backend.name())) {
      return runner;
    }
    return new Runner(resolver, home, parallel, backend.orRecorded(recorded));
  }

  /** Runs on the backend of a checkpoint, so that the bits stay the same. */
  Runner runnerOf(SavedRun saved) {
    Runner chosen = runnerLike(saved.record());
    String recorded = saved.backend();
    if (!chosen.backendName().equals(recorded)) {
      throw new UserError(
          "%s was made with the backend '%s', and '%s' computes other bits. Go on with --backend %s where that can run, or start again in another folder."
              .formatted(saved.file(), recorded, chosen.backendName(), recorded));
    }
    return chosen;
  }

  /** A record, the record of the run made after it, and their differences. */
  public record Reproduction(RunRecord before, RunRecord after, RecordDiff diff) {}

  /** Measures speed. */
  public SpeedReport bench(SpeedRequest request, SpeedListener listener) {
    backend.use();
    return new SpeedRun(resolver, backend.name(), request, listener).execute();
  }

  int threads() {
    return parallel.threads();
  }

  Runner runner() {
    return runner;
  }

  @Override
  public void close() {
    parallel.close();
  }
}

package dev.snn.bench;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.Stage;
import com.google.inject.util.Modules;
import dev.snn.api.plugin.UserError;
import dev.snn.bench.executor.RunExecutor;
import dev.snn.bench.experiment.ExperimentFile;
import dev.snn.bench.experiment.ExperimentFinder;
import dev.snn.bench.experiment.ExperimentReader;
import dev.snn.bench.plan.Preflight;
import dev.snn.bench.plan.Shard;
import dev.snn.bench.plan.ShardResult;
import dev.snn.bench.plan.ShardRun;
import dev.snn.bench.plan.TableRequest;
import dev.snn.bench.plan.TableResult;
import dev.snn.bench.plan.TableRun;
import dev.snn.bench.speed.SpeedListener;
import dev.snn.bench.speed.SpeedReport;
import dev.snn.bench.speed.SpeedRequest;
import dev.snn.bench.speed.SpeedRun;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.progress.ProgressListener;
import dev.snn.engine.record.Checkout;
import dev.snn.engine.record.RunId;
import dev.snn.engine.run.RunRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Many runs compared, for command lines and for other programs: experiment files, tables, speed.
 * Errors are those of {@link SnnEngine}. Use from one thread at a time.
 */
public final class Bench {
  private final SnnEngine engine;
  private final Injector injector;
  private final ExperimentReader reader;

  private Bench(SnnEngine engine, Injector injector) {
    this.engine = engine;
    this.injector = injector;
    this.reader = injector.getInstance(ExperimentReader.class);
  }

  /**
   * On an engine.
   *
   * @param other bindings in place of the usual ones, as of another {@link RunExecutor}
   */
  public static Bench on(SnnEngine engine, Module... other) {
    Module all = Modules.override(new BenchModule(engine)).with(other);
    return new Bench(engine, Guice.createInjector(Stage.DEVELOPMENT, all));
  }

  /**
   * On an engine, with runs done elsewhere than on the threads of this process.
   *
   * @param executor does them; who opened it closes it
   */
  public static Bench on(SnnEngine engine, RunExecutor executor) {
    return on(engine, (Module) binder -> binder.bind(RunExecutor.class).toInstance(executor));
  }

  /** Finds experiment files: in {@code ./experiments}, then in those of the checkout. */
  public static ExperimentFinder experiments() {
    List<Path> roots = new ArrayList<>();
    roots.add(Path.of("experiments"));
    Checkout.root().ifPresent(root -> roots.add(root.resolve("experiments")));
    return new ExperimentFinder(roots);
  }

  /** Does single runs. */
  public SnnEngine engine() {
    return engine;
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
    return reader.read(file, profile, settings, List.of(row));
  }

  /**
   * Makes all parts of every row, so that wrong input shows before anything is trained.
   *
   * @return the number of parameters of the largest network; 0 where there is none
   */
  public long check(ExperimentFile experiment) {
    Preflight preflight = new Preflight(engine.runners().usual());
    return experiment.rows().stream()
        .mapToLong(row -> preflight.of(experiment, row).parameters())
        .max()
        .orElse(0);
  }

  /** Runs rows x seeds; see {@link TableRequest}. */
  public TableResult table(TableRequest request, ProgressListener listener) {
    return injector.getInstance(TableRun.class).execute(request, listener);
  }

  /** Does a share of the runs of a table, and makes it where it was the last. */
  public ShardResult shard(TableRequest request, Shard shard, ProgressListener listener) {
    return injector.getInstance(ShardRun.class).execute(request, shard, listener);
  }

  /**
   * One run of an experiment, for {@link SnnEngine#run}.
   *
   * @param row its name; may be null where the experiment has one row only
   * @param seed root seed; null for the first of the file
   */
  public static RunRequest request(ExperimentFile experiment, String row, Long seed) {
    ExperimentFile.Row chosen = experiment.choose(row);
    if (chosen.sweep() != null) {
      throw new UserError(
          ("row '%s' of experiment '%s' is a sweep of %d candidates. Run it with 'snn table', or"
                  + " one configuration of it with --set sweep=null and the values.")
              .formatted(chosen.name(), experiment.name(), chosen.sweep().runs()));
    }
    long root = seed == null ? experiment.seeds().get(0) : seed;
    return RunRequest.of(
        new RunId(experiment.name(), chosen.name(), root), experiment.title(), chosen.config());
  }

  /** Measures speed. */
  public SpeedReport speed(SpeedRequest request, SpeedListener listener) {
    engine.backend().use();
    return new SpeedRun(engine.resolver(), engine.backend().name(), request, listener).execute();
  }
}

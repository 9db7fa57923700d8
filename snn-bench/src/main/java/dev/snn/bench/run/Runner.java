package dev.snn.bench.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.data.BadDataException;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.MissingDataException;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.plugin.DataHome;
import dev.snn.api.plugin.NotApplicableException;
import dev.snn.api.random.Seed;
import dev.snn.bench.ProgressListener;
import dev.snn.bench.UserError;
import dev.snn.bench.config.Context;
import dev.snn.bench.config.Resolved;
import dev.snn.bench.config.Resolver;
import dev.snn.bench.config.RunConfig;
import dev.snn.bench.config.Trees;
import dev.snn.bench.record.Machine;
import dev.snn.bench.record.RecordBuilder;
import dev.snn.bench.record.RunId;
import dev.snn.bench.record.RunRecord;
import dev.snn.bench.record.Status;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;

/** Runs configurations and turns whatever happens into records. */
public final class Runner {
  private static final int DATASETS_KEPT = 2;

  private final Resolver resolver;
  private final DataHome home;
  private final Parallel parallel;
  private final Backend backend;
  private final Map<String, Dataset> datasets =
      new LinkedHashMap<>(4, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Dataset> eldest) {
          return size() > DATASETS_KEPT;
        }
      };

  /** A runner. */
  public Runner(Resolver resolver, DataHome home, Parallel parallel, Backend backend) {
    this.resolver = resolver;
    this.home = home;
    this.parallel = parallel;
    this.backend = backend;
  }

  /**
   * The data set of a configuration; the last ones are kept. A data set that draws is drawn from
   * seed 0, so that all seeds of a row see the same examples.
   */
  public Dataset dataset(Resolved<Dataset> part, double dt) {
    String key = Trees.canonical(part.tree()) + dt;
    Dataset data = datasets.get(key);
    if (data == null) {
      data = Context.empty(resolver, home, dt, new Seed(0)).at("dataset", 0).make(part);
      datasets.put(key, data);
    }
    return data;
  }

  /**
   * Makes all parts of a run and encodes a few examples without running it, so that the user's
   * errors show before anything is trained. What is missing or does not fit shows when the run is
   * made.
   */
  public void check(RunConfig config) {
    backend.use();
    RunId id = new RunId("check", "check", 0);
    try {
      trial(id, config, new RecordBuilder(id, "", config), ProgressListener.SILENT).check();
    } catch (UserError e) {
      throw e;
    } catch (RuntimeException e) {
      // Missing data, what does not fit, and faults of plug-ins become the status of the run.
      return;
    }
  }

  private Trial trial(RunId id, RunConfig config, RecordBuilder record, ProgressListener listener) {
    Dataset data = dataset(config.dataset(), config.dt());
    record.dataset(data);
    Context context = Context.empty(resolver, home, config.dt(), new Seed(id.seed()));
    return new Trial(id, config, data, context, parallel, record, listener);
  }

  /** Runs. Only the user's error and an interruption are thrown, everything else is recorded. */
  public RunRecord run(RunId id, String title, RunConfig config, ProgressListener listener) {
    backend.use();
    RecordBuilder record = new RecordBuilder(id, title, config);
    Status status = Status.OK;
    String error = null;
    try {
      trial(id, config, record, listener).execute();
    } catch (UserError | CancellationException e) {
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
    } catch (RuntimeException | OutOfMemoryError | LinkageError e) {
      status = Status.FAILED;
      error = describe(e);
    }
    return record.build(status, error, PluginsUsed.of(config, resolver), environment());
  }

  /** A record of a run that the user's error kept from running. */
  public RunRecord failed(RunId id, String title, RunConfig config, String error) {
    return new RecordBuilder(id, title, config)
        .build(Status.FAILED, error, PluginsUsed.of(config, resolver), environment());
  }

  private ObjectNode environment() {
    return Machine.describe(parallel.threads(), backend.name());
  }

  private static String describe(Throwable e) {
    if (e instanceof OutOfMemoryError) {
      return "out of memory (%d MB allowed); allow more, as in SNN_JAVA_OPTS=-Xmx8g, or make the batch smaller"
          .formatted(Runtime.getRuntime().maxMemory() >> 20);
    }
    StackTraceElement[] trace = e.getStackTrace();
    String at = trace.length == 0 ? "" : " at " + trace[0];
    return e + at;
  }
}

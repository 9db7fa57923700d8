package dev.snn.engine.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.data.Dataset;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.plugin.DataHome;
import dev.snn.api.procedure.RunFailure;
import dev.snn.api.random.Seed;
import dev.snn.engine.checkpoint.RunCheckpoints;
import dev.snn.engine.checkpoint.SavedRun;
import dev.snn.engine.config.Context;
import dev.snn.engine.config.Resolver;
import dev.snn.engine.config.RunConfig;
import dev.snn.engine.progress.ProgressListener;
import dev.snn.engine.record.Machine;
import dev.snn.engine.record.RecordBuilder;
import dev.snn.engine.record.RunId;
import dev.snn.engine.registry.Entry;
import java.util.Collection;

/**
 * Makes the parts of runs, with the threads, the backend and the data that they share.
 *
 * @param datasets those that were read last
 */
record Trials(
    Resolver resolver, DataHome home, Parallel parallel, Backend backend, Datasets datasets) {

  Trials(Resolver resolver, DataHome home, Parallel parallel, Backend backend) {
    this(resolver, home, parallel, backend, new Datasets(resolver, home));
  }

  /** With other threads, on the same data. */
  Trials with(Parallel other) {
    return new Trials(resolver, home, other, backend, datasets);
  }

  /**
   * Makes the parts of a run.
   *
   * @param saved what it goes on from or is to score; null where it begins
   */
  Trial of(
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
    return of(id, config, data, record, listener, keeper, saved);
  }

  /** The same on data that are at hand; null where the procedure needs none. */
  Trial of(
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
    return new Trial(
        id, config, data, context(id, config), parallel, record, listener, keeper, saved);
  }

  /** The surroundings of a run before there are data or a network. */
  Context context(RunId id, RunConfig config) {
    return Context.empty(resolver, home, config.dt(), new Seed(id.seed()));
  }

  /** The plug-ins of a run. */
  Collection<Entry<?>> plugins(RunConfig config) {
    return PluginsUsed.of(config, resolver);
  }

  /** The machine and the program, for a record. */
  ObjectNode environment() {
    return Machine.describe(parallel.threads(), backend.name());
  }
}

package dev.snn.app.command;

import dev.snn.bench.executor.ExecutorProvider;
import dev.snn.bench.executor.ExecutorProviders;
import dev.snn.bench.executor.LocalProvider;
import dev.snn.bench.executor.RunExecutor;
import dev.snn.engine.SnnEngine;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.Option;

/** Where the runs of a table are done: {@code --on} and {@code --master}. */
final class Executors {
  static final String ON = "on";
  static final String MASTER = "master";

  private Executors() {}

  static List<Option> options() {
    return List.of(
        Globals.valued(ON, "NAME", "where runs are done: local (the default) or spark"),
        Globals.valued(MASTER, "URL", "of Spark, as local[4] or spark://host:7077"));
  }

  /** Opens what does the runs, to be closed by whoever asks. */
  static RunExecutor open(Invocation in, SnnEngine engine) {
    return ExecutorProviders.load()
        .open(
            in.line().getOptionValue(ON, LocalProvider.NAME),
            new ExecutorProvider.Surroundings(
                engine,
                in.globals().plugins(),
                in.env(),
                Optional.ofNullable(in.line().getOptionValue(MASTER))));
  }
}

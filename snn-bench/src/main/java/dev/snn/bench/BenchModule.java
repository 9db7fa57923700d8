package dev.snn.bench;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.snn.bench.executor.LocalExecutor;
import dev.snn.bench.executor.RunExecutor;
import dev.snn.bench.experiment.ExperimentReader;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.run.Runners;

/**
 * What tables are made with: runs on the threads of this process, unless somebody binds another.
 */
final class BenchModule extends AbstractModule {
  private final SnnEngine engine;

  BenchModule(SnnEngine engine) {
    this.engine = engine;
  }

  @Override
  protected void configure() {
    bind(Runners.class).toInstance(engine.runners());
    bind(RunExecutor.class).to(LocalExecutor.class);
  }

  @Provides
  @Singleton
  ExperimentReader reader() {
    return new ExperimentReader(engine.resolver());
  }
}

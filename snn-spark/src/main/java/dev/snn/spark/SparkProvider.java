package dev.snn.spark;

import dev.snn.bench.executor.ExecutorProvider;
import dev.snn.bench.executor.RunExecutor;

/** Opens executors on Apache Spark: {@code --on spark}. */
public final class SparkProvider implements ExecutorProvider {
  @Override
  public String name() {
    return "spark";
  }

  @Override
  public RunExecutor open(Surroundings surroundings) {
    return new SparkExecutor(surroundings);
  }
}

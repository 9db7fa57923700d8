package dev.snn.spark;

import dev.snn.api.plugin.UserError;
import dev.snn.bench.executor.ExecutorProvider.Surroundings;
import dev.snn.bench.executor.RunExecutor;
import dev.snn.engine.run.RunSpec;
import dev.snn.spark.task.Kit;
import java.util.List;

/**
 * Does each run as one task of Apache Spark. The driver alone writes: an executor gets a run as
 * JSON and gives back what it left, and a run whose executor is lost is done again by another.
 */
final class SparkExecutor implements RunExecutor {
  private final Surroundings surroundings;
  private SparkDriver driver;

  SparkExecutor(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void check(Load load) {
    load.jobs()
        .ifPresent(
            jobs -> {
              throw new UserError(
                  "--jobs %d: Spark does as many runs at a time as its executors have cores. Leave --jobs out; --master local[%d] does as many in this process."
                      .formatted(jobs, jobs));
            });
  }

  @Override
  public void execute(List<RunSpec> runs, Load load, Observer observer) {
    if (driver == null) {
      driver = SparkDriver.open(surroundings);
    }
    try {
      Kit kit = new KitPacker(surroundings, driver).pack(runs);
      new SparkJob(driver, kit, runs, observer).execute();
    } catch (IllegalStateException e) {
      if (!driver.ended()) {
        throw e;
      }
      throw new UserError(
          "--master %s: the cluster does not answer or has put an end to the table. Its master's log says why. Finished runs are kept; the same command with --resume does the rest."
              .formatted(driver.master()),
          e);
    }
  }

  @Override
  public void close() {
    if (driver != null) {
      driver.close();
      driver = null;
    }
  }
}

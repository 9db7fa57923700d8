package dev.snn.spark;

import dev.snn.api.plugin.UserError;
import dev.snn.bench.executor.RunExecutor.Observer;
import dev.snn.engine.error.Shown;
import dev.snn.engine.run.RunSpec;
import dev.snn.engine.tree.Trees;
import dev.snn.spark.task.Answer;
import dev.snn.spark.task.Kit;
import dev.snn.spark.task.Refusal;
import dev.snn.spark.task.RunTask;
import dev.snn.spark.worker.Errand;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.apache.spark.api.java.JavaRDD;

/** Some runs as one job of Spark, a task for each. */
final class SparkJob {
  private static final long POLL_MILLIS = 200;
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private final SparkDriver driver;
  private final Kit kit;
  private final List<RunSpec> runs;
  private final Observer observer;
  private final List<Errand> errands;
  private final BitSet started = new BitSet();
  private final BitSet over = new BitSet();

  SparkJob(SparkDriver driver, Kit kit, List<RunSpec> runs, Observer observer) {
    this.driver = driver;
    this.kit = kit;
    this.runs = runs;
    this.observer = observer;
    this.errands =
        runs.stream().map(run -> Errand.of(run, driver.atATime(), !kit.local())).toList();
  }

  /** Does them all; what they leave goes to the observer as it comes, on this thread. */
  void execute() {
    JavaRDD<byte[]> left =
        driver
            .spark()
            .parallelize(errands.stream().map(SparkJob::bytes).toList(), runs.size())
            .map(new RunTask(kit));
    try (JobEvents events = JobEvents.of(driver.spark().sc(), left.rdd(), runs.size())) {
      follow(events);
    }
  }

  private static byte[] bytes(Errand errand) {
    return errand.json().toString().getBytes(StandardCharsets.UTF_8);
  }

  private void follow(JobEvents events) {
    long begun = System.nanoTime();
    boolean warned = false;
    while (over.cardinality() < runs.size()) {
      JobEvents.Event event = next(events);
      if (event instanceof JobEvents.Started start) {
        started(start.index());
      } else if (event instanceof JobEvents.Left back) {
        finished(back.index(), back.answer());
      } else if (event instanceof JobEvents.Lost lost) {
        observer.progress().warn(lost.sentence());
      } else if (event instanceof JobEvents.Failed failed) {
        throw new UserError(
            "Spark gives up: %s Finished runs are kept; the same command with --resume does the rest."
                .formatted(SparkDriver.said(failed.cause())),
            failed.cause());
      } else {
        idle();
        if (!warned && started.isEmpty() && System.nanoTime() - begun > PATIENCE_NANOS) {
          warned = true;
          observer
              .progress()
              .warn(
                  "no executor of Spark has taken a run yet. Does the cluster have free cores, and the memory that spark.executor.memory asks for?");
        }
      }
    }
  }

  private static JobEvents.Event next(JobEvents events) {
    try {
      return events.next(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }

  /** Lets whoever listens stop the work: a task says nothing between its beginning and its end. */
  private void idle() {
    int at = runs.isEmpty() ? -1 : Math.max(0, started.previousSetBit(runs.size() - 1));
    if (at >= 0) {
      observer
          .progress()
          .progress(
              runs.get(at).id(),
              Shown.count(started.cardinality() - over.cardinality(), "run") + " on Spark",
              over.cardinality(),
              runs.size(),
              Double.NaN);
    }
  }

  private void started(int index) {
    if (!started.get(index)) {
      started.set(index);
      observer.started(runs.get(index));
    }
  }

  private void finished(int index, byte[] answer) {
    if (over.get(index)) {
      return;
    }
    started(index);
    byte[] content;
    try {
      content = Answer.content(answer);
    } catch (Refusal e) {
      throw new UserError("--on spark: " + e.getMessage(), e);
    }
    over.set(index);
    observer.finished(
        runs.get(index),
        errands.get(index).land(Trees.json(new String(content, StandardCharsets.UTF_8))));
  }
}

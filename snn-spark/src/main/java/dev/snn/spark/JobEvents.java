package dev.snn.spark;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.SparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/** What happens to a job, from the threads of Spark, for the one thread that wants to know. */
final class JobEvents extends SparkListener implements AutoCloseable {
  private static final String GROUP = "spark.jobGroup.id";

  /** Something that happened. */
  sealed interface Event permits Started, Left, Lost, Failed {}

  /** A task began, perhaps again. */
  record Started(int index) implements Event {}

  /** A task is over; heard of each once. */
  record Left(int index, byte[] answer) implements Event {}

  /** An executor is gone. */
  record Lost(String sentence) implements Event {}

  /** Spark has given up. */
  record Failed(Throwable cause) implements Event {}

  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final Set<Integer> stages = ConcurrentHashMap.newKeySet();
  private final String group = "snn-" + UUID.randomUUID();
  private final SparkContext spark;
  private SimpleFutureAction<BoxedUnit> job;
  private boolean failed;

  private JobEvents(SparkContext spark) {
    this.spark = spark;
  }

  /** Begins a job with a task for each part of a list. */
  static JobEvents of(SparkContext spark, RDD<byte[]> tasks, int size) {
    JobEvents events = new JobEvents(spark);
    spark.addSparkListener(events);
    spark.setJobGroup(events.group, "runs of a table", true);
    List<Object> parts = IntStream.range(0, size).<Object>mapToObj(k -> k).toList();
    events.job =
        spark.submitJob(
            tasks,
            new Only(),
            CollectionConverters.asScala(parts).toSeq(),
            (index, answer) -> {
              events.events.add(new Left((Integer) index, answer));
              return BoxedUnit.UNIT;
            },
            () -> BoxedUnit.UNIT);
    return events;
  }

  /** The only element of a part. */
  private static final class Only extends AbstractFunction1<Iterator<byte[]>, byte[]>
      implements Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public byte[] apply(Iterator<byte[]> part) {
      return part.next();
    }
  }

  /** The next one; null where there is none for a while. */
  Event next(long millis) throws InterruptedException {
    boolean ended = job.isCompleted();
    Event event = events.poll(ended ? 0 : millis, TimeUnit.MILLISECONDS);
    if (event == null && ended && job.value().get().isFailure() && !failed) {
      failed = true;
      return new Failed(job.value().get().failed().get());
    }
    return event;
  }

  @Override
  public void onJobStart(SparkListenerJobStart start) {
    if (group.equals(start.properties().getProperty(GROUP))) {
      CollectionConverters.asJava(start.stageIds()).forEach(id -> stages.add((Integer) id));
    }
  }

  /** Those of a job before this one may be heard of late. */
  @Override
  public void onTaskStart(SparkListenerTaskStart start) {
    if (stages.contains(start.stageId())) {
      events.add(new Started(start.taskInfo().partitionId()));
    }
  }

  @Override
  public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
    events.add(
        new Lost(
            "executor %s of Spark is lost (%s); its runs are done again."
                .formatted(removed.executorId(), removed.reason().lines().findFirst().orElse(""))));
  }

  @Override
  public void close() {
    if (!job.isCompleted()) {
      job.cancel();
    }
    spark.removeSparkListener(this);
    spark.clearJobGroup();
  }
}

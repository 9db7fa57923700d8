package dev.snn.spark.task;

import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;

/** Does one run. */
public final class RunTask implements Function<byte[], byte[]> {
  private static final long serialVersionUID = 1L;

  private final Kit kit;

  /** With what every run needs. */
  public RunTask(Kit kit) {
    this.kit = kit;
  }

  @Override
  public byte[] call(byte[] run) throws Exception {
    try {
      return Workers.of(kit).run(run, TaskContext.get().cpus());
    } catch (Refusal e) {
      return Answer.refused(e.getMessage());
    }
  }
}

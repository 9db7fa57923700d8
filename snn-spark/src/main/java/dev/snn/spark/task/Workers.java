package dev.snn.spark.task;

import java.util.function.BiFunction;

/**
 * The program and the worker of this process, which its tasks share. Spark gives a task no other
 * place to keep what the next one needs; this is the only state of a process in the module.
 */
final class Workers {
  private static String programId;
  private static ClassLoader program;
  private static String kitId;
  private static Workers present;

  private final BiFunction<byte[], Integer, byte[]> worker;
  private final ClassLoader loader;

  private Workers(BiFunction<byte[], Integer, byte[]> worker) {
    this.worker = worker;
    this.loader = worker.getClass().getClassLoader();
  }

  /** The one for a kit; that of another table is forgotten. */
  static synchronized Workers of(Kit kit) throws Exception {
    if (!kit.id().equals(kitId)) {
      Unpacking unpacking = new Unpacking(kit);
      if (!kit.programId().equals(programId)) {
        program = unpacking.program();
        programId = kit.programId();
      }
      present = new Workers(unpacking.open(program));
      kitId = kit.id();
    }
    return present;
  }

  /** Does a run. */
  byte[] run(byte[] run, int threads) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return worker.apply(run, threads);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}

package dev.snn.bench.speed;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.UserError;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures learners of streams on one thread. Learners take turns, so that what else the machine
 * does meets all of them alike.
 */
final class StreamSpeed {
  static final String NAME = "stream";

  /** As in results. */
  static final String PHASE = "prequential";

  private static final int TENTHS = 10;

  private final StreamWorkload workload;
  private final String backend;
  private final String version;
  private final SpeedListener listener;

  StreamSpeed(StreamWorkload workload, String backend, String version, SpeedListener listener) {
    this.workload = workload;
    this.backend = backend;
    this.version = version;
    this.listener = listener;
  }

  StreamWorkload workload() {
    return workload;
  }

  /** The rows of learners. */
  List<SpeedRow> rows(List<String> only) {
    StreamWorkload.Pace pace = workload.pace();
    List<String> names = workload.learners(only);
    List<TurningPlane.Block> blocks = workload.draw(pace.blocks());
    Map<String, StreamSubject> subjects = new LinkedHashMap<>();
    for (String name : names) {
      doing(name);
      subjects.put(name, begin(name, blocks, pace.warmup()));
    }
    int[] predictions = new int[workload.block()];
    for (int round = 0; round < pace.rounds(); round++) {
      int from = round * pace.steps();
      subjects.forEach(
          (name, subject) -> {
            for (TurningPlane.Block block : blocks.subList(from, from + pace.steps())) {
              listener.check();
              subject.take(block, predictions, 0);
            }
          });
    }
    List<SpeedRow> rows = new ArrayList<>();
    subjects.forEach((name, subject) -> rows.add(row(name, subject)));
    return rows;
  }

  /** Says what is measured from now on. */
  void doing(String name) {
    listener.doing("measuring %s (%s), 1 thread".formatted(NAME, name));
  }

  /** A learner that has seen nothing, after another of its kind has warmed the machine up. */
  StreamSubject begin(String name, List<TurningPlane.Block> blocks, int warmup) {
    StreamSubject before = workload.make(name);
    int[] predictions = new int[workload.block()];
    for (TurningPlane.Block block : blocks.subList(0, warmup)) {
      listener.check();
      before.take(block, predictions, 0);
    }
    return workload.make(name);
  }

  /** The row of a learner that has taken all its blocks. */
  SpeedRow row(String name, StreamSubject subject) {
    SpeedRow row = SpeedRow.of(NAME, name, PHASE, backend, 1, version);
    row.times(subject.times(), workload.block());
    ObjectNode tree = row.tree();
    if (subject.isEncoded()) {
      tree.put("network_ms", subject.learning().median());
    }
    tree.put("samples", subject.samples());
    tree.put("accuracy", subject.accuracy());
    tree.put("learner_bytes", subject.bytes());
    return row;
  }

  /**
   * The rows of learners that take a long stream, with the heap that is in use at each tenth of it,
   * after a collection of garbage, MB.
   */
  List<SpeedRow> memory(List<String> only, long samples) {
    long unit = (long) TENTHS * workload.block();
    if (samples < unit || samples % unit != 0 || samples / workload.block() > Integer.MAX_VALUE) {
      throw new UserError("--samples must be a multiple of %d, got %d.".formatted(unit, samples));
    }
    List<SpeedRow> rows = new ArrayList<>();
    for (String name : workload.learners(only)) {
      doing(name);
      rows.add(memory(name, workload.make(name), (int) (samples / workload.block())));
    }
    return rows;
  }

  /** The row of a learner that takes so many blocks, a multiple of ten. */
  SpeedRow memory(String name, StreamSubject subject, int blocks) {
    subject.reserve(blocks);
    int[] predictions = new int[workload.block()];
    double[] heap = new double[TENTHS];
    for (int k = 0; k < blocks; k++) {
      listener.check();
      subject.take(workload.draw((long) k), predictions, 0);
      if ((k + 1) % (blocks / TENTHS) == 0) {
        heap[(k + 1) / (blocks / TENTHS) - 1] = heapMegabytes();
      }
    }
    SpeedRow row = row(name, subject);
    ArrayNode list = row.tree().putArray("heap_mb");
    for (double mb : heap) {
      list.add(mb);
    }
    return row;
  }

  private static double heapMegabytes() {
    // What finalisers and references hold is free after the second.
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1048576.0;
  }
}

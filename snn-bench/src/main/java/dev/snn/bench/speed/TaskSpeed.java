package dev.snn.bench.speed;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.parallel.Parallel;
import dev.snn.engine.record.Machine;
import dev.snn.engine.tree.Trees;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Measures a {@link Task}: the first pass, with the time since the start of the process, and after
 * a warm-up passes in rounds, which take turns with those of a peer.
 */
public final class TaskSpeed {
  private static final int WARMUP = 10;
  private static final int ROUNDS = 3;
  private static final int PASSES = 3;

  private final Task task;
  private final SpeedListener listener;
  private final SortedMap<Integer, List<Times>> ours = new TreeMap<>();
  private final SortedMap<Integer, TaskPeer> peers = new TreeMap<>();
  private final SortedMap<Integer, Double> products = new TreeMap<>();
  private double first;
  private double whole;

  TaskSpeed(Task task, SpeedListener listener) {
    this.task = task;
    this.listener = listener;
  }

  /**
   * Measures.
   *
   * @param threads numbers of threads, each measured; the first pass is with the most
   * @param against the peer to compare with
   * @param environment environment variables; {@code SNN_PYTHON} and {@code PATH} find the peer
   * @param backend the compute backend in use
   */
  public static SpeedReport of(
      Task task,
      List<Integer> threads,
      Optional<String> against,
      Map<String, String> environment,
      String backend,
      SpeedListener listener) {
    int most = Collections.max(threads);
    ObjectNode machine = Machine.describe(most, backend);
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    if (load >= 0) {
      machine.put("load_average", load);
    }
    TaskSpeed speed = new TaskSpeed(task, listener);
    speed.begin(most);
    if (against.isPresent()) {
      listener.doing("looking for a Python that imports torch");
      speed.compare(threads, Peers.Launch.find(environment, task.script(), listener));
    } else {
      threads.forEach(speed::measure);
    }
    List<SpeedRow> rows = speed.rows(backend, machine.path("snn_version").asText());
    return new SpeedReport(machine, Trees.NODES.objectNode(), rows);
  }

  /** The first pass. */
  void begin(int threads) {
    try (Parallel parallel = Parallel.pool(threads)) {
      first = passes(parallel, 1).median();
      whole = Ours.uptimeMillis();
    }
  }

  private Times passes(Parallel parallel, int passes) {
    List<Double> millis = new ArrayList<>();
    for (int k = 0; k < passes; k++) {
      listener.check();
      long start = System.nanoTime();
      task.pass(parallel);
      millis.add((System.nanoTime() - start) * 1e-6);
    }
    return Times.ofMillis(millis);
  }

  private void doing(int threads) {
    listener.doing(
        "measuring %s, %d %s".formatted(task.name(), threads, threads == 1 ? "thread" : "threads"));
  }

  private void measure(int threads) {
    doing(threads);
    try (Parallel parallel = Parallel.pool(threads)) {
      ours.put(threads, rounds(parallel, () -> {}));
    }
  }

  /** Warms up and measures; something else has its turn after each round. */
  private List<Times> rounds(Parallel parallel, Runnable other) {
    List<Times> rounds = new ArrayList<>();
    passes(parallel, WARMUP);
    for (int round = 0; round < ROUNDS; round++) {
      rounds.add(passes(parallel, PASSES));
      other.run();
    }
    return rounds;
  }

  /** Measures beside a peer, which also runs with one thread and with several. */
  void compare(List<Integer> threads, Peers.Launch launch) {
    int cores = Runtime.getRuntime().availableProcessors();
    try (PeerFolder folder = PeerFolder.of(task.files())) {
      for (int n : Peers.threads(threads, cores)) {
        doing(n);
        try (TaskPeer peer = new TaskPeer(task, launch, folder.path(), n, listener);
            Parallel parallel = Parallel.pool(n)) {
          List<Times> rounds = rounds(parallel, () -> peer.round(PASSES));
          peers.put(n, peer);
          products.put(n, peer.product());
          if (threads.contains(n)) {
            ours.put(n, rounds);
          }
        }
      }
    }
  }

  /** Our rows, each followed by the peer's. */
  List<SpeedRow> rows(String backend, String version) {
    List<SpeedRow> rows = new ArrayList<>();
    ours.forEach(
        (n, rounds) -> {
          SpeedRow row = row(backend, n, version, Times.union(rounds));
          rows.add(row);
          if (n.equals(ours.lastKey())) {
            row.tree().put("first_ms", first);
            row.tree().put("whole_ms", whole);
          }
          if (peers.containsKey(n)) {
            judge(row.tree(), n);
            rows.add(peerRow(n));
          }
        });
    return List.copyOf(rows);
  }

  private SpeedRow row(String by, int threads, String version, Times times) {
    return SpeedRow.of(task.name(), "", Phase.INFER, by, threads, version)
        .times(times, task.examples(), task.spikes());
  }

  /** Whether the peer uses its threads, as in all comparisons. */
  private Verdict verdict() {
    int most = peers.lastKey();
    if (most == 1) {
      return Verdict.UNCHECKED;
    }
    return Verdict.of(peers.get(1).median(), peers.get(most).median())
        .orElse(Verdict.of(products.get(1), products.get(most)));
  }

  private void judge(ObjectNode row, int n) {
    Verdict verdict = verdict();
    row.put("comparison", verdict.text());
    if (verdict == Verdict.CRIPPLED) {
      return;
    }
    TaskPeer peer = verdict == Verdict.SMALL ? best(n) : peers.get(n);
    double[] ratios =
        IntStream.range(0, ROUNDS)
            .mapToDouble(r -> peer.rounds().get(r).median() / ours.get(n).get(r).median())
            .toArray();
    row.put("ratio", new Times(ratios).median());
    ArrayNode list = row.putArray("ratio_rounds");
    for (double ratio : ratios) {
      list.add(ratio);
    }
  }

  /** The peer at its best with up to n threads: more of them may slow small operations down. */
  private TaskPeer best(int n) {
    return peers.headMap(n + 1).values().stream()
        .min(Comparator.comparingDouble(TaskPeer::median))
        .orElseThrow();
  }

  private SpeedRow peerRow(int n) {
    TaskPeer peer = peers.get(n);
    String version = peer.description().path("version").asText();
    SpeedRow row = row("torch", n, version, peer.all(peer.faster()));
    ObjectNode tree = row.tree();
    tree.put("first_ms", peer.first());
    tree.put("whole_ms", peer.whole());
    tree.set("peak_rss_mb", peer.peakMegabytes());
    tree.set("blas", peer.description().path("blas"));
    tree.put("loop", peer.faster());
    for (String loop : peer.loops()) {
      tree.put(loop + "_ms", peer.all(loop).median());
    }
    return row;
  }
}

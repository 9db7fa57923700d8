package dev.snn.bench.speed;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.parallel.Parallel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** Our network and a peer's on one workload, with the same input and the same initial weights. */
final class Contest {
  private static final int ROUNDS = 3;

  /** Large products of the peer that are timed, after as many that are not. */
  private static final int PRODUCTS = 9;

  private final Ours ours;
  private final Workload workload;
  private final List<Integer> threads;
  private final Peers.Launch launch;
  private final SpeedListener listener;
  private final List<Batch> batches;

  Contest(
      Ours ours,
      Workload workload,
      List<Integer> threads,
      Peers.Launch launch,
      SpeedListener listener) {
    this.ours = ours;
    this.workload = workload;
    this.threads = threads;
    this.launch = launch;
    this.listener = listener;
    this.batches = workload.batches();
  }

  /** Measures, and gives our rows, each followed by the peer's. */
  List<SpeedRow> rows() {
    var parameters = workload.network(ours.resolver()).parameters();
    SortedSet<Integer> counts = Peers.threads(threads, Runtime.getRuntime().availableProcessors());
    List<SpeedRow> rows = new ArrayList<>();
    try (PeerFolder folder = PeerFolder.write(workload, parameters, batches);
        Peers peers = Peers.start(launch, folder.path(), counts, listener)) {
      for (Phase phase : workload.phases()) {
        rows.addAll(rows(phase, peers));
      }
    }
    return rows;
  }

  private List<SpeedRow> rows(Phase phase, Peers peers) {
    Map<Integer, Match> matches = new LinkedHashMap<>();
    SortedMap<Integer, PeerTimes> times = new TreeMap<>();
    for (int n : threads) {
      matches.put(n, match(phase, n, peers.byThreads().get(n)));
      times.put(n, matches.get(n).peer());
    }
    peers
        .byThreads()
        .forEach((n, process) -> times.computeIfAbsent(n, absent -> alone(phase, process)));
    int most = times.lastKey();
    Verdict verdict =
        Verdict.of(times.get(1).median(), most == 1 ? Double.NaN : times.get(most).median());
    if (verdict == Verdict.CRIPPLED && workload.isSmall()) {
      verdict = verdict.orElse(products(peers.byThreads()));
    }
    return rows(phase, matches, times, verdict);
  }

  private List<SpeedRow> rows(
      Phase phase,
      Map<Integer, Match> matches,
      SortedMap<Integer, PeerTimes> times,
      Verdict verdict) {
    List<SpeedRow> rows = new ArrayList<>();
    times.forEach(
        (n, peer) -> {
          Match match = matches.get(n);
          if (match != null) {
            rows.add(
                row(verdict == Verdict.SMALL ? match.against(best(matches, n)) : match, verdict));
          }
          rows.add(peerRow(phase, n, peer, matches.values().iterator().next().subject()));
        });
    return rows;
  }

  /** Whether large products are faster with the peer's most threads than with one. */
  private static Verdict products(SortedMap<Integer, PeerProcess> processes) {
    double[] medians = new double[2];
    PeerProcess[] ends = {processes.get(1), processes.get(processes.lastKey())};
    for (int k = 0; k < ends.length; k++) {
      ends[k].products(PRODUCTS);
      medians[k] = ends[k].products(PRODUCTS).median();
    }
    return Verdict.of(medians[0], medians[1]);
  }

  /** The peer at its best with up to n threads: more of them may slow small operations down. */
  private static PeerTimes best(Map<Integer, Match> matches, int n) {
    return matches.entrySet().stream()
        .filter(match -> match.getKey() <= n)
        .map(match -> match.getValue().peer())
        .min(Comparator.comparingDouble(PeerTimes::median))
        .orElseThrow();
  }

  private Match match(Phase phase, int n, PeerProcess process) {
    try (Parallel parallel = Parallel.pool(n)) {
      Subject subject = ours.begin(workload, phase, batches, parallel);
      PeerTimes peer = new PeerTimes(process, phase);
      Match.requireSameLoss(subject, peer);
      ours.warmUp(subject);
      List<Times> times = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        times.add(Times.ofMillis(subject.run(workload.steps(), listener)));
        peer.round(workload.steps());
      }
      return new Match(subject, times, peer);
    }
  }

  /** The peer where only its use of threads is to be seen. */
  private PeerTimes alone(Phase phase, PeerProcess process) {
    PeerTimes peer = new PeerTimes(process, phase);
    peer.round(workload.steps());
    return peer;
  }

  private SpeedRow row(Match match, Verdict verdict) {
    SpeedRow row = ours.row(match.subject(), Times.union(match.ours()));
    row.tree().put("comparison", verdict.text());
    if (verdict != Verdict.CRIPPLED) {
      row.tree().put("ratio", match.ratio());
      ArrayNode rounds = row.tree().putArray("ratio_rounds");
      match.ratios().forEach(rounds::add);
    }
    return row;
  }

  private SpeedRow peerRow(Phase phase, int n, PeerTimes peer, Subject subject) {
    String version = peer.description().path("version").asText();
    SpeedRow row = SpeedRow.of(workload, phase, "torch", n, version);
    row.times(peer.all(peer.faster()), workload.batch(), subject.spikesPerStep());
    ObjectNode tree = row.tree();
    tree.put("first_loss", peer.firstLoss());
    tree.set("peak_rss_mb", peer.peakMegabytes());
    tree.put("density", workload.input().density());
    tree.put("connectivity", workload.connectivity());
    tree.set("blas", peer.description().path("blas"));
    tree.put("loop", peer.faster().key());
    for (PeerTimes.Loop loop : peer.loops()) {
      tree.put(loop.key() + "_ms", peer.all(loop).median());
    }
    return row;
  }
}

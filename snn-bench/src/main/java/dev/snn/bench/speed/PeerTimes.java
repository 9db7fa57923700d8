package dev.snn.bench.speed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What a peer needed for the steps of one phase, round by round, with each of its loops. */
final class PeerTimes {
  /** How the peer computes the input currents; the faster one counts. */
  enum Loop {
    /** For all steps in one product. */
    HOISTED("hoisted"),
    /** Step by step. */
    STEPWISE("stepwise"),
    /** For all steps in one product with compressed sparse rows, where weights are absent. */
    CSR("csr");

    private final String key;

    Loop(String key) {
      this.key = key;
    }

    String key() {
      return key;
    }
  }

  private static final int WARMUP = 3;

  private final PeerProcess process;
  private final Phase phase;
  private final Map<Loop, List<Times>> rounds = new EnumMap<>(Loop.class);
  private double firstLoss;
  private JsonNode peakMegabytes;

  /** Warms the peer up. */
  PeerTimes(PeerProcess process, Phase phase) {
    this.process = process;
    this.phase = phase;
    for (Loop loop : loops(process.description().path("loops").path(phase.key()))) {
      rounds.put(loop, new ArrayList<>());
      firstLoss = process.run(phase, loop.key(), WARMUP).firstLoss();
    }
  }

  /** Those that the peer names; where it names none, those of weights that all exist. */
  private static List<Loop> loops(JsonNode keys) {
    List<String> named = new ArrayList<>();
    keys.forEach(key -> named.add(key.asText()));
    return Stream.of(Loop.values())
        .filter(loop -> named.isEmpty() ? loop != Loop.CSR : named.contains(loop.key()))
        .toList();
  }

  /** One more round. */
  void round(int steps) {
    for (Loop loop : rounds.keySet()) {
      PeerProcess.Answer answer = process.run(phase, loop.key(), steps);
      rounds.get(loop).add(Times.ofMillis(answer.millis()));
      peakMegabytes = answer.peakMegabytes();
    }
  }

  /** What the peer says about itself. */
  JsonNode description() {
    return process.description();
  }

  double firstLoss() {
    return firstLoss;
  }

  JsonNode peakMegabytes() {
    return peakMegabytes;
  }

  /** The times of a loop over all rounds. */
  Times all(Loop loop) {
    return Times.union(rounds.get(loop));
  }

  /** The loops that compute this phase. */
  Set<Loop> loops() {
    return rounds.keySet();
  }

  /** The loop that counts. */
  Loop faster() {
    return Collections.min(rounds.keySet(), Comparator.comparingDouble(loop -> all(loop).median()));
  }

  /** The times of the loop that counts, round by round. */
  List<Times> rounds() {
    return rounds.get(faster());
  }

  /** The median of the loop that counts. */
  double median() {
    return all(faster()).median();
  }
}

package dev.snn.bench.speed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a peer needed for the steps of one phase, round by round, with each of its loops. */
final class PeerTimes {
  /** How the peer computes the input currents; the faster one counts. */
  enum Loop {
    /** For all steps in one product. */
    HOISTED("hoisted"),
    /** Step by step. */
    STEPWISE("stepwise");

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
    for (Loop loop : Loop.values()) {
      rounds.put(loop, new ArrayList<>());
      firstLoss = process.run(phase, loop.key(), WARMUP).firstLoss();
    }
  }

  /** One more round. */
  void round(int steps) {
    for (Loop loop : Loop.values()) {
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

  /** The loop that counts. */
  Loop faster() {
    return all(Loop.HOISTED).median() <= all(Loop.STEPWISE).median() ? Loop.HOISTED : Loop.STEPWISE;
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

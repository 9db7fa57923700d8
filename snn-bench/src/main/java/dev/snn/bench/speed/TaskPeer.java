package dev.snn.bench.speed;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A peer that does a {@link Task}, and its times, of each of its loops. */
final class TaskPeer implements AutoCloseable {
  /** Large products that are timed, after as many that are not. */
  private static final int PRODUCTS = 9;

  private final PeerProcess process;
  private final double first;
  private final double whole;
  private final Map<String, List<Times>> rounds = new LinkedHashMap<>();
  private JsonNode peakMegabytes;

  /** Starts it and lets it do the first pass of each loop, which must be what the task computed. */
  TaskPeer(Task task, Peers.Launch launch, Path folder, int threads, SpeedListener listener) {
    long start = System.nanoTime();
    process = PeerProcess.start(launch.python(), launch.script(), folder, threads, listener);
    try {
      description().path("loops").forEach(loop -> rounds.put(loop.asText(), new ArrayList<>()));
      if (rounds.isEmpty()) {
        throw new PeerFailure("the peer names no loops: " + description() + ".");
      }
      String one = rounds.keySet().iterator().next();
      JsonNode answer = process.ask(one, 1);
      whole = (System.nanoTime() - start) * 1e-6;
      first = PeerProcess.millis(answer).get(0);
      task.compare(answer);
      for (String loop : rounds.keySet()) {
        task.compare(process.ask(loop, 1));
      }
    } catch (RuntimeException e) {
      process.close();
      throw e;
    }
  }

  /** One more round. */
  void round(int passes) {
    rounds.forEach(
        (loop, times) -> {
          JsonNode answer = process.ask(loop, passes);
          times.add(Times.ofMillis(PeerProcess.millis(answer)));
          peakMegabytes = answer.path("peak_rss_mb");
        });
  }

  /** How long a product of two large matrices takes, ms. */
  double product() {
    process.products(PRODUCTS);
    return process.products(PRODUCTS).median();
  }

  /** What it says about itself. */
  JsonNode description() {
    return process.description();
  }

  /** The first pass of the first loop, ms. */
  double first() {
    return first;
  }

  /** From the start of the process to the end of the first pass, ms. */
  double whole() {
    return whole;
  }

  JsonNode peakMegabytes() {
    return peakMegabytes;
  }

  Iterable<String> loops() {
    return rounds.keySet();
  }

  /** The loop that counts. */
  String faster() {
    return Collections.min(rounds.keySet(), Comparator.comparingDouble(loop -> all(loop).median()));
  }

  /** The times of a loop over all rounds. */
  Times all(String loop) {
    return Times.union(rounds.get(loop));
  }

  /** The times of the loop that counts, round by round. */
  List<Times> rounds() {
    return rounds.get(faster());
  }

  double median() {
    return all(faster()).median();
  }

  @Override
  public void close() {
    process.close();
  }
}

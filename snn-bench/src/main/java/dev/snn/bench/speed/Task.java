package dev.snn.bench.speed;

import com.fasterxml.jackson.databind.JsonNode;
import dev.snn.api.parallel.Parallel;
import java.util.Map;

/** A computation of another module that is measured as the workloads here are. */
public interface Task {
  /** The workload of its rows. */
  String name();

  /** Examples of a pass. */
  int examples();

  /** Does all of it once. */
  void pass(Parallel parallel);

  /** Spikes of the last pass, its input included. */
  double spikes();

  /** The script in {@code benchmarks/peers} that does the same. */
  String script();

  /** The files that the script reads, by name. */
  Map<String, byte[]> files();

  /**
   * Compares what the script computed with the last pass.
   *
   * @throws PeerFailure where it is something else
   */
  void compare(JsonNode answer);
}

package dev.snn.bench.speed;

import dev.snn.api.plugin.UserError;
import dev.snn.engine.error.Hint;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to measure.
 *
 * @param workload one of {@link Workloads#names()}
 * @param threads numbers of threads, each measured
 * @param against the peer to compare with: "torch"
 * @param limits true to measure the machine's limits also where the workload does not ask for it
 * @param environment environment variables; {@code SNN_PYTHON} and {@code PATH} find the peer
 */
public record SpeedRequest(
    String workload,
    List<Integer> threads,
    Optional<String> against,
    boolean limits,
    Map<String, String> environment) {

  /** Checks the names. */
  public SpeedRequest {
    Workloads.requireKnown(workload);
    against.ifPresent(
        peer -> {
          if (!Peers.NAMES.contains(peer)) {
            throw new UserError(
                "no peer named '%s'.%s Available: %s."
                    .formatted(peer, Hint.didYouMean(peer, Peers.NAMES), Peers.NAMES));
          }
        });
  }

  /** A workload on some threads, without a peer. */
  public static SpeedRequest of(String workload, int... threads) {
    return new SpeedRequest(
        workload, Arrays.stream(threads).boxed().toList(), Optional.empty(), false, Map.of());
  }
}

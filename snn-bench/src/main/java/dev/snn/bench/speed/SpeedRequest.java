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
 * @param against the peer to compare with: "torch", "sklearn" or "moa"
 * @param limits true to measure the machine's limits also where the workload does not ask for it
 * @param stream what is said of the workload {@code stream} alone
 * @param environment environment variables; {@code SNN_PYTHON} and {@code PATH} find the peer
 */
public record SpeedRequest(
    String workload,
    List<Integer> threads,
    Optional<String> against,
    boolean limits,
    StreamOptions stream,
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
    if (!workload.equals(StreamSpeed.NAME) && !stream.equals(StreamOptions.NONE)) {
      throw new UserError(
          "--only, --samples and --moa-jar are options of the workload 'stream', and this is '%s'. Leave them out."
              .formatted(workload));
    }
    if (stream.samples().isPresent() && against.isPresent()) {
      throw new UserError(
          "--samples looks at the heap of our learners, without a peer. Leave out --against.");
    }
    if (!stream.moa().isEmpty() && !against.equals(Optional.of(StreamPeers.MOA))) {
      throw new UserError("--moa-jar is of --against moa. Add that, or leave it out.");
    }
  }

  /** A workload on some threads, without a peer. */
  public static SpeedRequest of(String workload, int... threads) {
    return new SpeedRequest(
        workload,
        Arrays.stream(threads).boxed().toList(),
        Optional.empty(),
        false,
        StreamOptions.NONE,
        Map.of());
  }
}

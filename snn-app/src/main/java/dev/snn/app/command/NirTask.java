package dev.snn.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.tensor.Spikes;
import dev.snn.bench.speed.PeerFailure;
import dev.snn.bench.speed.Task;
import dev.snn.nir.Scores;
import dev.snn.nir.run.NirNetwork;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * All steps of all examples: from encoded events to the sums of the output and the numbers of
 * spikes.
 */
final class NirTask implements Task {
  /** How far the numbers of spikes of a node may be apart: sums in another order move a few. */
  private static final double APART = 1e-3;

  private final NirNetwork network;
  private final List<Scores.Group> groups;
  private final int steps;
  private final Optional<NirPeer> peer;
  private Scores last;

  NirTask(NirNetwork network, List<Scores.Group> groups, int steps, Optional<NirPeer> peer) {
    this.network = network;
    this.groups = groups;
    this.steps = steps;
    this.peer = peer;
  }

  @Override
  public String name() {
    return "nir";
  }

  @Override
  public int examples() {
    return groups.stream().mapToInt(group -> group.labels().length).sum();
  }

  @Override
  public void pass(Parallel parallel) {
    last = Scores.of(network, groups, parallel);
  }

  @Override
  public double spikes() {
    double spikes = last.spikes().values().stream().flatMapToDouble(Arrays::stream).sum();
    for (Scores.Group group : groups) {
      spikes += group.input() instanceof Spikes events ? events.total() : 0;
    }
    return spikes;
  }

  @Override
  public String script() {
    return "torch_nir.py";
  }

  @Override
  public Map<String, byte[]> files() {
    return peer.orElseThrow().files(groups, steps);
  }

  @Override
  public void compare(JsonNode answer) {
    for (int k = 0; k < last.classes().length; k++) {
      int theirs = largest(answer.path("sums").path(k));
      if (theirs != last.classes()[k]) {
        throw different(
            "example %d is of class %d here and %d at the peer", k, last.classes()[k], theirs);
      }
    }
    for (Map.Entry<String, double[]> node : last.spikes().entrySet()) {
      double ours = Arrays.stream(node.getValue()).sum();
      double theirs = 0;
      for (JsonNode count : answer.path("spikes").path(node.getKey())) {
        theirs += count.asDouble();
      }
      if (!(Math.abs(ours - theirs) <= APART * ours)) {
        throw different(
            "node '%s' fires %.0f times here and %.0f at the peer", node.getKey(), ours, theirs);
      }
    }
  }

  private static PeerFailure different(String text, Object... values) {
    return new PeerFailure(
        String.format(Locale.ROOT, text, values)
            + "; the two compute different things, so their times are not compared.");
  }

  /** The first of the largest; -1 where there is nothing. */
  private static int largest(JsonNode values) {
    int best = values.isEmpty() ? -1 : 0;
    for (int c = 1; c < values.size(); c++) {
      best = values.path(c).asDouble() > values.path(best).asDouble() ? c : best;
    }
    return best;
  }
}

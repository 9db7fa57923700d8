package dev.snn.bench.speed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.UserError;
import java.util.ArrayList;
import java.util.List;

/**
 * Our learners and a peer's on the same stream, on one thread each, in turn. The peer says which
 * learners it has, and which of them are meant to predict what ours predict.
 */
final class StreamContest {
  /** Share of equal predictions below which learners are not of one kind. */
  static final double LEAST_AGREEMENT = 0.995;

  private final StreamSpeed ours;
  private final String peer;
  private final List<String> command;
  private final SpeedListener listener;

  /**
   * A contest.
   *
   * @param command starts the peer, with the folder and the number of threads behind it
   */
  StreamContest(StreamSpeed ours, String peer, List<String> command, SpeedListener listener) {
    this.ours = ours;
    this.peer = peer;
    this.command = command;
    this.listener = listener;
  }

  /** Measures, and gives our rows, each followed by the peer's. */
  List<SpeedRow> rows(List<String> only) {
    StreamWorkload workload = ours.workload();
    List<String> names = workload.learners(only);
    int most = names.stream().mapToInt(name -> workload.pace(peer, name).blocks()).max().orElse(0);
    List<TurningPlane.Block> blocks = workload.draw(Math.max(most, workload.pace().warmup()));
    List<SpeedRow> rows = new ArrayList<>();
    try (PeerFolder folder = StreamFolder.write(workload, names, blocks);
        PeerProcess process = PeerProcess.start(command, folder.path(), 1, listener)) {
      JsonNode known = process.description().path("learners");
      for (String name : names) {
        if (!only.isEmpty() && !known.has(name)) {
          throw lacks(name, known);
        }
      }
      for (String name : names) {
        if (known.has(name)) {
          rows.addAll(new Pair(name, process, blocks).rows(known.get(name).asBoolean()));
        }
      }
    }
    return rows;
  }

  private UserError lacks(String name, JsonNode known) {
    List<String> both = new ArrayList<>();
    for (String one : ours.workload().learners(List.of())) {
      if (known.has(one)) {
        both.add(one);
      }
    }
    return new UserError(
        "--only: '%s' cannot be compared with %s. These can: %s.".formatted(name, peer, both));
  }

  /** A learner of ours and one of the peer. */
  private final class Pair {
    private final String name;
    private final PeerProcess process;
    private final List<TurningPlane.Block> blocks;
    private final StreamWorkload.Pace pace;
    private final List<Times> theirs = new ArrayList<>();
    private final List<Double> ratios = new ArrayList<>();
    private JsonNode last;
    private long equal;
    private long right;
    private long samples;

    Pair(String name, PeerProcess process, List<TurningPlane.Block> blocks) {
      this.name = name;
      this.process = process;
      this.blocks = blocks;
      pace = ours.workload().pace(peer, name);
    }

    /**
     * Lets both take the stream.
     *
     * @param same whether the two are meant to predict the same
     */
    List<SpeedRow> rows(boolean same) {
      ours.doing(name);
      // Ours as warm as it is alone, the peer as warm as it gets in a bearable time, or needs to
      // be.
      int warmup = Math.max(pace.warmup(), ours.workload().pace().warmup());
      StreamSubject subject = ours.begin(name, blocks, warmup);
      process.ask("warmup " + name, pace.warmup());
      for (int round = 0; round < pace.rounds(); round++) {
        round(subject, round * pace.steps());
      }
      double agreement = (double) equal / samples;
      if (same && agreement < LEAST_AGREEMENT) {
        throw new PeerFailure(
            "stream (%s): %.2f %% of the predictions are those of %s; the two compute different things, so their times are not compared."
                .formatted(name, 100 * agreement, peer));
      }
      return List.of(ourRow(subject, same, agreement), peerRow());
    }

    private void round(StreamSubject subject, int from) {
      int size = ours.workload().block();
      int[] predictions = new int[pace.steps() * size];
      for (int k = 0; k < pace.steps(); k++) {
        listener.check();
        subject.take(blocks.get(from + k), predictions, k * size);
      }
      last = process.ask("stream " + name, pace.steps());
      Times times = Times.ofMillis(PeerProcess.millis(last));
      theirs.add(times);
      ratios.add(times.median() / subject.last(pace.steps()).median());
      String given = last.path("predictions").asText();
      if (given.length() != predictions.length) {
        throw new PeerFailure(
            "the peer answered %d predictions of %d samples."
                .formatted(given.length(), predictions.length));
      }
      for (int k = 0; k < predictions.length; k++) {
        int theirs = given.charAt(k) - '0';
        equal += theirs == predictions[k] ? 1 : 0;
        right += theirs == blocks.get(from + k / size).labels()[k % size] ? 1 : 0;
        samples++;
      }
    }

    private SpeedRow ourRow(StreamSubject subject, boolean same, double agreement) {
      SpeedRow row = ours.row(name, subject);
      ObjectNode tree = row.tree();
      tree.put("comparison", same ? "valid" : "valid: another learner of the same kind");
      tree.put("agreement", agreement);
      tree.put("ratio", new Times(ratios.stream().mapToDouble(r -> r).toArray()).median());
      ArrayNode rounds = tree.putArray("ratio_rounds");
      ratios.forEach(rounds::add);
      return row;
    }

    private SpeedRow peerRow() {
      JsonNode description = process.description();
      String version = description.path("version").asText();
      SpeedRow row = SpeedRow.of(StreamSpeed.NAME, name, StreamSpeed.PHASE, peer, 1, version);
      row.times(Times.union(theirs), ours.workload().block());
      ObjectNode tree = row.tree();
      tree.put("samples", samples);
      tree.put("accuracy", (double) right / samples);
      tree.set("peak_rss_mb", last.path("peak_rss_mb"));
      tree.set("runtime", description.path("runtime"));
      return row;
    }
  }
}

package dev.snn.bench.speed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.codec.Encoder;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.Samples;
import dev.snn.api.learning.SavedState;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.UserError;
import dev.snn.api.stream.StreamLearner;
import dev.snn.engine.config.Context;
import dev.snn.engine.config.Resolved;
import dev.snn.engine.config.Resolver;
import dev.snn.engine.error.Hint;
import dev.snn.engine.tree.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The stream of {@code stream.yaml} and the learners that take it. */
final class StreamWorkload {
  private final Resolver resolver;
  private final ObjectNode tree;
  private final TurningPlane plane;
  private final int size;

  StreamWorkload(Resolver resolver, ObjectNode tree) {
    this.resolver = resolver;
    this.tree = tree;
    plane =
        new TurningPlane(
            tree.get("values").asInt(),
            tree.get("period").asLong(),
            tree.get("noise").asDouble(),
            Workload.SEED);
    size = tree.get("block").asInt();
  }

  /** How many blocks are taken: without a peer, or beside one. */
  record Pace(int warmup, int rounds, int steps) {
    int blocks() {
      return Math.max(warmup, rounds * steps);
    }
  }

  /** Without a peer. */
  Pace pace() {
    return pace(tree);
  }

  /** Beside a peer, which is slower. */
  Pace pace(String peer, String learner) {
    ObjectNode of = (ObjectNode) tree.path("peers").get(peer);
    JsonNode slow = of.path("slow").path(learner);
    return pace(slow.isObject() ? Trees.merge(of, (ObjectNode) slow) : of);
  }

  private static Pace pace(JsonNode of) {
    return new Pace(of.get("warmup").asInt(), of.get("rounds").asInt(), of.get("steps").asInt());
  }

  /** Samples of a block. */
  int block() {
    return size;
  }

  int classes() {
    return tree.get("classes").asInt();
  }

  int values() {
    return plane.values();
  }

  /** The block with a number. */
  TurningPlane.Block draw(long number) {
    return plane.draw(number * size, size);
  }

  /** The first blocks. */
  List<TurningPlane.Block> draw(int blocks) {
    List<TurningPlane.Block> all = new ArrayList<>();
    for (int k = 0; k < blocks; k++) {
      all.add(draw((long) k));
    }
    return all;
  }

  /**
   * Names of learners.
   *
   * @param only those that are wanted; empty: all there are
   */
  List<String> learners(List<String> only) {
    List<String> all = List.copyOf(resolver.registries().of(Family.STREAM_LEARNER).names());
    for (String name : only) {
      if (!all.contains(name)) {
        throw new UserError(
            "--only: no stream-learner named '%s'.%s Available: %s."
                .formatted(name, Hint.didYouMean(name, all), all));
      }
    }
    return only.isEmpty() ? all : only.stream().distinct().toList();
  }

  /** A learner with every option spelled out. */
  Resolved<StreamLearner> resolve(String name) {
    ObjectNode options = Trees.NODES.objectNode().put("type", name);
    JsonNode own = tree.path("learners").path(name);
    if (own.isObject()) {
      options.setAll((ObjectNode) own);
    }
    return resolver.resolve(Family.STREAM_LEARNER, options, null, StreamSpeed.NAME, "type");
  }

  /** A learner that has seen nothing. */
  StreamSubject make(String name) {
    Context context =
        Context.empty(resolver, null, 1, Workload.SEED).with(info()).at(StreamSpeed.NAME, values());
    Optional<Encoder> encoder = encoder(name, context);
    int lines = encoder.map(Encoder::outputSize).orElse(values());
    StreamLearner learner = context.at(StreamSpeed.NAME, lines).make(resolve(name));
    return new StreamSubject(learner, encoder);
  }

  /** Its fields lie between the smallest and the largest values of the first block. */
  private Optional<Encoder> encoder(String name, Context context) {
    for (JsonNode encoded : tree.path("encoded")) {
      if (encoded.asText().equals(name)) {
        Encoder made =
            context.make(
                resolver.resolve(
                    Family.ENCODER, tree.get("encoder"), null, StreamSpeed.NAME, "type"));
        SavedState found = made.fit(new Split(draw(0L)));
        return Optional.of(made.fitted(found));
      }
    }
    return Optional.empty();
  }

  private DatasetInfo info() {
    return new DatasetInfo(
        StreamSpeed.NAME,
        DatasetInfo.Kind.VALUES,
        values(),
        1,
        1,
        classes(),
        0,
        "drawn from a fixed seed",
        Map.of(),
        "none");
  }

  /** A block as a training split. */
  private record Split(TurningPlane.Block block) implements Dataset.Split {
    @Override
    public int size() {
      return block.size();
    }

    @Override
    public Samples gather(int[] indices) {
      float[][] values = new float[indices.length][];
      int[] labels = new int[indices.length];
      long[] ids = new long[indices.length];
      for (int k = 0; k < indices.length; k++) {
        values[k] = block.values()[indices[k]];
        labels[k] = block.labels()[indices[k]];
        ids[k] = block.first() + indices[k];
      }
      return Samples.labelled(ids, values, labels);
    }

    @Override
    public int label(int index) {
      return block.labels()[index];
    }
  }
}

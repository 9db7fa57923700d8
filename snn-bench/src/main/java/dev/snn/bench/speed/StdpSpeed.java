package dev.snn.bench.speed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.codec.Encoder;
import dev.snn.api.data.Samples;
import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.Family;
import dev.snn.api.synapse.Plasticity;
import dev.snn.api.tensor.Shape;
import dev.snn.api.tensor.Spikes;
import dev.snn.engine.config.Context;
import dev.snn.engine.config.Resolver;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Measures layers of first spikes with all and with some of their weights, on one thread. Variants
 * take turns, so that what else the machine does meets all of them alike.
 */
final class StdpSpeed {
  static final String NAME = "stdp";
  private static final int ROUNDS = 3;

  private final Resolver resolver;
  private final String backend;
  private final String version;
  private final SpeedListener listener;

  StdpSpeed(Resolver resolver, String backend, String version, SpeedListener listener) {
    this.resolver = resolver;
    this.backend = backend;
    this.version = version;
    this.listener = listener;
  }

  List<SpeedRow> rows() {
    return rows(Workloads.variants(NAME));
  }

  /** The rows of variants that differ in their connectivity. */
  List<SpeedRow> rows(Map<String, ObjectNode> variants) {
    ObjectNode tree = variants.values().iterator().next();
    JsonNode sides = tree.get("image");
    Shape image = new Shape(sides.get(0).asInt(), sides.get(1).asInt(), sides.get(2).asInt());
    Strokes strokes = new Strokes(image, tree.get("segments").asInt());
    Context context =
        Context.empty(resolver, null, 1, Workload.SEED).with(strokes.info(NAME)).at(NAME, image);
    Encoder encoder =
        context.make(resolver.resolve(Family.ENCODER, tree.get("encoder"), null, NAME, "type"));
    Plasticity rule =
        context.make(resolver.resolve(Family.SYNAPSE, tree.get("synapse"), null, NAME, "type"));
    int batch = tree.get("batch").asInt();
    List<Samples> batches =
        IntStream.range(0, Workload.BATCHES)
            .mapToObj(k -> strokes.draw(Workload.SEED, k, batch))
            .toList();
    listener.doing("looking for the thresholds of " + NAME);
    Spikes input = (Spikes) encoder.encode(batches.get(0), Pass.hard());
    FirstSpikeLayers maker =
        new FirstSpikeLayers(context.at(NAME, encoder.outputShape()), tree.get("layers"), input);
    List<SpeedRow> rows = new ArrayList<>();
    for (Phase phase : Phase.values()) {
      listener.doing("measuring %s, %s, 1 thread".formatted(NAME, phase.key()));
      Map<String, StdpSubject> subjects = new LinkedHashMap<>();
      variants.forEach(
          (name, variant) ->
              subjects.put(
                  name,
                  new StdpSubject(
                      phase,
                      maker.make(variant.path("connectivity").asDouble()),
                      encoder,
                      batches,
                      rule)));
      measure(subjects.values(), tree);
      subjects.forEach((name, subject) -> rows.add(row(name, phase, subject, batch)));
    }
    return rows;
  }

  private void measure(Collection<StdpSubject> subjects, ObjectNode tree) {
    for (StdpSubject subject : subjects) {
      subject.run(tree.get("warmup").asInt(), listener);
      subject.begin();
    }
    for (int round = 0; round < ROUNDS; round++) {
      subjects.forEach(subject -> subject.run(tree.get("steps").asInt(), listener));
    }
  }

  private SpeedRow row(String variant, Phase phase, StdpSubject subject, int batch) {
    SpeedRow row = SpeedRow.of(NAME, variant, phase, backend, 1, version);
    row.times(subject.times(), batch, subject.spikes());
    FirstSpikeLayers.Made first = subject.made().get(0);
    ObjectNode tree = row.tree();
    tree.put("network_ms", subject.networkTimes().median());
    tree.put("connectivity", subject.connectivity());
    tree.put("live_weights", subject.live());
    tree.put("hidden_rate", first.spikes() / first.layer().outputSize());
    tree.put("spikes_per_step", subject.spikes());
    tree.put("synaptic_events_per_step", subject.operations());
    tree.put("synaptic_events_per_s", subject.operations() * 1e3 / subject.networkTimes().median());
    if (phase == Phase.TRAIN) {
      tree.put("winners_per_example", subject.winners() / batch);
    }
    ArrayNode thresholds = tree.putArray("thresholds");
    for (FirstSpikeLayers.Made one : subject.made()) {
      if (!Double.isNaN(one.threshold())) {
        thresholds.add(one.threshold());
      }
    }
    return row;
  }
}

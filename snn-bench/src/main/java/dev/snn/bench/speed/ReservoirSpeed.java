package dev.snn.bench.speed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.Family;
import dev.snn.api.reservoir.Reservoir;
import dev.snn.api.reservoir.ReservoirState;
import dev.snn.api.reservoir.Response;
import dev.snn.api.reservoir.Stretch;
import dev.snn.api.tensor.Tensor;
import dev.snn.engine.config.Context;
import dev.snn.engine.config.Resolver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Measures how fast a recurrent network runs: stretches of simulated time that go on from each
 * other, driven by a constant current and by lines of uniform noise. A run is on one thread.
 */
final class ReservoirSpeed {
  static final String NAME = "reservoir";
  private static final int INPUTS = 4;

  private final Resolver resolver;
  private final String backend;
  private final String version;
  private final SpeedListener listener;

  ReservoirSpeed(Resolver resolver, String backend, String version, SpeedListener listener) {
    this.resolver = resolver;
    this.backend = backend;
    this.version = version;
    this.listener = listener;
  }

  List<SpeedRow> rows() {
    List<SpeedRow> rows = new ArrayList<>();
    for (Map.Entry<String, ObjectNode> variant : Workloads.variants(NAME).entrySet()) {
      for (Phase phase : Phase.values()) {
        listener.doing("measuring %s (%s), %s".formatted(NAME, variant.getKey(), phase.key()));
        rows.add(row(variant.getKey(), variant.getValue(), phase));
      }
    }
    return rows;
  }

  private SpeedRow row(String variant, ObjectNode tree, Phase phase) {
    int steps = tree.path("stretch_ms").asInt();
    int lines = tree.path("lines").asInt();
    Context context = Context.empty(resolver, null, 1, Workload.SEED).at(NAME, lines);
    Reservoir reservoir =
        context
            .make(resolver.resolve(Family.RESERVOIR, tree.get("reservoir"), null, NAME, "type"))
            .withBias(tree.path("bias").asDouble());
    Tensor[] inputs = inputs(steps, lines);
    Stretch stretch = phase == Phase.TRAIN ? Stretch.plastic(20) : Stretch.frozen(20, 0);
    ReservoirState state = reservoir.start();
    List<Double> millis = new ArrayList<>();
    double spikes = 0;
    double events = 0;
    int warmup = tree.path("warmup").asInt();
    int timed = tree.path("steps").asInt();
    for (int k = 0; k < warmup + timed; k++) {
      listener.check();
      long start = System.nanoTime();
      Response response = reservoir.run(inputs[k % INPUTS], state, stretch);
      if (k >= warmup) {
        millis.add((System.nanoTime() - start) * 1e-6);
        spikes += response.totalSpikes();
        events += reservoir.synapticEvents(response.spikeCounts());
      }
      state = response.last();
    }
    SpeedRow row = SpeedRow.of(NAME, variant, phase, backend, 1, version);
    double seconds = millis.stream().mapToDouble(Double::doubleValue).sum() * 1e-3;
    row.times(Times.ofMillis(millis), 1, spikes / timed);
    row.tree().remove("examples_per_s");
    row.tree().put("spikes_per_step", spikes / timed);
    row.tree().put("synaptic_events_per_step", events / timed);
    row.tree().put("synaptic_events_per_s", events / seconds);
    row.tree().put("rate_hz", spikes / reservoir.size() / (timed * steps * 1e-3));
    row.tree().put("real_time", timed * steps * 1e-3 / seconds);
    return row;
  }

  private static Tensor[] inputs(int steps, int lines) {
    Tensor[] inputs = new Tensor[INPUTS];
    for (int k = 0; k < INPUTS; k++) {
      RandomGenerator random = Workload.SEED.stream("speed/reservoir-" + k);
      inputs[k] = Tensor.zeros(steps, 1, lines);
      for (float[] row : inputs[k].rows()) {
        for (int j = 0; j < lines; j++) {
          row[j] = 2 * random.nextFloat() - 1;
        }
      }
    }
    return inputs;
  }
}

package dev.snn.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.tensor.Spikes;
import dev.snn.bench.config.Trees;
import dev.snn.bench.record.RunId;
import java.util.function.Supplier;

/** Collects the spikes that one run offers, and passes everything on. */
final class SpikeKeeper extends PassingOn {
  private final boolean wanted;
  private final ArrayNode examples = Trees.NODES.arrayNode();

  /**
   * @param wanted false to collect nothing
   */
  SpikeKeeper(ProgressListener listener, boolean wanted) {
    super(listener);
    this.wanted = wanted;
  }

  /** What was collected, as it stands in a file of rasters. */
  ArrayNode examples() {
    return examples;
  }

  @Override
  public void raster(RunId id, Supplier<Spikes> spikes) {
    Spikes offered = wanted ? spikes.get() : null;
    if (offered != null) {
      ObjectNode example = examples.addObject().put("title", "Test data");
      example.putArray("layers").add(SpikeSheet.layer("reservoir", offered, 0));
    }
    super.raster(id, spikes);
  }
}

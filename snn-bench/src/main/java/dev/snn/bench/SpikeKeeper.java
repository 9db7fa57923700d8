package dev.snn.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.procedure.Epoch;
import dev.snn.api.tensor.Spikes;
import dev.snn.bench.config.Trees;
import dev.snn.bench.record.RunId;
import dev.snn.bench.record.RunRecord;
import java.util.function.Supplier;

/** Collects the spikes that one run offers, and passes everything on. */
final class SpikeKeeper implements ProgressListener {
  private final ProgressListener listener;
  private final boolean wanted;
  private final ArrayNode examples = Trees.NODES.arrayNode();

  /**
   * @param wanted false to collect nothing
   */
  SpikeKeeper(ProgressListener listener, boolean wanted) {
    this.listener = listener;
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
    listener.raster(id, spikes);
  }

  @Override
  public void runStarted(RunId id, int number, int total) {
    listener.runStarted(id, number, total);
  }

  @Override
  public void progress(RunId id, String phase, long done, long total, double loss) {
    listener.progress(id, phase, done, total, loss);
  }

  @Override
  public void epoch(RunId id, Epoch epoch) {
    listener.epoch(id, epoch);
  }

  @Override
  public void runFinished(RunId id, RunRecord record) {
    listener.runFinished(id, record);
  }
}

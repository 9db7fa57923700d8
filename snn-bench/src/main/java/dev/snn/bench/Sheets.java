package dev.snn.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.procedure.Run;
import dev.snn.api.tensor.Spikes;
import dev.snn.bench.config.RunConfig;
import dev.snn.bench.progress.PassingOn;
import dev.snn.bench.progress.ProgressListener;
import dev.snn.bench.record.RunId;
import dev.snn.bench.tree.Trees;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Collects what one run leaves beside its record, its picture and its spikes, and passes everything
 * on.
 */
final class Sheets extends PassingOn {
  private final boolean withSpikes;
  private final ArrayNode examples = Trees.NODES.arrayNode();
  private Optional<byte[]> picture = Optional.empty();

  /**
   * @param withSpikes false to collect no spikes
   */
  Sheets(ProgressListener listener, boolean withSpikes) {
    super(listener);
    this.withSpikes = withSpikes;
  }

  /** Of a run that has a network, at its end. */
  void collect(Run run) {
    picture = PictureSheet.of(run);
    if (withSpikes) {
      examples.addAll(SpikeSheet.examples(run));
    }
  }

  @Override
  public void raster(RunId id, Supplier<Spikes> spikes) {
    Spikes offered = withSpikes ? spikes.get() : null;
    if (offered != null) {
      ObjectNode example = examples.addObject().put("title", "Test data");
      example.putArray("layers").add(SpikeSheet.layer("reservoir", offered, 0));
    }
    super.raster(id, spikes);
  }

  /** Writes what there is. */
  void write(Path out, RunId id, RunConfig config) {
    picture.ifPresent(png -> PictureSheet.write(out, id, png));
    if (!examples.isEmpty()) {
      SpikeSheet.write(out, id, config, examples);
    }
  }
}

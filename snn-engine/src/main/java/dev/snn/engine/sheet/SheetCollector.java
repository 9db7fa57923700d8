package dev.snn.engine.sheet;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.procedure.Run;
import dev.snn.api.tensor.Spikes;
import dev.snn.engine.config.RunConfig;
import dev.snn.engine.progress.ForwardingListener;
import dev.snn.engine.progress.ProgressListener;
import dev.snn.engine.record.RunId;
import dev.snn.engine.tree.Trees;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Collects what one run leaves beside its record, its picture and its spikes, and passes everything
 * on.
 */
public final class SheetCollector extends ForwardingListener {
  private final boolean withPicture;
  private final boolean withSpikes;
  private final ArrayNode examples = Trees.NODES.arrayNode();
  private final ArrayNode filters = Trees.NODES.arrayNode();
  private Optional<byte[]> picture = Optional.empty();
  private Optional<PredictionSheet> predictions = Optional.empty();

  /**
   * Collects nothing yet.
   *
   * @param withPicture false to make no picture
   * @param withSpikes false to collect no spikes
   */
  public SheetCollector(ProgressListener listener, boolean withPicture, boolean withSpikes) {
    super(listener);
    this.withPicture = withPicture;
    this.withSpikes = withSpikes;
  }

  /** Of a run that has a network, at its end. */
  public void collect(Run run) {
    if (withPicture && run.network().hasDecoder()) {
      picture = PictureSheet.of(run);
    }
    predictions = PredictionSheet.of(run);
    if (withSpikes) {
      examples.addAll(SpikeSheet.examples(run));
      filters.addAll(FilterSheet.of(run.network(), run.encoder().outputShape().channels()));
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

  /** The picture, a PNG file. */
  public Optional<byte[]> picture() {
    return picture;
  }

  /** What the network takes the test examples for. */
  public Optional<PredictionSheet> predictions() {
    return predictions;
  }

  /** The spikes, a JSON file. */
  public Optional<byte[]> spikes(RunId id, RunConfig config) {
    return examples.isEmpty()
        ? Optional.empty()
        : Optional.of(SpikeSheet.json(id, config, examples, filters));
  }
}

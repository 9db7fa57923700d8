package dev.snn.api.layer;

import dev.snn.api.plugin.BuildContext;
import java.util.List;
import java.util.Map;

/**
 * Several entries of {@code layers} under one name, such as a residual block. Where an experiment
 * names a block, its entries take its place: the resolved configuration, rasters, counts of
 * operations and parameters know the entries, and nothing of the block.
 *
 * @param <C> its configuration
 */
public interface BlockPlugin<C extends Record> extends LayerPlugin<C> {

  /**
   * The entries, as in an experiment file: "type" and options of a layer, or "merge"; "name" and
   * "from". The first one without "from" reads what stands before the block. Nested parts are
   * {@link dev.snn.api.plugin.Part}s.
   *
   * @param name of the block; the names of all entries begin with it
   * @param input name of what the block reads, for "from"
   */
  List<Map<String, Object>> entries(C config, String name, String input);

  /** A block is never one layer. */
  @Override
  default Layer create(C config, BuildContext context) {
    throw new IllegalArgumentException(
        "'%s' stands for several entries and can only be named in 'layers'".formatted(name()));
  }
}

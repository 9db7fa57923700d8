package dev.snn.api.data;

import dev.snn.api.plugin.Plugin;
import java.util.List;

/** A data set found by name. The context says where data lives. */
public interface DatasetPlugin<C extends Record> extends Plugin<Dataset, C> {

  /** The canonical files it reads, to be fetched or verified; empty for the user's own data. */
  default List<DataFile> files() {
    return List.of();
  }

  /**
   * True where the run's seed decides which examples are in which split, as in cross-validation;
   * the context's seed is then the run's. Otherwise all runs see the same examples.
   */
  default boolean splitsBySeed(C config) {
    return false;
  }
}

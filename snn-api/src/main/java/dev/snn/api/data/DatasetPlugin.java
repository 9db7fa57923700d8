package dev.snn.api.data;

import dev.snn.api.plugin.Plugin;

/** A data set found by name. The context says where data lives. */
public interface DatasetPlugin<C extends Record> extends Plugin<Dataset, C> {}

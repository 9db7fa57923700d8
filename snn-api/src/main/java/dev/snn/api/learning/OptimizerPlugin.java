package dev.snn.api.learning;

import dev.snn.api.plugin.Plugin;

/** An optimiser found by name. */
public interface OptimizerPlugin<C extends Record> extends Plugin<Optimizer, C> {}

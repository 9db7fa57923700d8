package dev.snn.api.reservoir;

import dev.snn.api.plugin.Plugin;

/**
 * A reservoir found by name. The context's input size is the number of input lines; weights and
 * parameters are drawn from streams named by the context's path.
 */
public interface ReservoirPlugin<C extends Record> extends Plugin<Reservoir, C> {}

package dev.snn.api.learning;

import dev.snn.api.plugin.Plugin;

/** A rewiring found by name. */
public interface RewiringPlugin<C extends Record> extends Plugin<Rewiring, C> {}

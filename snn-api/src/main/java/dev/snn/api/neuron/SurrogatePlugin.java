package dev.snn.api.neuron;

import dev.snn.api.plugin.Plugin;

/** A surrogate gradient found by name. */
public interface SurrogatePlugin<C extends Record> extends Plugin<Surrogate, C> {}

package dev.snn.api.neuron;

import dev.snn.api.plugin.Plugin;

/** A neuron model found by name. The context's {@code inputSize} is the number of neurons N. */
public interface NeuronPlugin<C extends Record> extends Plugin<NeuronModel, C> {}

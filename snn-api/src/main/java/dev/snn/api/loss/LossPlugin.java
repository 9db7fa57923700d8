package dev.snn.api.loss;

import dev.snn.api.plugin.Plugin;

/** A loss found by name. The context gives readout size, steps and the number of outputs. */
public interface LossPlugin<C extends Record> extends Plugin<Loss, C> {}

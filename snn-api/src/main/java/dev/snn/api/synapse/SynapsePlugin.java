package dev.snn.api.synapse;

import dev.snn.api.plugin.Plugin;

/** A kind of plasticity found by name. */
public interface SynapsePlugin<C extends Record> extends Plugin<Plasticity, C> {}

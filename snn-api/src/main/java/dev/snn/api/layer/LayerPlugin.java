package dev.snn.api.layer;

import dev.snn.api.plugin.Plugin;

/** A layer found by name. The context's {@code inputSize} is the size of the layer before. */
public interface LayerPlugin<C extends Record> extends Plugin<Layer, C> {}

package dev.snn.api.codec;

import dev.snn.api.plugin.Plugin;

/** An encoder found by name. The context gives the shape of the samples. */
public interface EncoderPlugin<C extends Record> extends Plugin<Encoder, C> {}

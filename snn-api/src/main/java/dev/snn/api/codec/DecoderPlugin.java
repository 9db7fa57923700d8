package dev.snn.api.codec;

import dev.snn.api.plugin.Plugin;

/**
 * A decoder found by name. The context gives the readout's size, the steps and the number of
 * outputs.
 */
public interface DecoderPlugin<C extends Record> extends Plugin<Decoder, C> {}

/** Decoders: handcrafted (rate, first-spike, membrane) and learned (linear, mlp, conv). */
package dev.snn.losses.decoder;

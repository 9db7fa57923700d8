/** Built-in decoders and losses, and the judge of reconstructed images. */
package dev.snn.losses;

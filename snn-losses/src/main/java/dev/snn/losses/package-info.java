/** Built-in decoders, losses and learning rules. */
package dev.snn.losses;

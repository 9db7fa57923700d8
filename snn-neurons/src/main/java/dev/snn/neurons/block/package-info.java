/** Residual blocks: several entries of a network under one name. */
package dev.snn.neurons.block;

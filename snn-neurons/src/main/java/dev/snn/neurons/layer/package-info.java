/** Layers: weights and neurons. */
package dev.snn.neurons.layer;

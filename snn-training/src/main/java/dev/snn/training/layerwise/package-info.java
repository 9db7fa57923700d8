/** Layers that learn one after the other by a local rule, and a readout at the end. */
package dev.snn.training.layerwise;

/** Neurons whose spikes carry values. */
package dev.snn.neurons.graded;

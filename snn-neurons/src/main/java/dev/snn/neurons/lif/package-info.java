/** Leaky and non-leaky integrate-and-fire neurons. */
package dev.snn.neurons.lif;

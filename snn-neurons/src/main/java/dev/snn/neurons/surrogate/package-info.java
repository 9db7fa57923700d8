/** Surrogate gradients. */
package dev.snn.neurons.surrogate;

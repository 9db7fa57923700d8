/** Sparse recurrent networks of spiking neurons. */
package dev.snn.neurons.recurrent;

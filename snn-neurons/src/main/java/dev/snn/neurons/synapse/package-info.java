/** Plasticity of synapses. */
package dev.snn.neurons.synapse;

/** How synapses change with the spikes on both sides. */
package dev.snn.api.synapse;

/** Networks with continuous states, to compare spiking reservoirs with. */
package dev.snn.neurons.echo;

/** Layers whose neurons spike at most once per example, run spike by spike in the order of time. */
package dev.snn.neurons.firstspike;

/** Runs a NIR graph: the engine's layers and neurons, wired as the graph says. */
package dev.snn.nir.run;

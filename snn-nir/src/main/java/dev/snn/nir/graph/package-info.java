/** A NIR graph as the file has it, and what holds of any graph: known primitives, edges, shapes. */
package dev.snn.nir.graph;

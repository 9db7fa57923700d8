/** NIR graphs as layers of an experiment. */
package dev.snn.nir.imports;

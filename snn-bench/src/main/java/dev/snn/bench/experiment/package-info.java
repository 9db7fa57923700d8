/** Experiment files: rows, profiles, grids, sweeps, comparisons. */
package dev.snn.bench.experiment;

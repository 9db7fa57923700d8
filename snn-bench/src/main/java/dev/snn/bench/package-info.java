/** Experiments: configuration, wiring, training, records and tables. */
package dev.snn.bench;

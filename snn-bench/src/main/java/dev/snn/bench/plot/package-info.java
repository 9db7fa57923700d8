/** Figures of tables, records and trained networks. */
package dev.snn.bench.plot;

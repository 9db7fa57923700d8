/** Figures of tables, records and trained networks. */
package dev.snn.report.plot;

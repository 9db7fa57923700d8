/** Records as tables of a database, for questions over many runs. */
package dev.snn.report.store;

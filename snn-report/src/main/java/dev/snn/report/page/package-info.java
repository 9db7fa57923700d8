/** Reports: one HTML file of everything in the output folder of a table. */
package dev.snn.report.page;

/** Tables of Markdown pages, written from the output folders they are of. */
package dev.snn.report.markdown;

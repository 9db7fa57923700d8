/** Readers of file formats. Each names the file and the place of a fault. */
package dev.snn.data.format;

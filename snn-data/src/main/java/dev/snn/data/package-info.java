/** Built-in data sets, file formats and encoders. */
package dev.snn.data;

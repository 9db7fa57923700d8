/** Built-in data sets, file formats, downloads and encoders. */
package dev.snn.data;

/** Built-in data sets. */
package dev.snn.data.set;

/** Built-in encoders. */
package dev.snn.encoders;

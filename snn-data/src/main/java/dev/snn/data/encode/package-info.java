/** Built-in encoders. */
package dev.snn.data.encode;

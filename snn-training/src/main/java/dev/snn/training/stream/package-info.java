/** Test, then train, sample by sample along a stream. */
package dev.snn.training.stream;

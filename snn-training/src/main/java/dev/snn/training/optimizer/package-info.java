/** Optimisers: how gradients become updates. */
package dev.snn.training.optimizer;

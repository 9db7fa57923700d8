/** Optimisers: how gradients become updates. */
package dev.snn.losses.optimizer;

/** Rewirings: which weights exist while a network learns. */
package dev.snn.training.rewiring;

/** Losses. */
package dev.snn.losses.loss;

/** Metrics that need a network. */
package dev.snn.losses.metric;

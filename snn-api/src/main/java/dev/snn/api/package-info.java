/**
 * Types and plug-in interfaces: what a stranger implements, and what they work with.
 *
 * <p>All public types here are stable: a jar built against a release runs with every later one of
 * the same major version (before 1.0: minor version), which the build checks against {@code
 * baseline/snn-api.jar}. {@link dev.snn.api.tensor.Spikes#raw} gives arrays away, for kernels that
 * cannot go without: read them and never write to them; everything else reads spikes through {@link
 * dev.snn.api.tensor.Spikes#forEach}.
 */
package dev.snn.api;

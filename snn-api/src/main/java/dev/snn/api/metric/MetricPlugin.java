package dev.snn.api.metric;

import dev.snn.api.plugin.Plugin;

/** A metric found by name. */
public interface MetricPlugin<C extends Record> extends Plugin<Metric, C> {}

package dev.snn.api.stream;

import dev.snn.api.plugin.Plugin;

/** A drift detector found by name. */
public interface DriftDetectorPlugin<C extends Record> extends Plugin<DriftDetector, C> {}

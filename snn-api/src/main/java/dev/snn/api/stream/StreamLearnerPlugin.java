package dev.snn.api.stream;

import dev.snn.api.plugin.Plugin;

/** A learner of streams found by name; the context gives the number of values and of classes. */
public interface StreamLearnerPlugin<C extends Record> extends Plugin<StreamLearner, C> {}

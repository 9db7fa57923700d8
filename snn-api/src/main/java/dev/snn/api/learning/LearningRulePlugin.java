package dev.snn.api.learning;

import dev.snn.api.plugin.Plugin;

/** A learning rule found by name. */
public interface LearningRulePlugin<C extends Record> extends Plugin<LearningRule, C> {}

package dev.snn.api.neuron;

/**
 * What a forward pass keeps for its backward pass; opaque to everyone but the model that made it.
 */
public interface Tape {}

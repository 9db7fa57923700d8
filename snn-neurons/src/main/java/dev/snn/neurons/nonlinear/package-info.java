/** Neurons whose membrane runs away by itself: quadratic and exponential integrate-and-fire. */
package dev.snn.neurons.nonlinear;

/** Layers of feature maps: convolution, pooling, batch normalisation, and what goes with them. */
package dev.snn.neurons.conv;

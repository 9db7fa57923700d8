/** Built-in neuron models, surrogates and layers. */
package dev.snn.neurons;

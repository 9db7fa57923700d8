/** Networks in the exchange format NIR: what runs them over signals and data sets. */
package dev.snn.nir;

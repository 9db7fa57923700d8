/** Networks of ours as NIR graphs. */
package dev.snn.nir.export;

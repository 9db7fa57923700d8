/** Reads NIR files, which are HDF5. */
package dev.snn.nir.file;

/** Sparse spike kernels, dense products, state scans and the thread pool. */
package dev.snn.kernels;

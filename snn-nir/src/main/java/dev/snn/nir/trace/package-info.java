/** What a network did step by step: files of signals and traces, and how two traces differ. */
package dev.snn.nir.trace;

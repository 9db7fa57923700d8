/** Hearing of work as it goes on. */
package dev.snn.engine.progress;

/** Checkpoints: their file, when they are written, and what a run goes on from. */
package dev.snn.engine.checkpoint;

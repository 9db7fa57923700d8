/** Learners of streams: one sample after another, in bounded memory. */
package dev.snn.training.learner;

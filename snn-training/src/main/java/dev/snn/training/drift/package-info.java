/** What tells from a learner's errors that a stream has changed. */
package dev.snn.training.drift;

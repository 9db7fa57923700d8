/** Learners that see one sample after another, and what tells that a stream has changed. */
package dev.snn.api.stream;

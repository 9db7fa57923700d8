/**
 * Contracts every plug-in passes, as plain Java checks. {@link dev.snn.testkit.Contracts} runs them
 * for a plug-in; the interfaces in {@link dev.snn.testkit.junit} turn them into tests.
 */
package dev.snn.testkit;

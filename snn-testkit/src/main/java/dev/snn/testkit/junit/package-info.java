/**
 * JUnit adapters: a test class implements the interface of its family and names its plug-in.
 *
 * <pre>{@code
 * class QifTest implements NeuronContract {
 *   public NeuronPlugin<?> plugin() {
 *     return new Qif();
 *   }
 * }
 * }</pre>
 */
package dev.snn.testkit.junit;

/** The compute backend on the Vector API of newer Java versions. */
package dev.snn.vector;

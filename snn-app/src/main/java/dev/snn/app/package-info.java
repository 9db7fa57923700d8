/** The {@code snn} command. */
package dev.snn.app;

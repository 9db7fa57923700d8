/** Errors that are no bugs: their texts are for the user. */
package dev.snn.engine.error;

/** The commands. */
package dev.snn.app.command;

/** What the user sees while waiting: progress, columns, Ctrl-C. */
package dev.snn.app.terminal;

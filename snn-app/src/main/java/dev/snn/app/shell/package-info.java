/** What shells and manual pages are told about the command line. */
package dev.snn.app.shell;

/** Finding, checking and fetching data files. */
package dev.snn.data.file;

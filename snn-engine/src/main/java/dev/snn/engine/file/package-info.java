/** Files that are there whole or not at all. */
package dev.snn.engine.file;

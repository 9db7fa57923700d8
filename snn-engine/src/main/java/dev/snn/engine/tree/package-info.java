/** Trees of values: YAML and JSON, records made from them, overlays, hashes. */
package dev.snn.engine.tree;

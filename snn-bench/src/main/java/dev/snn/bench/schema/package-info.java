/** JSON Schema of experiment files. */
package dev.snn.bench.schema;

/** Runs of a table on Apache Spark. */
package dev.snn.spark;

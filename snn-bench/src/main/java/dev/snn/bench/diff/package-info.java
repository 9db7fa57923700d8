/** What two runs or two tables differ in. */
package dev.snn.bench.diff;

/** Speed: workloads, measurements, and the comparison with a peer. */
package dev.snn.bench.speed;

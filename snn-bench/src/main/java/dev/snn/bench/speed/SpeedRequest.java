package dev.snn.bench.speed;

import java.util.List;

/**
 * What to measure.
 *
 * @param workload one of {@link Workloads#names()}
 * @param threads numbers of threads, each measured
 */
public record SpeedRequest(String workload, List<Integer> threads) {}

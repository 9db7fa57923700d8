package dev.snn.bench.speed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.tensor.DenseLibrary;
import dev.snn.engine.tree.Trees;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What this machine can do at most.
 *
 * @param library name of the dense library; empty where there is none
 * @param gflops dense products in single precision, 10^9 operations per second, by threads
 * @param bandwidth {@code a[i] = b[i] + s c[i]} over large arrays, GB/s, by threads
 */
record Limits(String library, TreeMap<Integer, Double> gflops, TreeMap<Integer, Double> bandwidth) {
  private static final int SIZE = 1024;
  private static final int REPEATS = 12;
  private static final long LEAST_NANOS = 500_000_000;
  private static final int MOST_FLOATS = 1 << 24;

  /** Measures with one thread, all cores, and what else was asked for. */
  static Limits measure(List<Integer> asked, SpeedListener listener) {
    SortedSet<Integer> threads = new TreeSet<>(asked);
    threads.add(1);
    threads.add(Runtime.getRuntime().availableProcessors());
    DenseLibrary library =
        ServiceLoader.load(DenseLibrary.class)
            .findFirst()
            .filter(DenseLibrary::isUsable)
            .orElse(null);
    TreeMap<Integer, Double> gflops = new TreeMap<>();
    TreeMap<Integer, Double> bandwidth = new TreeMap<>();
    for (int n : threads) {
      listener.doing("measuring the limits of this machine, threads: " + n);
      try (Parallel parallel = Parallel.pool(n)) {
        if (library != null) {
          gflops.put(n, gflops(library, parallel, listener));
        }
        bandwidth.put(n, bandwidth(parallel, listener));
      }
    }
    return new Limits(library == null ? "" : library.name(), gflops, bandwidth);
  }

  private static double gflops(DenseLibrary library, Parallel parallel, SpeedListener listener) {
    int threads = parallel.threads();
    List<DenseLibrary.Product> products = new ArrayList<>();
    try {
      for (int k = 0; k < threads; k++) {
        products.add(library.square(SIZE));
      }
      double seconds = best(() -> parallel.forEach(threads, k -> products.get(k).run()), listener);
      return threads * 2.0 * SIZE * SIZE * SIZE / seconds * 1e-9;
    } finally {
      products.forEach(DenseLibrary.Product::close);
    }
  }

  private static double bandwidth(Parallel parallel, SpeedListener listener) {
    int size = (int) Math.min(MOST_FLOATS, Runtime.getRuntime().maxMemory() / 32);
    float[] a = new float[size];
    float[] b = new float[size];
    float[] c = new float[size];
    Arrays.fill(b, 1);
    Arrays.fill(c, 2);
    int parts = 8 * parallel.threads();
    double seconds =
        best(
            () ->
                parallel.forEach(
                    parts,
                    k ->
                        triad(
                            a,
                            b,
                            c,
                            (int) ((long) size * k / parts),
                            (int) ((long) size * (k + 1) / parts))),
            listener);
    return 3.0 * Float.BYTES * size / seconds * 1e-9;
  }

  private static void triad(float[] a, float[] b, float[] c, int from, int to) {
    for (int i = from; i < to; i++) {
      a[i] = b[i] + 0.5f * c[i];
    }
  }

  private static double best(Runnable work, SpeedListener listener) {
    long best = Long.MAX_VALUE;
    long total = 0;
    for (int k = 0; k < REPEATS || total < LEAST_NANOS; k++) {
      listener.check();
      long start = System.nanoTime();
      work.run();
      long time = System.nanoTime() - start;
      best = Math.min(best, time);
      total += time;
    }
    return best * 1e-9;
  }

  /** As in results. */
  ObjectNode tree() {
    ObjectNode tree = Trees.NODES.objectNode();
    if (!library.isEmpty()) {
      tree.put("dense_library", library);
      put(tree.putObject("dense_gflops"), gflops);
    }
    put(tree.putObject("memory_gb_per_s"), bandwidth);
    return tree;
  }

  private static void put(ObjectNode tree, TreeMap<Integer, Double> values) {
    values.forEach((threads, value) -> tree.put(String.valueOf(threads), value));
  }
}

package dev.snn.bench.speed;

import dev.snn.api.plugin.UserError;
import dev.snn.engine.record.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The processes of a peer, one per number of threads. */
final class Peers implements AutoCloseable {
  /** Peers there are. */
  static final List<String> NAMES =
      List.of(Python.TORCH.module(), StreamPeers.SKLEARN, StreamPeers.MOA);

  private final SortedMap<Integer, PeerProcess> processes = new TreeMap<>();

  private Peers() {}

  /**
   * How to start a peer.
   *
   * @param python the interpreter
   * @param script what it runs
   */
  record Launch(Path python, Path script) {

    /** What is needed to start PyTorch; what is missing is the user's error. */
    static Launch find(Map<String, String> environment, SpeedListener listener) {
      return find(environment, "torch_peer.py", listener);
    }

    /**
     * The same with another script.
     *
     * @param name of a file in {@code benchmarks/peers}
     */
    static Launch find(Map<String, String> environment, String name, SpeedListener listener) {
      Path python = Python.find(environment, listener);
      return new Launch(python, Peers.script(name));
    }
  }

  /** A file of the checkout that a peer runs; none is the user's error. */
  static Path script(String name) {
    return Checkout.root()
        .map(root -> root.resolve("benchmarks").resolve("peers").resolve(name))
        .filter(Files::isRegularFile)
        .orElseThrow(
            () ->
                new UserError(
                    "--against needs benchmarks/peers/%s of a checkout. Run the 'snn' that stands there."
                        .formatted(name)));
  }

  /** Names of the workloads that a peer computes as well. */
  static List<String> workloads(String peer) {
    return peer.equals(Python.TORCH.module()) ? Workloads.withPeer() : List.of(StreamSpeed.NAME);
  }

  /**
   * The numbers of threads a peer runs with: those that were asked for, and one and several, to see
   * whether it uses its threads.
   *
   * @param cores of this machine
   */
  static SortedSet<Integer> threads(List<Integer> asked, int cores) {
    SortedSet<Integer> threads = new TreeSet<>(asked);
    threads.add(1);
    if (Collections.max(threads) == 1) {
      threads.add(cores);
    }
    return threads;
  }

  /** Starts them all. */
  static Peers start(
      Launch launch, Path folder, SortedSet<Integer> threads, SpeedListener listener) {
    Peers peers = new Peers();
    try {
      for (int n : threads) {
        peers.processes.put(
            n, PeerProcess.start(launch.python(), launch.script(), folder, n, listener));
      }
      return peers;
    } catch (RuntimeException e) {
      peers.close();
      throw e;
    }
  }

  SortedMap<Integer, PeerProcess> byThreads() {
    return processes;
  }

  @Override
  public void close() {
    processes.values().forEach(PeerProcess::close);
  }
}

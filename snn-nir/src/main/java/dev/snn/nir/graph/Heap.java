package dev.snn.nir.graph;

/** Whether the memory of the program has room for what a file claims. */
public final class Heap {
  private Heap() {}

  /** Bytes for what is made of a file: all that the program may have. */
  public static long all() {
    return Runtime.getRuntime().maxMemory();
  }

  /** Bytes for reading a file: as much again is left for what is made of it. */
  public static long half() {
    return all() / 2;
  }

  /**
   * Refuses what takes more, before it is made.
   *
   * @param what as "reading it"
   * @param needed bytes
   * @param room bytes, {@link #all} or {@link #half}
   */
  public static void require(String file, String what, double needed, long room) {
    if (needed > room) {
      throw Fault.of(
          file,
          "%s takes %.0f MB of memory and more, and the program has %d MB; give it more, as in SNN_JAVA_OPTS=-Xmx8g."
              .formatted(what, needed / (1 << 20), all() >> 20));
    }
  }
}

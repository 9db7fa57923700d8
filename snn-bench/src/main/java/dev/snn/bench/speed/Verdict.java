package dev.snn.bench.speed;

/** Whether a comparison with a peer means anything. */
enum Verdict {
  /** The peer uses its threads. */
  VALID("valid"),
  /** It does on a large product; the workload's operations are too small to gain from threads. */
  SMALL("valid: peer's threads checked on a large product"),
  /** It does not: something is wrong with its installation, and beating it says nothing. */
  CRIPPLED("invalid: peer is crippled"),
  /** There is one core only, so nobody can tell. */
  UNCHECKED("peer's use of threads not checked: one core");

  /** How much faster the peer must be with more threads than with one. */
  static final double LEAST_SPEEDUP = 1.3;

  private final String text;

  Verdict(String text) {
    this.text = text;
  }

  /** As in results. */
  String text() {
    return text;
  }

  /**
   * Judges a peer by its medians with one thread and with several.
   *
   * @param several NaN where it was not measured
   */
  static Verdict of(double one, double several) {
    if (Double.isNaN(several)) {
      return UNCHECKED;
    }
    return one / several >= LEAST_SPEEDUP ? VALID : CRIPPLED;
  }

  /** Of a workload of small operations, where a large product tells what the workload cannot. */
  Verdict orElse(Verdict ofProduct) {
    return this == CRIPPLED && ofProduct == VALID ? SMALL : this;
  }
}

package dev.snn.bench.speed;

/** A comparison with a peer that cannot be made. The message is one sentence. */
public final class PeerFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure, in a sentence. */
  public PeerFailure(String message) {
    super(message);
  }
}

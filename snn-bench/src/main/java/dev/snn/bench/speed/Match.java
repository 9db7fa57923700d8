package dev.snn.bench.speed;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Our times and a peer's for the same steps, taken in turn.
 *
 * @param ours round by round
 */
record Match(Subject subject, List<Times> ours, PeerTimes peer) {
  private static final double LOSS_TOLERANCE = 1e-3;

  /** Refuses to compare what does not compute the same. */
  static void requireSameLoss(Subject subject, PeerTimes peer) {
    double a = subject.firstLoss();
    double b = peer.firstLoss();
    if (!(Math.abs(a - b) <= LOSS_TOLERANCE)) {
      throw new PeerFailure(
          "%s, %s: the loss of the first step is %s here and %s at the peer; the two compute different things, so their times are not compared."
              .formatted(subject.workload().title(), subject.phase().key(), (float) a, (float) b));
    }
  }

  /** Our times beside others of the peer, of as many rounds. */
  Match against(PeerTimes other) {
    return new Match(subject, ours, other);
  }

  /** The peer's median over ours, round by round. Above 1 we lead. */
  DoubleStream ratios() {
    return IntStream.range(0, ours.size())
        .mapToDouble(r -> peer.rounds().get(r).median() / ours.get(r).median());
  }

  /** The median over the rounds. */
  double ratio() {
    return new Times(ratios().toArray()).median();
  }
}

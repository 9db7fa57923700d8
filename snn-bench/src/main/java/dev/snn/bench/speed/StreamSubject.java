package dev.snn.bench.speed;

import dev.snn.api.codec.Encoder;
import dev.snn.api.data.Samples;
import dev.snn.api.neuron.Pass;
import dev.snn.api.stream.StreamLearner;
import dev.snn.api.tensor.Constant;
import java.util.Arrays;
import java.util.Optional;

/**
 * A learner of ours that takes blocks of a stream: each sample is predicted, then learned. Where it
 * learns the lines of a code, encoding the block is part of the step.
 */
final class StreamSubject {
  private final StreamLearner learner;
  private final Optional<Encoder> encoder;
  private double[] millis = new double[64];
  private double[] encoding = new double[64];
  private int taken;
  private long samples;
  private long right;

  StreamSubject(StreamLearner learner, Optional<Encoder> encoder) {
    this.learner = learner;
    this.encoder = encoder;
  }

  /** Makes room for the times of so many blocks, so that nothing grows along the stream. */
  void reserve(int blocks) {
    millis = Arrays.copyOf(millis, Math.max(millis.length, blocks));
    encoding = Arrays.copyOf(encoding, millis.length);
  }

  /**
   * Takes a block.
   *
   * @param predictions class of each sample, written from {@code at} on
   */
  void take(TurningPlane.Block block, int[] predictions, int at) {
    reserve(taken == millis.length ? 2 * taken : 0);
    long start = System.nanoTime();
    float[][] rows = rows(block);
    long encoded = System.nanoTime();
    for (int k = 0; k < rows.length; k++) {
      predictions[at + k] = learner.predict(rows[k]);
      learner.learn(rows[k], block.labels()[k]);
    }
    millis[taken] = (System.nanoTime() - start) * 1e-6;
    encoding[taken++] = (encoded - start) * 1e-6;
    samples += rows.length;
    for (int k = 0; k < rows.length; k++) {
      right += predictions[at + k] == block.labels()[k] ? 1 : 0;
    }
  }

  private float[][] rows(TurningPlane.Block block) {
    if (encoder.isEmpty()) {
      return block.values();
    }
    long[] ids = new long[block.size()];
    Arrays.setAll(ids, k -> block.first() + k);
    Samples some = Samples.labelled(ids, block.values(), block.labels());
    Pass pass = Pass.hard().forEvaluation().forIds(ids);
    return ((Constant) encoder.get().encode(some, pass)).rows();
  }

  /** Times of all blocks, ms. */
  Times times() {
    return last(taken);
  }

  /** Times of the last blocks, ms. */
  Times last(int blocks) {
    return new Times(Arrays.copyOfRange(millis, taken - blocks, taken));
  }

  /** The same without the encoding; the same times where there is none. */
  Times learning() {
    double[] alone = new double[taken];
    Arrays.setAll(alone, k -> millis[k] - encoding[k]);
    return new Times(alone);
  }

  boolean isEncoded() {
    return encoder.isPresent();
  }

  /** Share of the samples that were predicted right. */
  double accuracy() {
    return (double) right / samples;
  }

  long samples() {
    return samples;
  }

  /** Memory of the learner, bytes. */
  long bytes() {
    return learner.bytes();
  }
}

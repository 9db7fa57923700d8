package dev.snn.engine.doctor;

import dev.snn.api.data.Recording;
import dev.snn.api.data.Samples;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a sample holds, as a hash of 128 bits: equal samples have equal ones. */
record Content(long high, long low) {
  private static final long PRIME = 0x9E3779B97F4A7C15L;

  /** Of each example of a batch; labels are not part of it. */
  static Stream<Content> of(Samples samples) {
    return IntStream.range(0, samples.size())
        .mapToObj(
            k -> samples.values() != null ? of(samples.values()[k]) : of(samples.recordings()[k]));
  }

  private static Content of(float[] values) {
    Hash hash = new Hash();
    for (float x : values) {
      hash.add(Float.floatToIntBits(x == 0 ? 0 : x));
    }
    return hash.content(values.length);
  }

  private static Content of(Recording recording) {
    Hash hash = new Hash();
    for (int k = 0; k < recording.events(); k++) {
      hash.add(recording.timesUs()[k]);
      hash.add(recording.x()[k] << 16 | recording.y()[k] << 1 | recording.polarity()[k]);
    }
    return hash.content(recording.events());
  }

  private static final class Hash {
    private long a = PRIME;
    private long b = ~PRIME;

    void add(long value) {
      a = mix(a ^ value);
      b = mix(b + value * PRIME);
    }

    private static long mix(long z) {
      long x = (z ^ z >>> 32) * 0xD6E8FEB86659FD93L;
      return (x ^ x >>> 29) * PRIME;
    }

    Content content(int size) {
      add(size);
      return new Content(a, b);
    }
  }
}

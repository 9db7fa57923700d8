package dev.snn.api.random;

/**
 * The root of all randomness of a run. Streams are named by their purpose
 * ("init/layers[0]/weight"), never by the order in which they are asked for, so that adding one
 * leaves the others as they were.
 */
public record Seed(long root) {

  /** A 64-bit key for a purpose. */
  public long key(String purpose) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < purpose.length(); i++) {
      hash = (hash ^ purpose.charAt(i)) * 0x100000001b3L;
    }
    return Draws.mix(root, hash);
  }

  /** A stream of random numbers for a purpose. */
  public Stream stream(String purpose) {
    return new Stream(key(purpose));
  }
}

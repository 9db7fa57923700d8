package dev.snn.kernels;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What depends on a shape alone, made when it is first asked for and kept while the shape is among
 * those that were asked for last. Layers of equal shape share it.
 */
final class Shared<K, V> {
  /** Shapes that are kept. */
  private static final int MOST = 32;

  private final Function<K, V> maker;
  private final Map<K, V> kept = new LinkedHashMap<>(MOST, 0.75f, true);

  Shared(Function<K, V> maker) {
    this.maker = maker;
  }

  /** That of a shape. */
  synchronized V of(K shape) {
    V value = kept.get(shape);
    if (value == null) {
      value = maker.apply(shape);
      kept.put(shape, value);
      if (kept.size() > MOST) {
        kept.remove(kept.keySet().iterator().next());
      }
    }
    return value;
  }
}

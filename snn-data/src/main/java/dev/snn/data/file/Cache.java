package dev.snn.data.file;

import java.lang.ref.SoftReference;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What was read before, per process: runs of one table share their data. Entries are given up when
 * memory is short; what is kept is never modified.
 */
public final class Cache {
  private static final Map<String, SoftReference<Object>> ENTRIES = new HashMap<>();

  private Cache() {}

  /** The value of a key, made at its first use. One caller at a time. */
  @SuppressWarnings("unchecked")
  public static <T> T get(String key, Supplier<T> make) {
    synchronized (ENTRIES) {
      SoftReference<Object> entry = ENTRIES.get(key);
      Object value = entry == null ? null : entry.get();
      if (value == null) {
        value = make.get();
        ENTRIES.put(key, new SoftReference<>(value));
      }
      return (T) value;
    }
  }
}

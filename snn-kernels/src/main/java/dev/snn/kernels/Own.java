package dev.snn.kernels;

import java.lang.ref.SoftReference;
import java.util.function.Supplier;

/**
 * Room that each thread makes once and uses again, one user at a time. The virtual machine may take
 * it back between two uses when memory is short.
 */
final class Own<R> {
  private final ThreadLocal<SoftReference<R>> rooms = new ThreadLocal<>();
  private final Supplier<R> maker;

  Own(Supplier<R> maker) {
    this.maker = maker;
  }

  /** That of this thread; its content is what the last user left. */
  R get() {
    SoftReference<R> kept = rooms.get();
    R room = kept == null ? null : kept.get();
    if (room == null) {
      room = maker.get();
      rooms.set(new SoftReference<>(room));
    }
    return room;
  }
}

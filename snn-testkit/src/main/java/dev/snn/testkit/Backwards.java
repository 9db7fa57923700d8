package dev.snn.testkit;

import dev.snn.api.parallel.Parallel;
import java.util.function.IntConsumer;

/** Runs tasks in reverse order, which no result may depend on. */
final class Backwards implements Parallel {
  @Override
  public int threads() {
    return 2;
  }

  @Override
  public void forEach(int tasks, IntConsumer body) {
    for (int k = tasks - 1; k >= 0; k--) {
      body.accept(k);
    }
  }

  @Override
  public void close() {}
}

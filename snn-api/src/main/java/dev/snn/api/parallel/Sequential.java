package dev.snn.api.parallel;

import java.util.function.IntConsumer;

final class Sequential implements Parallel {
  @Override
  public int threads() {
    return 1;
  }

  @Override
  public void forEach(int tasks, IntConsumer body) {
    for (int i = 0; i < tasks; i++) {
      body.accept(i);
    }
  }

  @Override
  public void close() {}
}

package dev.snn.api.data;

import dev.snn.api.tensor.Signal;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * The batches of a split, gathered and encoded one ahead of the one in use, so that a thread that
 * has nothing else to do works on the next. With one thread each is made when it is asked for.
 */
public final class Feed implements AutoCloseable {

  /** A batch. */
  public record Batch(Samples samples, Signal input) {}

  private final Dataset.Split split;
  private final Batches batches;
  private final Function<Samples, Signal> encode;
  private final FeedMemory memory;
  private final ExecutorService worker;
  private Future<Batch> ahead;
  private int next;

  /**
   * @param encode must not use what the batch in use works with
   * @param memory of an earlier feed of the same batches; null where there is none
   * @param threads how many the run may use
   */
  public Feed(
      Dataset.Split split,
      Batches batches,
      Function<Samples, Signal> encode,
      FeedMemory memory,
      int threads) {
    this.split = split;
    this.batches = batches;
    this.encode = encode;
    this.memory = memory;
    this.worker = threads == 1 ? null : Executors.newSingleThreadExecutor(Feed::thread);
    prepare();
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "snn-feed");
    thread.setDaemon(true);
    return thread;
  }

  /** The next batch; there are {@link Batches#count()}. */
  public Batch next() {
    if (worker == null) {
      return make(next++);
    }
    Future<Batch> ready = ahead;
    next++;
    prepare();
    try {
      return ready.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      } else if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      throw new CancellationException("interrupted");
    }
  }

  private void prepare() {
    int k = next;
    ahead = worker != null && k < batches.count() ? worker.submit(() -> make(k)) : null;
  }

  private Batch make(int k) {
    Batch batch = memory == null ? null : memory.get(k);
    if (batch == null) {
      Samples samples = split.gather(batches.get(k));
      batch = new Batch(samples, encode.apply(samples));
      if (memory != null) {
        memory.offer(k, batch);
      }
    }
    return batch;
  }

  @Override
  public void close() {
    if (worker != null) {
      worker.shutdownNow();
    }
  }
}

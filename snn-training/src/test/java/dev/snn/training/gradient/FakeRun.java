package dev.snn.training.gradient;

import dev.snn.api.codec.Encoder;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.Samples;
import dev.snn.api.learning.Network;
import dev.snn.api.metric.Metric;
import dev.snn.api.neuron.Pass;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.procedure.Epoch;
import dev.snn.api.procedure.Run;
import dev.snn.api.procedure.Scoring;
import dev.snn.api.random.Seed;
import dev.snn.api.tensor.Constant;
import dev.snn.api.tensor.Signal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A run of twelve examples of one value, with what a test gives it; it can be asked, not done. */
record FakeRun(Network network, Map<String, Metric> metrics, List<Epoch> epochs) implements Run {
  private static final int EXAMPLES = 12;

  private record Numbers() implements Dataset.Split {
    @Override
    public int size() {
      return EXAMPLES;
    }

    @Override
    public Samples gather(int[] indices) {
      long[] ids = Arrays.stream(indices).asLongStream().toArray();
      return Samples.labelled(ids, new float[ids.length][1], new int[ids.length]);
    }

    @Override
    public int label(int index) {
      return 0;
    }
  }

  @Override
  public Dataset dataset() {
    return new Dataset() {
      @Override
      public DatasetInfo info() {
        throw new UnsupportedOperationException();
      }

      @Override
      public Split train() {
        return new Numbers();
      }

      @Override
      public Split validation() {
        throw new UnsupportedOperationException();
      }

      @Override
      public Split test() {
        throw new UnsupportedOperationException();
      }
    };
  }

  @Override
  public Encoder encoder() {
    return new Encoder() {
      @Override
      public int steps() {
        return 1;
      }

      @Override
      public int outputSize() {
        return 1;
      }

      @Override
      public Signal encode(Samples samples, Pass pass) {
        return new Constant(1, 1, samples.values());
      }
    };
  }

  @Override
  public Seed seed() {
    return new Seed(1);
  }

  @Override
  public Parallel parallel() {
    return Parallel.SEQUENTIAL;
  }

  @Override
  public boolean shuffleTime() {
    return false;
  }

  @Override
  public void progress(String phase, long done, long total, double loss) {}

  @Override
  public Scoring scoring(int batch) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void report(Epoch epoch) {
    throw new UnsupportedOperationException();
  }
}

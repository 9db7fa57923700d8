package dev.snn.kernels;

import dev.snn.api.parallel.Parallel;
import dev.snn.api.random.Seed;
import dev.snn.api.random.Stream;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.SpikesBuilder;
import dev.snn.api.tensor.Tensor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The three products of a first layer with 784 inputs, 25 steps, batch 128. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ProductsBenchmark {
  private static final int STEPS = 25;
  private static final int BATCH = 128;
  private static final int INPUTS = 784;

  /** Share of input lines that spike in a step. */
  @Param({"0.03", "0.13", "0.5"})
  public double density;

  /** Columns of the weights. */
  @Param("1000")
  public int outputs = 1000;

  /** Number of threads. */
  @Param("1")
  public int threads;

  private Parallel parallel;
  private Spikes input;
  private float[][] weight;
  private float[][] gradWeight;
  private float[] bias;
  private Tensor out;
  private Tensor gradOut;
  private Tensor gradInput;

  /** Draws input, weights and gradients. */
  @Setup(Level.Trial)
  public void setUp() {
    Stream random = new Seed(1).stream("benchmark");
    parallel = Parallel.pool(threads);
    SpikesBuilder builder = new SpikesBuilder(STEPS, BATCH, INPUTS);
    for (int b = 0; b < BATCH; b++) {
      for (int t = 0; t < STEPS; t++) {
        for (int n = 0; n < INPUTS; n++) {
          if (random.nextFloat() < density) {
            builder.lane(b).add(t, n);
          }
        }
      }
    }
    input = builder.build();
    weight = new float[INPUTS][outputs];
    gradWeight = new float[INPUTS][outputs];
    bias = new float[outputs];
    out = Tensor.zeros(STEPS, BATCH, outputs);
    gradOut = Tensor.zeros(STEPS, BATCH, outputs);
    gradInput = Tensor.zeros(STEPS, BATCH, INPUTS);
    fill(weight, random);
    fill(gradOut.rows(), random);
  }

  private static void fill(float[][] rows, Stream random) {
    for (float[] row : rows) {
      for (int j = 0; j < row.length; j++) {
        row[j] = random.nextFloat() - 0.5f;
      }
    }
  }

  /** Ends the threads. */
  @TearDown(Level.Trial)
  public void tearDown() {
    parallel.close();
  }

  /** {@code out = W^T x + b}. */
  @Benchmark
  public Tensor forward() {
    Products.forward(input, weight, bias, out, parallel);
    return out;
  }

  /** {@code gradW += x gradOut^T}, with the events by unit made anew as for every batch. */
  @Benchmark
  public float[][] gradWeight() {
    Products.gradWeight(
        new Spikes(STEPS, BATCH, INPUTS, input.raw().offsets(), input.raw().units(), null),
        gradOut,
        gradWeight,
        parallel);
    return gradWeight;
  }

  /** {@code gradX = W gradOut}. */
  @Benchmark
  public Tensor gradInput() {
    Products.gradInput(gradOut, weight, gradInput, parallel);
    return gradInput;
  }
}

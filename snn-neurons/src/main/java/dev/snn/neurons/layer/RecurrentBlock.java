package dev.snn.neurons.layer;

import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.State;
import dev.snn.api.neuron.Tape;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.tensor.Arena;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import dev.snn.kernels.ConnectionProducts;
import dev.snn.kernels.Feedback;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Consecutive examples of a recurrent layer, over all steps: the neuron model one step after the
 * other, each with the spikes of the one before. Blocks know nothing of each other, so that a
 * thread takes one through all of time and threads wait for each other at the end only.
 */
final class RecurrentBlock {
  /** Examples of a block. Fewer would make products with the recurrent weights slow. */
  private static final int TOGETHER = 32;

  private final int from;
  private final int to;
  private final NeuronModel neuron;
  private final List<Signal> outputs = new ArrayList<>();
  private final List<Tensor> membranes = new ArrayList<>();
  private final List<Tape> tapes = new ArrayList<>();
  private State last;

  private RecurrentBlock(int from, int to, NeuronModel neuron) {
    this.from = from;
    this.to = to;
    this.neuron = neuron;
  }

  /**
   * The blocks of a batch. Neurons that learn add to gradients of all examples in the order of the
   * steps: they are one block, whose steps are parallel.
   */
  static List<RecurrentBlock> of(int batch, NeuronModel neuron) {
    if (!neuron.parameters().isEmpty() || batch <= TOGETHER) {
      return List.of(new RecurrentBlock(0, batch, neuron));
    }
    List<RecurrentBlock> blocks = new ArrayList<>();
    for (int from = 0; from < batch; from += TOGETHER) {
      blocks.add(new RecurrentBlock(from, Math.min(batch, from + TOGETHER), neuron));
    }
    return blocks;
  }

  /** Does work with each block and its pass; a single block has the threads to itself. */
  static void each(List<RecurrentBlock> blocks, Pass pass, BiConsumer<RecurrentBlock, Pass> work) {
    if (blocks.size() == 1) {
      work.accept(blocks.get(0), pass);
      return;
    }
    pass.parallel()
        .forEach(blocks.size(), k -> work.accept(blocks.get(k), blocks.get(k).part(pass)));
  }

  /** The pass of this block's examples, on one thread. */
  private Pass part(Pass pass) {
    long[] ids = new long[to - from];
    for (int b = from; b < to; b++) {
      ids[b - from] = pass.ids() == null ? b : pass.ids()[b];
    }
    Arena arena = new Shared(pass.arena());
    return new Pass(
        pass.training(),
        pass.spiking(),
        Parallel.SEQUENTIAL,
        arena,
        pass.key(),
        ids,
        pass.firstStep());
  }

  /** An arena that several threads may ask. */
  private record Shared(Arena arena) implements Arena {
    @Override
    public Tensor tensor(int steps, int batch, int size) {
      synchronized (arena) {
        return arena.tensor(steps, batch, size);
      }
    }

    @Override
    public void reset() {
      arena.reset();
    }
  }

  private static Pass at(Pass pass, int t) {
    return pass.startingAt(pass.firstStep() + t);
  }

  /** This block's rows of a step. */
  private Tensor rows(Tensor all, int t) {
    int first = t * all.batch();
    return new Tensor(
        1, to - from, all.size(), Arrays.copyOfRange(all.rows(), first + from, first + to));
  }

  /** This block's examples of a state. */
  private State part(State all) {
    float[][][] values = new float[all.values().length][][];
    for (int k = 0; k < values.length; k++) {
      values[k] = Arrays.copyOfRange(all.values()[k], from, to);
    }
    return new State(all.names(), values);
  }

  /**
   * Runs all steps.
   *
   * @param current of the input, of all examples; what comes back is added to it
   * @param before the output before the first step, of all examples
   */
  void forward(
      Tensor current, Signal before, ConnectionProducts.Steps recurrent, State initial, Pass pass) {
    Tensor first = rows(before.toTensor(), 0);
    Signal output = before instanceof Spikes ? Spikes.of(first) : first;
    last = part(initial);
    Tensor fed = Tensor.zeros(1, to - from, current.size());
    for (int t = 0; t < current.steps(); t++) {
      Tensor now = rows(current, t);
      recurrent.forward(output, fed, pass.parallel());
      add(now, fed);
      NeuronModel.Forward step = neuron.forward(now, last, at(pass, t));
      output = step.output();
      last = step.last();
      outputs.add(output);
      membranes.add(step.membrane());
      tapes.add(step.tape());
    }
  }

  private static void add(Tensor to, Tensor more) {
    for (int b = 0; b < to.batch(); b++) {
      float[] row = to.row(0, b);
      float[] other = more.row(0, b);
      for (int n = 0; n < row.length; n++) {
        row[n] += other[n];
      }
    }
  }

  /**
   * Back through all steps.
   *
   * @param gradOutput of all examples, or null
   * @param gradMembrane of all examples, or null
   * @param feedback null where the outputs are fixed
   * @param gradCurrent gets this block's rows
   */
  void backward(
      Tensor gradOutput, Tensor gradMembrane, Feedback feedback, Tensor gradCurrent, Pass pass) {
    int size = gradCurrent.size();
    Feedback.Task back = feedback == null ? null : feedback.begin(to - from);
    Tensor next = null;
    State later = null;
    for (int t = gradCurrent.steps() - 1; t >= 0; t--) {
      Tensor out = gradOutput == null ? Tensor.zeros(1, to - from, size) : rows(gradOutput, t);
      if (next != null && back != null) {
        back.add(next, out);
      }
      Tensor membrane = gradMembrane == null ? null : rows(gradMembrane, t);
      NeuronModel.Backward step = neuron.backward(tapes.get(t), out, membrane, later, at(pass, t));
      next = step.gradCurrent();
      later = step.gradInitial();
      System.arraycopy(
          next.rows(), 0, gradCurrent.rows(), t * gradCurrent.batch() + from, to - from);
    }
  }

  /** The firing probability of all steps, into this block's rows. */
  void probability(float[][] all, int batch, Pass pass) {
    for (int t = 0; t < tapes.size(); t++) {
      float[][] rows = neuron.probability(tapes.get(t), at(pass, t)).rows();
      System.arraycopy(rows, 0, all, t * batch + from, to - from);
    }
  }

  /** The membranes of all steps, into this block's rows. */
  void membranes(float[][] all, int batch) {
    for (int t = 0; t < membranes.size(); t++) {
      System.arraycopy(membranes.get(t).rows(), 0, all, t * batch + from, to - from);
    }
  }

  /** The state after the last step, with the blocks before and behind it. */
  static State last(List<RecurrentBlock> blocks, int batch) {
    State first = blocks.get(0).last;
    float[][][] values = new float[first.values().length][batch][];
    for (RecurrentBlock block : blocks) {
      for (int k = 0; k < values.length; k++) {
        System.arraycopy(block.last.values()[k], 0, values[k], block.from, block.to - block.from);
      }
    }
    return new State(first.names(), values);
  }

  /** The output of all steps; of at least one. */
  static Signal output(List<RecurrentBlock> blocks, int steps, int batch, int size) {
    List<Signal> parts = new ArrayList<>();
    for (int t = 0; t < steps; t++) {
      for (RecurrentBlock block : blocks) {
        parts.add(block.outputs.get(t));
      }
    }
    return RowsInOrder.of(parts, steps, batch, size);
  }
}

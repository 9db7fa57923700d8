package dev.snn.testkit;

import static dev.snn.testkit.ContractViolation.require;

import dev.snn.api.layer.BlockPlugin;
import dev.snn.api.layer.Layer;
import dev.snn.api.layer.Parameter;
import dev.snn.api.layer.Synapses;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.State;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.tensor.Shape;
import dev.snn.api.tensor.Spikes;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Layers: what they declare; as neurons, and the same result for events, dense rows and held
 * currents.
 */
final class LayerChecks {
  private static final int OUT = 5;

  private final Subject subject;

  private LayerChecks(Subject subject) {
    this.subject = subject.with("size", OUT);
  }

  static List<ContractCheck> of(Subject subject) {
    if (subject.plugin() instanceof BlockPlugin<?> block) {
      return BlockChecks.of(block, subject.config());
    }
    LayerChecks c = new LayerChecks(subject);
    LayerIndependence independence = new LayerIndependence(c.subject);
    return List.of(
        new ContractCheck("declares", c::declares),
        new ContractCheck("shapes and range of the output", c::shapes),
        new ContractCheck("gradients", c::gradients),
        new ContractCheck("events, dense rows and held currents agree", c::kernels),
        new ContractCheck("time split", independence::timeSplit),
        new ContractCheck("batch independence", independence::batchIndependence),
        new ContractCheck("thread independence", c::threads),
        new ContractCheck("purity", independence::purity),
        new ContractCheck("parameters are all there is to keep", independence::parameters),
        new ContractCheck("determinism", c::determinism),
        new ContractCheck("synapses", c::synapses),
        new ContractCheck("edge sizes", c::edges),
        new ContractCheck("NaN is not hidden", independence::nan),
        new ContractCheck("undefined arena memory", c::arena),
        new ContractCheck("random draws", c::draws));
  }

  private LayerRig rig() {
    return new LayerRig(layer());
  }

  private Layer layer() {
    return LayerShapes.make(subject);
  }

  private String declares() {
    return layer().capabilities().toString();
  }

  private String synapses() {
    Layer layer = rig().layer();
    if (layer.synapses().isEmpty()) {
      return "not told";
    }
    for (Synapses synapses : layer.synapses().get()) {
      String name = synapses.weight().name();
      int lines =
          synapses.source() == Synapses.Source.INPUT ? layer.inputSize() : layer.outputSize();
      require(
          layer.parameters().stream().anyMatch(p -> p.value() == synapses.weight().value()),
          "the synapses '%s' are no parameter of the layer",
          name);
      require(
          synapses.lines() == lines,
          "the synapses '%s' have %d lines, not %d",
          name,
          synapses.lines(),
          lines);
    }
    return layer.synapses().get().size() + " groups";
  }

  private String shapes() {
    LayerRig rig = rig();
    Layer layer = rig.layer();
    Shape given = LayerShapes.shape(subject);
    require(
        layer.inputSize() == given.size(),
        "inputSize() is %d, not %d",
        layer.inputSize(),
        given.size());
    size("input", layer.inputShape(), layer.inputSize());
    size("output", layer.outputShape(), layer.outputSize());
    Layer.Forward hard = rig.forward(rig.spikes(7, 3), Pass.hard());
    for (Pass pass : rig.passes()) {
      LayerOutputs.check(layer, rig.forward(rig.spikes(7, 3), pass), pass);
    }
    Set<String> names = new HashSet<>();
    for (Parameter p : layer.parameters()) {
      require(names.add(p.name()), "two parameters are named %s", p.name());
    }
    return hard.readout().output() instanceof Spikes out
        ? String.format(Locale.ROOT, "%.0f %% of the steps spike", 100 * out.density())
        : "values";
  }

  private static void size(String what, Shape shape, int size) {
    require(shape.size() == size, "%sShape() is %s, but %sSize() is %d", what, shape, what, size);
  }

  private String gradients() {
    Subject attached = subject.attached();
    LayerRig rig = new LayerRig(LayerShapes.make(attached));
    return rig.can().gradient() ? rig.checkGradients() : rig.checkRefusals();
  }

  private String kernels() {
    return rig().checkKernels();
  }

  private String threads() {
    LayerRig rig = rig();
    Spikes input = rig.spikes(6, 2 * Parallel.BLOCK + 3);
    for (Pass pass : rig.passes()) {
      for (boolean dense : new boolean[] {false, true}) {
        Snapshot one = rig.run(dense ? input.toTensor() : input, pass);
        for (int threads : new int[] {2, 3}) {
          try (Parallel pool = Parallel.pool(threads)) {
            rig.run(dense ? input.toTensor() : input, pass.on(pool))
                .requireSame(one, threads + " threads against 1, " + pass.spiking());
          }
        }
        rig.run(dense ? input.toTensor() : input, pass.on(new Backwards()))
            .requireSame(one, "blocks in reverse order, " + pass.spiking());
      }
    }
    return "bit for bit";
  }

  private String determinism() {
    LayerRig a = rig();
    Layer b = layer();
    Layer c = layer();
    new Snapshot()
        .putValues(b.parameters())
        .requireSame(new Snapshot().putValues(c.parameters()), "two layers of one seed");
    Spikes input = a.spikes(6, 3);
    a.run(input, Pass.hard()).requireSame(rig().run(input, Pass.hard()), "two layers, one pass");
    return "bit for bit";
  }

  private String edges() {
    LayerRig rig = rig();
    Layer one = LayerShapes.narrowest(subject);
    StringBuilder sizes = new StringBuilder();
    for (int[] s : new int[][] {{0, 2, 0}, {1, 1, 0}, {3, 0, 0}, {1, 1, 1}, {4, 3, 1}}) {
      LayerRig small = s[2] == 0 ? rig : new LayerRig(one);
      int in = small.layer().inputSize();
      for (Pass pass : rig.passes()) {
        Snapshot run = small.run(small.spikes(s[0], s[1]), pass);
        NeuronChecks.shape("output", run.get("output"), s[0], s[1], small.layer().outputSize());
        if (small.can().gradient()) {
          NeuronChecks.shape("input's gradient", run.get("gradient of the input"), s[0], s[1], in);
        }
      }
      sizes.append(" ").append(s[0]).append("x").append(s[1]).append("x").append(in);
    }
    for (Parameter p : rig.layer().parameters()) {
      require(!DecoderRig.hasNan(p.value()), "an empty batch leaves NaN in %s", p.name());
    }
    State start = rig.layer().initialState(2);
    Layer.Forward none = rig.layer().forward(rig.spikes(0, 2), start, Pass.hard());
    new Snapshot()
        .put("state", none.last())
        .requireSame(new Snapshot().put("state", start), "after zero steps, last against initial");
    return "[T x B x In] of" + sizes;
  }

  private String arena() {
    LayerRig rig = rig();
    Spikes input = rig.spikes(6, 3);
    for (Pass pass : rig.passes()) {
      Pass poisoned =
          new Pass(true, pass.spiking(), pass.parallel(), new PoisonedArena(), 0, null, 0);
      rig.run(input, poisoned)
          .requireSame(
              rig.run(input, pass),
              "an arena full of NaN against zeros (write before reading), " + pass.spiking());
    }
    return "bit for bit";
  }

  private String draws() {
    return Draws.check(rig());
  }
}

package dev.snn.testkit;

import static dev.snn.testkit.ContractViolation.require;

import dev.snn.api.layer.Layer;
import dev.snn.api.layer.Parameter;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.layer.Synapses;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.State;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Layers: as neurons, and the same result for events, dense rows and held currents. */
final class LayerChecks {
  private static final int IN = 7;
  private static final int OUT = 5;

  private final Subject subject;

  private LayerChecks(Subject subject) {
    this.subject = subject.with("size", OUT);
  }

  static List<ContractCheck> of(Subject subject) {
    LayerChecks c = new LayerChecks(subject);
    return List.of(
        new ContractCheck("shapes and range of the output", c::shapes),
        new ContractCheck("gradients", c::gradients),
        new ContractCheck("events, dense rows and held currents agree", c::kernels),
        new ContractCheck("time split", c::timeSplit),
        new ContractCheck("batch independence", c::batchIndependence),
        new ContractCheck("thread independence", c::threads),
        new ContractCheck("purity", c::purity),
        new ContractCheck("determinism", c::determinism),
        new ContractCheck("synapses", c::synapses),
        new ContractCheck("edge sizes", c::edges),
        new ContractCheck("NaN is not hidden", c::nan),
        new ContractCheck("undefined arena memory", c::arena),
        new ContractCheck("random draws", c::draws));
  }

  private LayerRig rig(int in) {
    return new LayerRig(subject.create(Layer.class, subject.context(in)));
  }

  private String synapses() {
    Layer layer = rig(IN).layer();
    if (layer.synapses().isEmpty()) {
      return "not told";
    }
    for (Synapses synapses : layer.synapses().get()) {
      String name = synapses.weight().name();
      int lines = synapses.source() == Synapses.Source.INPUT ? IN : layer.outputSize();
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
    LayerRig rig = rig(IN);
    Layer layer = rig.layer();
    require(layer.inputSize() == IN, "inputSize() is %d, not %d", layer.inputSize(), IN);
    int n = layer.outputSize();
    Layer.Forward hard = rig.forward(rig.spikes(7, 3), Pass.hard());
    require(
        hard.readout().output() instanceof Spikes,
        "the output of a HARD pass is a %s, not Spikes",
        hard.readout().output().getClass().getSimpleName());
    for (float[] row : hard.readout().output().toTensor().rows()) {
      for (float s : row) {
        require(s == 0 || s == 1, "a HARD pass puts out %s, not 0 or 1", s);
      }
    }
    Layer.Forward smooth = rig.forward(rig.spikes(7, 3), Pass.smooth());
    for (Layer.Forward f : List.of(hard, smooth)) {
      NeuronChecks.shape("output", f.readout().output().toTensor(), 7, 3, n);
      NeuronChecks.shape("membrane", f.readout().membrane(), 7, 3, n);
      NeuronChecks.shape("probability", f.readout().probability(), 7, 3, n);
      NeuronChecks.range("probability", f.readout().probability());
    }
    NeuronChecks.range("output of a SMOOTH pass", smooth.readout().output().toTensor());
    Set<String> names = new HashSet<>();
    for (Parameter p : layer.parameters()) {
      require(names.add(p.name()), "two parameters are named %s", p.name());
    }
    Spikes out = (Spikes) hard.readout().output();
    return String.format(Locale.ROOT, "%.0f %% of the steps spike", 100 * out.density());
  }

  private String gradients() {
    Subject attached = subject.attached();
    return new LayerRig(attached.create(Layer.class, attached.context(IN))).checkGradients();
  }

  private String kernels() {
    return rig(IN).checkKernels();
  }

  private String timeSplit() {
    LayerRig rig = rig(IN);
    Layer layer = rig.layer();
    Spikes input = rig.spikes(8, 3);
    for (Pass pass : List.of(Pass.hard(), Pass.smooth())) {
      Layer.Forward whole = rig.forward(input, pass);
      for (int k : new int[] {0, 1, 3, 8}) {
        Layer.Forward first = rig.forward(input.timeRange(0, k), pass);
        Layer.Forward second =
            layer.forward(input.timeRange(k, 8), first.last(), pass.startingAt(k));
        split(whole, first, second, k, pass);
      }
    }
    return "bit for bit";
  }

  private static void split(
      Layer.Forward whole, Layer.Forward first, Layer.Forward second, int k, Pass pass) {
    Tensor out = whole.readout().output().toTensor();
    Tensor membrane = whole.readout().membrane();
    int steps = out.steps();
    new Snapshot()
        .put("output before the split", out.timeRange(0, k))
        .put("output after the split", out.timeRange(k, steps))
        .put("membrane before the split", membrane.timeRange(0, k))
        .put("membrane after the split", membrane.timeRange(k, steps))
        .put("last state", whole.last())
        .requireSame(
            new Snapshot()
                .put("output before the split", first.readout().output())
                .put("output after the split", second.readout().output())
                .put("membrane before the split", first.readout().membrane())
                .put("membrane after the split", second.readout().membrane())
                .put("last state", second.last()),
            "[0, %d) against [0, %d) then [%d, %d), %s"
                .formatted(steps, k, k, steps, pass.spiking()));
  }

  private String batchIndependence() {
    LayerRig rig = rig(IN);
    int batch = 5;
    Spikes input = rig.spikes(6, batch);
    for (Pass pass : List.of(Pass.hard(), Pass.smooth())) {
      Snapshot all = rig.run(input, pass.forIds(11, 12, 13, 14, 15));
      for (int b = 0; b < batch; b++) {
        Spikes row = Spikes.of(NeuronRig.row(input.toTensor(), b));
        State start = rig.layer().initialState(1);
        Snapshot alone = rig.run(row, start, pass.forIds(11 + b), b);
        all.example(b)
            .requireSame(
                alone.example(0),
                "example %d in a batch of %d against alone, %s"
                    .formatted(b, batch, pass.spiking()));
      }
    }
    return "bit for bit";
  }

  private String threads() {
    LayerRig rig = rig(IN);
    Spikes input = rig.spikes(6, 2 * Parallel.BLOCK + 3);
    for (Pass pass : List.of(Pass.hard(), Pass.smooth())) {
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

  private String purity() {
    LayerRig rig = rig(IN);
    Tensor input = rig.spikes(6, 3).toTensor();
    State start = rig.layer().initialState(3);
    List<Parameter> parameters = rig.layer().parameters();
    for (Pass pass : List.of(Pass.hard(), Pass.smooth())) {
      Snapshot before =
          new Snapshot().put("input", input).put("initial state", start).putValues(parameters);
      Snapshot first = rig.run(input, start, pass, 0);
      new Snapshot()
          .put("input", input)
          .put("initial state", start)
          .putValues(parameters)
          .requireSame(before, "a pass modified its input or a parameter");
      rig.run(rig.spikes(4, 2), pass);
      rig.run(input, start, pass, 0)
          .requireSame(first, "the same pass again, after another batch: the layer holds state");
    }
    return "inputs unchanged, second call the same";
  }

  private String determinism() {
    LayerRig a = rig(IN);
    Layer b = subject.create(Layer.class, subject.context(IN));
    Layer c = subject.create(Layer.class, subject.context(IN));
    new Snapshot()
        .putValues(b.parameters())
        .requireSame(new Snapshot().putValues(c.parameters()), "two layers of one seed");
    Spikes input = a.spikes(6, 3);
    a.run(input, Pass.hard()).requireSame(rig(IN).run(input, Pass.hard()), "two layers, one pass");
    return "bit for bit";
  }

  private String edges() {
    LayerRig rig = rig(IN);
    StringBuilder sizes = new StringBuilder();
    for (int[] s : new int[][] {{0, 2, IN}, {1, 1, IN}, {3, 0, IN}, {1, 1, 1}, {4, 3, 1}}) {
      LayerRig small = s[2] == IN ? rig : rig(s[2]);
      for (Pass pass : List.of(Pass.hard(), Pass.smooth())) {
        Snapshot run = small.run(small.spikes(s[0], s[1]), pass);
        NeuronChecks.shape("membrane", run.get("membrane"), s[0], s[1], small.layer().outputSize());
        NeuronChecks.shape("input's gradient", run.get("gradient of the input"), s[0], s[1], s[2]);
      }
      sizes.append(" ").append(s[0]).append("x").append(s[1]).append("x").append(s[2]);
    }
    State start = rig.layer().initialState(2);
    Layer.Forward none = rig.layer().forward(rig.spikes(0, 2), start, Pass.hard());
    new Snapshot()
        .put("state", none.last())
        .requireSame(new Snapshot().put("state", start), "after zero steps, last against initial");
    return "[T x B x In] of" + sizes;
  }

  private String nan() {
    LayerRig rig = rig(IN);
    Tensor clean = rig.spikes(6, 3).toTensor();
    Tensor broken = clean.copy();
    broken.row(1, 1)[2] = Float.NaN;
    for (Pass pass : List.of(Pass.hard(), Pass.smooth())) {
      Snapshot run = rig.run(broken, pass);
      requireNan(run, "membrane", "a NaN input of example 1", pass);
      run.example(0)
          .requireSame(rig.run(clean, pass).example(0), "a NaN in another example spreads");
      for (int which = 0; which < 3; which++) {
        Tensor bad = Tensor.zeros(6, 3, rig.layer().outputSize());
        bad.row(5, 1)[1] = Float.NaN;
        Layer.Forward forward = rig.forward(clean, pass);
        ReadoutGradient gradient =
            new ReadoutGradient(
                which == 0 ? bad : null, which == 1 ? bad : null, which == 2 ? bad : null);
        Tensor back = rig.layer().backward(forward.tape(), gradient, true, pass);
        String[] names = {"output", "membrane", "probability"};
        requireNan(
            new Snapshot().put("gradient of the input", back),
            "gradient of the input",
            "a NaN gradient of the " + names[which] + " of example 1",
            pass);
      }
    }
    return "NaN shows in membrane and gradients";
  }

  private static void requireNan(Snapshot run, String name, String what, Pass pass) {
    for (float[] row : run.example(1).get(name).rows()) {
      for (float x : row) {
        if (Float.isNaN(x)) {
          return;
        }
      }
    }
    throw new ContractViolation(
        "%s leaves no NaN in the %s of that example (%s)".formatted(what, name, pass.spiking()));
  }

  private String arena() {
    LayerRig rig = rig(IN);
    Spikes input = rig.spikes(6, 3);
    for (Pass pass : List.of(Pass.hard(), Pass.smooth())) {
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
    return Draws.check(rig(IN));
  }
}

package dev.snn.testkit;

import static dev.snn.testkit.ContractViolation.require;

import dev.snn.api.layer.Layer;
import dev.snn.api.layer.Parameter;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.State;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What one result of a layer has to do with another: of other steps, other examples, other passes.
 * Of a layer with statistics over the batch this holds in evaluation passes only, and training
 * passes must need it.
 */
final class LayerIndependence {
  private static final int BATCH = 5;

  private final Subject subject;

  LayerIndependence(Subject subject) {
    this.subject = subject;
  }

  private LayerRig rig() {
    return new LayerRig(LayerShapes.make(subject));
  }

  String timeSplit() {
    LayerRig rig = rig();
    Layer layer = rig.layer();
    Spikes input = rig.spikes(8, 3);
    for (Pass pass : rig.purePasses()) {
      Layer.Forward whole = rig.forward(input, pass);
      for (int k : new int[] {0, 1, 3, 8}) {
        Layer.Forward first = rig.forward(input.timeRange(0, k), pass);
        Layer.Forward second =
            layer.forward(input.timeRange(k, 8), first.last(), pass.startingAt(k));
        split(rig, whole, first, second, k, pass);
      }
    }
    return "bit for bit" + when(rig);
  }

  private static String when(LayerRig rig) {
    return rig.can().batchStatistics() ? " in evaluation passes" : "";
  }

  private static void split(
      LayerRig rig,
      Layer.Forward whole,
      Layer.Forward first,
      Layer.Forward second,
      int k,
      Pass pass) {
    Tensor out = whole.readout().output().toTensor();
    int steps = out.steps();
    Snapshot one =
        new Snapshot()
            .put("output before the split", out.timeRange(0, k))
            .put("output after the split", out.timeRange(k, steps))
            .put("last state", whole.last());
    Snapshot two =
        new Snapshot()
            .put("output before the split", first.readout().output())
            .put("output after the split", second.readout().output())
            .put("last state", second.last());
    if (rig.can().membrane()) {
      Tensor membrane = whole.readout().membrane();
      one.put("membrane before the split", membrane.timeRange(0, k))
          .put("membrane after the split", membrane.timeRange(k, steps));
      two.put("membrane before the split", first.readout().membrane())
          .put("membrane after the split", second.readout().membrane());
    }
    one.requireSame(
        two,
        "[0, %d) against [0, %d) then [%d, %d), %s".formatted(steps, k, k, steps, pass.spiking()));
  }

  String batchIndependence() {
    LayerRig rig = rig();
    Spikes input = rig.spikes(6, BATCH);
    for (Pass pass : rig.purePasses()) {
      Pass whole = pass.forIds(11, 12, 13, 14, 15);
      Snapshot all = rig.runPurely(input, rig.layer().initialState(BATCH), whole, 0);
      for (int b = 0; b < BATCH; b++) {
        all.example(b)
            .requireSame(
                alone(rig, input, b, pass),
                "example %d in a batch of %d against alone, %s"
                    .formatted(b, BATCH, pass.spiking()));
      }
    }
    if (rig.can().batchStatistics()) {
      requireStatistics(rig, input);
    }
    return "bit for bit" + when(rig);
  }

  private static Snapshot alone(LayerRig rig, Spikes input, int b, Pass pass) {
    Spikes row = Spikes.of(NeuronRig.row(input.toTensor(), b));
    State start = rig.layer().initialState(1);
    return rig.runPurely(row, start, pass.forIds(11 + b), b).example(0);
  }

  /** A layer that does not need the exemption has no claim to it. */
  private static void requireStatistics(LayerRig rig, Spikes input) {
    Pass pass = Pass.smooth().forIds(11, 12, 13, 14, 15);
    Snapshot all = rig.runPurely(input, rig.layer().initialState(BATCH), pass, 0);
    for (int b = 0; b < BATCH; b++) {
      try {
        all.example(b).requireSame(alone(rig, input, b, Pass.smooth()), "training");
      } catch (ContractViolation differs) {
        return;
      }
    }
    throw new ContractViolation(
        "declares batch statistics, but in training passes too no example depends on its batch");
  }

  String purity() {
    LayerRig rig = rig();
    Tensor input = rig.spikes(6, 3).toTensor();
    State start = rig.layer().initialState(3);
    List<Parameter> parameters = rig.layer().parameters();
    List<Pass> passes = new ArrayList<>(rig.purePasses());
    passes.add(Pass.hard().forEvaluation());
    for (Pass pass : passes) {
      Snapshot before =
          new Snapshot().put("input", input).put("initial state", start).putValues(parameters);
      Snapshot first = rig.runPurely(input, start, pass, 0);
      new Snapshot()
          .put("input", input)
          .put("initial state", start)
          .putValues(parameters)
          .requireSame(before, modified(pass));
      rig.runPurely(rig.spikes(4, 2), rig.layer().initialState(2), pass, 0);
      rig.runPurely(input, start, pass, 0)
          .requireSame(first, "the same pass again, after another batch: the layer holds state");
    }
    if (rig.can().batchStatistics()) {
      trainableValuesStay(rig, input, start);
    }
    return "inputs unchanged, second call the same" + when(rig);
  }

  private static String modified(Pass pass) {
    return (pass.training() ? "a pass" : "an evaluation pass")
        + " modified its input or a parameter";
  }

  private static void trainableValuesStay(LayerRig rig, Tensor input, State start) {
    List<Parameter> trainable =
        rig.layer().parameters().stream().filter(Parameter::trainable).toList();
    Snapshot before = new Snapshot().put("input", input).putValues(trainable);
    rig.run(input, start, Pass.hard(), 0);
    new Snapshot()
        .put("input", input)
        .putValues(trainable)
        .requireSame(before, "a training pass modified its input or a trainable parameter");
  }

  /** A layer with the parameters of one that has seen training passes evaluates as that one. */
  String parameters() {
    LayerRig rig = rig();
    Layer trained = rig.layer();
    for (int k = 0; k < 3; k++) {
      rig.run(rig.spikes(6, 2 + k), Pass.hard().withKey(k));
    }
    Layer restored = LayerShapes.make(subject);
    List<Parameter> from = trained.parameters();
    List<Parameter> to = restored.parameters();
    require(from.size() == to.size(), "a training pass changes the number of parameters");
    for (int p = 0; p < from.size(); p++) {
      for (int r = 0; r < from.get(p).value().length; r++) {
        float[] row = from.get(p).value()[r];
        System.arraycopy(row, 0, to.get(p).value()[r], 0, row.length);
      }
    }
    Spikes input = rig.spikes(6, 3);
    State start = trained.initialState(3);
    Pass pass = Pass.hard().forEvaluation();
    rig.put(new Snapshot(), trained.forward(input, start, pass).readout())
        .requireSame(
            rig.put(new Snapshot(), restored.forward(input, start, pass).readout()),
            "after training passes, against a new layer with the same parameters: what is kept"
                + " between passes must be a parameter");
    return from.size() + " parameters";
  }

  String nan() {
    LayerRig rig = rig();
    Tensor clean = rig.spikes(6, 3).toTensor();
    Tensor broken = clean.copy();
    broken.row(1, 1)[2] = Float.NaN;
    for (Pass pass : quiet(rig)) {
      Snapshot run = rig.runPurely(broken, rig.layer().initialState(3), pass, 0);
      if (rig.can().membrane()) {
        requireNan(run, "membrane", "a NaN input of example 1", pass);
      } else if (!pass.isHard()) {
        requireNan(run, "output", "a NaN input of example 1", pass);
      }
      Snapshot other = rig.runPurely(clean, rig.layer().initialState(3), pass, 0);
      run.example(0).requireSame(other.example(0), "a NaN in another example spreads");
      if (rig.can().gradient()) {
        gradients(rig, clean, rig.can().batchStatistics() ? Pass.smooth() : pass);
      }
    }
    return "NaN shows in results and gradients";
  }

  /** Pure passes that drop nothing. */
  private static List<Pass> quiet(LayerRig rig) {
    return rig.can().trainingNoise()
        ? rig.purePasses().stream().map(Pass::forEvaluation).toList()
        : rig.purePasses();
  }

  private static void gradients(LayerRig rig, Tensor clean, Pass pass) {
    boolean[] there = {true, rig.can().membrane(), rig.can().probability()};
    String[] names = {"output", "membrane", "probability"};
    for (int which = 0; which < names.length; which++) {
      if (!there[which]) {
        continue;
      }
      Tensor bad = Tensor.zeros(6, 3, rig.layer().outputSize());
      Arrays.fill(bad.row(5, 1), 1, 2, Float.NaN);
      Layer.Forward forward = rig.forward(clean, pass);
      ReadoutGradient gradient =
          new ReadoutGradient(
              which == 0 ? bad : null, which == 1 ? bad : null, which == 2 ? bad : null);
      Tensor back = rig.layer().backward(forward.tape(), gradient, true, pass);
      requireNan(
          new Snapshot().put("gradient of the input", back),
          "gradient of the input",
          "a NaN gradient of the " + names[which] + " of example 1",
          pass);
    }
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
}

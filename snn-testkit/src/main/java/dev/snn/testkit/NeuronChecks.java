package dev.snn.testkit;

import static dev.snn.testkit.ContractViolation.require;

import dev.snn.api.layer.Parameter;
import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.State;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Neurons: shapes, gradients, time split, batch and thread independence, purity, edges, NaN. */
final class NeuronChecks {
  private static final int N = 5;
  private static final String DETACHED =
      " (where the reset is detached on purpose, make that an option detachReset of the"
          + " configuration: it is off while gradients are checked)";

  private final Subject subject;

  private NeuronChecks(Subject subject) {
    this.subject = subject;
  }

  static List<ContractCheck> of(Subject subject) {
    NeuronChecks c = new NeuronChecks(subject);
    return List.of(
        new ContractCheck("shapes and range of the output", c::shapes),
        new ContractCheck("partial derivatives", c::partials),
        new ContractCheck("gradients", c::gradients),
        new ContractCheck("time split", c::timeSplit),
        new ContractCheck("batch independence", c::batchIndependence),
        new ContractCheck("thread independence", c::threads),
        new ContractCheck("purity", c::purity),
        new ContractCheck("determinism", c::determinism),
        new ContractCheck("edge sizes", c::edges),
        new ContractCheck("NaN is not hidden", c::nan),
        new ContractCheck("undefined arena memory", c::arena));
  }

  private NeuronRig rig(int size) {
    return new NeuronRig(subject.create(NeuronModel.class, subject.context(size)));
  }

  private String shapes() {
    NeuronRig rig = rig(N);
    require(rig.model().size() == N, "size() is %d for inputSize %d", rig.model().size(), N);
    Tensor current = rig.current(7, 3);
    NeuronModel.Forward hard = rig.forward(current, Pass.hard());
    NeuronModel.Forward smooth = rig.forward(current, Pass.smooth());
    if (rig.fires()) {
      firing(rig, hard, smooth);
    }
    shape("output", smooth.output().toTensor(), 7, 3, N);
    shape("output", hard.output().toTensor(), 7, 3, N);
    shape("membrane", hard.membrane(), 7, 3, N);
    State initial = rig.model().initialState(3);
    require(
        initial.names().equals(hard.last().names()),
        "the initial state has %s, the last %s",
        initial.names(),
        hard.last().names());
    return hard.output() instanceof Spikes s
        ? String.format(
            Locale.ROOT,
            rig.fires() ? "%.0f %% of the steps spike" : "%.0f %% of the steps send a value",
            100 * s.density())
        : "values";
  }

  private static void firing(NeuronRig rig, NeuronModel.Forward hard, NeuronModel.Forward smooth) {
    require(
        hard.output() instanceof Spikes,
        "the output of a HARD pass is a %s, not Spikes",
        hard.output().getClass().getSimpleName());
    for (float[] row : hard.output().toTensor().rows()) {
      for (float s : row) {
        require(s == 0 || s == 1, "a HARD pass puts out %s, not 0 or 1", s);
      }
    }
    range("output of a SMOOTH pass", smooth.output().toTensor());
    probability(rig.model().probability(hard.tape(), Pass.hard()));
    probability(rig.model().probability(smooth.tape(), Pass.smooth()));
  }

  private static void probability(Tensor p) {
    shape("probability", p, 7, 3, N);
    range("probability", p);
  }

  static void shape(String name, Tensor x, int steps, int batch, int size) {
    require(
        x.steps() == steps && x.batch() == batch && x.size() == size,
        "the %s is [%d x %d x %d], not [%d x %d x %d]",
        name,
        x.steps(),
        x.batch(),
        x.size(),
        steps,
        batch,
        size);
  }

  static void range(String name, Tensor x) {
    for (float[] row : x.rows()) {
      for (int n = 0; n < x.size(); n++) {
        require(row[n] >= 0 && row[n] <= 1, "the %s has %s, not in [0, 1]", name, row[n]);
      }
    }
  }

  private String partials() {
    NeuronModel model = subject.create(NeuronModel.class, subject.context(N));
    return PartialDerivatives.equations(model)
        .map(charge -> new PartialDerivatives(charge, model.parameters()).check(rig(N)))
        .orElse("inside the model: the next line measures all at once");
  }

  private String gradients() {
    Subject attached = subject.attached();
    NeuronRig rig = new NeuronRig(attached.create(NeuronModel.class, attached.context(3)));
    try {
      return rig.checkGradients();
    } catch (ContractViolation e) {
      boolean option = PartBinder.value(subject.config(), "detachReset") != null;
      throw option ? e : new ContractViolation(e.getMessage() + DETACHED);
    }
  }

  private String timeSplit() {
    NeuronRig rig = rig(N);
    NeuronModel model = rig.model();
    Tensor current = rig.current(8, 3);
    State start = rig.start(3);
    for (int k : new int[] {1, 3, 8}) {
      Pass pass = Pass.hard();
      NeuronModel.Forward whole = model.forward(current, start, pass);
      NeuronModel.Forward first = model.forward(current.timeRange(0, k), start, pass);
      NeuronModel.Forward second =
          model.forward(current.timeRange(k, 8), first.last(), pass.startingAt(k));
      Signal out = whole.output();
      String when = "[0, 8) against [0, %d) then [%d, 8)".formatted(k, k);
      new Snapshot()
          .put("output before the split", out.timeRange(0, k))
          .put("output after the split", out.timeRange(k, 8))
          .put("membrane before the split", whole.membrane().timeRange(0, k))
          .put("membrane after the split", whole.membrane().timeRange(k, 8))
          .put("last state", whole.last())
          .requireSame(
              new Snapshot()
                  .put("output before the split", first.output())
                  .put("output after the split", second.output())
                  .put("membrane before the split", first.membrane())
                  .put("membrane after the split", second.membrane())
                  .put("last state", second.last()),
              when);
      rig.requireSplitGradients(whole, first, second, k, when);
    }
    return "bit for bit";
  }

  private String batchIndependence() {
    NeuronRig rig = rig(N);
    int batch = 5;
    Tensor current = rig.current(6, batch);
    State start = rig.start(batch);
    for (Pass pass : List.of(Pass.hard(), Pass.smooth())) {
      Snapshot all = rig.run(current, start, pass.forIds(11, 12, 13, 14, 15));
      for (int b = 0; b < batch; b++) {
        Snapshot alone =
            rig.run(NeuronRig.row(current, b), NeuronRig.row(start, b), pass.forIds(11 + b), b);
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
    NeuronRig rig = rig(N);
    int batch = 2 * Parallel.BLOCK + 3;
    Tensor current = rig.current(6, batch);
    State start = rig.start(batch);
    for (Pass pass : List.of(Pass.hard(), Pass.smooth())) {
      Snapshot one = rig.run(current, start, pass);
      for (int threads : new int[] {2, 3}) {
        try (Parallel pool = Parallel.pool(threads)) {
          rig.run(current, start, pass.on(pool))
              .requireSame(one, threads + " threads against 1, " + pass.spiking());
        }
      }
      rig.run(current, start, pass.on(new Backwards()))
          .requireSame(one, "blocks in reverse order, " + pass.spiking());
    }
    return "bit for bit";
  }

  private String purity() {
    NeuronRig rig = rig(N);
    Tensor current = rig.current(6, 3);
    State start = rig.start(3);
    for (Pass pass : List.of(Pass.hard(), Pass.smooth())) {
      Snapshot input = new Snapshot().put("current", current).put("initial state", start);
      Snapshot values = new Snapshot().putValues(rig.model().parameters());
      Snapshot first = rig.run(current, start, pass);
      new Snapshot()
          .put("current", current)
          .put("initial state", start)
          .requireSame(input, "a pass modified its input");
      new Snapshot()
          .putValues(rig.model().parameters())
          .requireSame(values, "a pass modified a parameter");
      rig.run(rig.current(4, 2), rig.start(2), pass);
      rig.run(current, start, pass)
          .requireSame(first, "the same pass again, after another batch: the model holds state");
    }
    rig.requireAdding(current, start);
    return "inputs unchanged, second call the same";
  }

  private String determinism() {
    NeuronRig a = rig(N);
    NeuronRig b = rig(N);
    Tensor current = a.current(6, 3);
    State start = a.start(3);
    a.run(current, start, Pass.hard())
        .requireSame(b.run(current, start, Pass.hard()), "two models of one seed");
    return "bit for bit";
  }

  private String edges() {
    NeuronRig rig = rig(N);
    State start = rig.start(2);
    NeuronModel.Forward none = rig.model().forward(Tensor.zeros(0, 2, N), start, Pass.hard());
    new Snapshot()
        .put("state", none.last())
        .requireSame(
            new Snapshot().put("state", start), "after zero steps, last against initial state");
    State last = Examples.like("last", start);
    NeuronModel.Backward back = rig.model().backward(none.tape(), null, null, last, Pass.hard());
    new Snapshot()
        .put("gradient of the state", back.gradInitial())
        .requireSame(
            new Snapshot().put("gradient of the state", last),
            "through zero steps, initial against last");
    List<String> sizes = new ArrayList<>();
    for (int[] s : new int[][] {{0, 2, N}, {1, 1, N}, {3, 0, N}, {1, 1, 1}, {4, 3, 1}}) {
      NeuronRig small = s[2] == N ? rig : rig(s[2]);
      for (Pass pass : List.of(Pass.hard(), Pass.smooth())) {
        Snapshot run =
            small.run(Examples.uniform("x", s[0], s[1], s[2], 0, 1), small.start(s[1]), pass);
        shape("membrane", run.get("membrane"), s[0], s[1], s[2]);
      }
      sizes.add(s[0] + " x " + s[1] + " x " + s[2]);
    }
    return "[T x B x N] of " + sizes;
  }

  private String nan() {
    NeuronRig rig = rig(N);
    Tensor current = rig.current(6, 3);
    Tensor broken = current.copy();
    broken.row(1, 1)[2] = Float.NaN;
    // Spikes cannot show it; values can, and their gradient may be the same for any current.
    String shown = rig.fires() ? "gradient of the current" : "output";
    for (Pass pass : List.of(Pass.hard(), Pass.smooth())) {
      State start = rig.start(3);
      Snapshot clean = rig.run(current, start, pass);
      Snapshot run = rig.run(broken, start, pass);
      rig.requireNan(run, "membrane", 1, "a NaN current of example 1, step 1", pass);
      rig.requireNan(run, shown, 1, "a NaN current of example 1", pass);
      run.example(0).requireSame(clean.example(0), "a NaN in another example changes example 0");
      for (int k = 0; k < start.values().length; k++) {
        State bad = start.copy();
        bad.values()[k][1][2] = Float.NaN;
        String what = "a NaN initial state " + start.names().get(k) + " of example 1";
        rig.requireNan(rig.run(current, bad, pass), shown, 1, what, pass);
      }
      rig.requireNanGradient(current, start, pass);
    }
    for (Parameter p : rig.model().parameters()) {
      float[] row = p.value()[0];
      float value = row[0];
      row[0] = Float.NaN;
      Snapshot run = rig.run(current, rig.start(3), Pass.hard());
      row[0] = value;
      rig.requireNan(run, "membrane", 1, "a NaN in parameter " + p.name(), Pass.hard());
    }
    return "NaN shows in membrane and gradients";
  }

  private String arena() {
    NeuronRig rig = rig(N);
    Tensor current = rig.current(6, 3);
    State start = rig.start(3);
    for (Pass pass : List.of(Pass.hard(), Pass.smooth())) {
      Pass poisoned =
          new Pass(true, pass.spiking(), pass.parallel(), new PoisonedArena(), 0, null, 0);
      rig.run(current, start, poisoned)
          .requireSame(
              rig.run(current, start, pass),
              "an arena full of NaN against zeros (write before reading), " + pass.spiking());
    }
    return "bit for bit";
  }
}

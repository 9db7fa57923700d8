package dev.snn.testkit;

import static dev.snn.testkit.ContractViolation.require;

import dev.snn.api.data.Samples;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.loss.Loss;
import dev.snn.api.loss.Outcome;
import dev.snn.api.neuron.Pass;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Losses: gradients of prediction and readout, inputs left alone, examples independent, NaN. */
final class LossChecks {
  private static final int N = 6;

  private final Subject subject;

  private LossChecks(Subject subject) {
    this.subject = subject;
  }

  static List<ContractCheck> of(Subject subject) {
    LossChecks c = new LossChecks(subject);
    return List.of(
        new ContractCheck("gradients", c::gradients),
        new ContractCheck("batch independence", c::batchIndependence),
        new ContractCheck("thread independence", c::threads),
        new ContractCheck("purity", c::purity),
        new ContractCheck("determinism", c::determinism),
        new ContractCheck("NaN is not hidden", c::nan),
        new ContractCheck("undefined arena memory", c::arena));
  }

  private Loss loss() {
    return subject.create(Loss.class, subject.context(N));
  }

  /** A batch of outcomes with their targets. */
  private record Case(Tensor prediction, Readouts readouts, Samples targets) {
    static Case of(TestContext context, int times, int batch) {
      int c = context.outputs();
      int[] labels = new int[batch];
      long[] ids = new long[batch];
      for (int b = 0; b < batch; b++) {
        labels[b] = (b * 2 + 1) % c;
        ids[b] = 100 + b;
      }
      float[][] targets = Examples.rows("targets", batch, c, 0.05, 0.95);
      return new Case(
          Examples.perExample("scores", times, batch, c, 0),
          Readouts.smooth(context.steps(), batch, N),
          new Samples(ids, Examples.rows("values", batch, 12, 0, 1), null, labels, targets));
    }

    Case example(int b) {
      Samples t = targets;
      return new Case(
          NeuronRig.row(prediction, b),
          readouts.example(b),
          new Samples(
              new long[] {t.ids()[b]},
              new float[][] {t.values()[b]},
              null,
              new int[] {t.labels()[b]},
              new float[][] {t.targets()[b]}));
    }

    Outcome outcome() {
      return new Outcome(prediction, readouts.readout());
    }

    Snapshot snapshot() {
      float[] labels = new float[targets.size()];
      for (int b = 0; b < labels.length; b++) {
        labels[b] = targets.labels()[b];
      }
      return readouts
          .snapshot()
          .put("prediction", prediction)
          .put("labels", labels)
          .putRows("values", targets.values())
          .putRows("targets", targets.targets());
    }
  }

  private List<Case> cases(int batch) {
    TestContext context = subject.context(N);
    return List.of(Case.of(context, 1, batch), Case.of(context, context.steps(), batch));
  }

  private static Snapshot run(Loss loss, Case c, Pass pass) {
    Loss.Value value = loss.evaluate(c.outcome(), c.targets(), pass);
    require(
        value.gradReadout() != null,
        "gradReadout is null; for no gradient give ReadoutGradient.NONE");
    require(
        value.perExample().length == c.targets().size(),
        "%d losses for %d examples",
        value.perExample().length,
        c.targets().size());
    Snapshot out =
        new Snapshot()
            .put("loss per example", value.perExample())
            .put("gradient of the prediction", value.gradPrediction())
            .put("gradient of the output", value.gradReadout().output())
            .put("gradient of the membrane", value.gradReadout().membrane())
            .put("gradient of the probability", value.gradReadout().probability());
    value.terms().forEach((name, x) -> out.put("term " + name, new float[] {x.floatValue()}));
    return out;
  }

  private String gradients() {
    Loss loss = loss();
    List<String> results = new ArrayList<>();
    for (Case c : cases(3)) {
      Pass pass = Pass.smooth();
      Loss.Value value = loss.evaluate(c.outcome(), c.targets(), pass);
      double largest = 0;
      for (float x : value.perExample()) {
        require(Float.isFinite(x), "the loss of an example is %s", x);
        largest = Math.max(largest, Math.abs(x));
      }
      double rounding = 1.2e-7 * largest;
      GradientReport report =
          new GradientReport(rounding, () -> loss.evaluate(c.outcome(), c.targets(), pass).mean());
      ReadoutGradient g = value.gradReadout();
      Object[][] parts = {
        {"the prediction", c.prediction(), value.gradPrediction()},
        {"the output", c.readouts().output(), g.output()},
        {"the membrane", c.readouts().membrane(), g.membrane()},
        {"the probability", c.readouts().probability(), g.probability()}
      };
      double scale = 0;
      for (Object[] part : parts) {
        Tensor claimed = (Tensor) part[2];
        scale +=
            report.check(
                (String) part[0],
                ((Tensor) part[1]).rows(),
                claimed == null ? null : claimed.rows(),
                8e-3);
      }
      require(scale > 0, "the loss depends on nothing");
      String times = c.prediction().steps() == 1 ? "decoded once" : "decoded at every step";
      results.add(times + ": " + report.text());
    }
    return String.join("; ", results);
  }

  private String batchIndependence() {
    Loss loss = loss();
    int batch = 4;
    for (Case c : cases(batch)) {
      Loss.Value all = loss.evaluate(c.outcome(), c.targets(), Pass.smooth());
      double[] terms = new double[all.terms().size()];
      for (int b = 0; b < batch; b++) {
        Loss.Value alone =
            loss.evaluate(c.example(b).outcome(), c.example(b).targets(), Pass.smooth());
        String when = "example %d in a batch of %d against alone".formatted(b, batch);
        scaled(all, batch).example(b).requireClose(scaled(alone, 1).example(0), when, 1e-5);
        float x = all.perExample()[b];
        float y = alone.perExample()[0];
        require(
            Math.abs(x - y) <= 1e-6 * Math.max(1, Math.abs(y)),
            "%s: the loss is %s and %s",
            when,
            x,
            y);
        int k = 0;
        for (Map.Entry<String, Double> term : all.terms().entrySet()) {
          terms[k++] += alone.terms().get(term.getKey()) / batch;
        }
      }
      int k = 0;
      for (Map.Entry<String, Double> term : all.terms().entrySet()) {
        require(
            Math.abs(term.getValue() - terms[k]) <= 1e-5 * Math.max(1, Math.abs(terms[k])),
            "term %s of a batch is %s, the mean over its examples %s",
            term.getKey(),
            term.getValue(),
            terms[k]);
        k++;
      }
    }
    return "losses, terms and gradients of an example do not depend on the others";
  }

  /** The gradients times the batch size: those of an example's own loss. */
  private static Snapshot scaled(Loss.Value value, int batch) {
    ReadoutGradient g = value.gradReadout();
    return new Snapshot()
        .put("gradient of the prediction", times(value.gradPrediction(), batch))
        .put("gradient of the output", times(g.output(), batch))
        .put("gradient of the membrane", times(g.membrane(), batch))
        .put("gradient of the probability", times(g.probability(), batch));
  }

  private static Tensor times(Tensor x, int factor) {
    if (x == null) {
      return null;
    }
    Tensor out = x.copy();
    for (float[] row : out.rows()) {
      for (int n = 0; n < row.length; n++) {
        row[n] *= factor;
      }
    }
    return out;
  }

  private String threads() {
    Loss loss = loss();
    for (Case c : cases(2 * Parallel.BLOCK + 3)) {
      Snapshot one = run(loss, c, Pass.hard());
      for (int threads : new int[] {2, 3}) {
        try (Parallel pool = Parallel.pool(threads)) {
          run(loss, c, Pass.hard().on(pool)).requireSame(one, threads + " threads against 1");
        }
      }
      run(loss, c, Pass.hard().on(new Backwards())).requireSame(one, "blocks in reverse order");
    }
    return "bit for bit";
  }

  private String purity() {
    Loss loss = loss();
    for (Case c : cases(3)) {
      Snapshot before = c.snapshot();
      Snapshot first = run(loss, c, Pass.hard());
      c.snapshot().requireSame(before, "the loss modified its input");
      run(loss, cases(2).get(0), Pass.hard());
      run(loss, c, Pass.hard()).requireSame(first, "the same batch again: the loss holds state");
    }
    return "inputs unchanged, second call the same";
  }

  private String determinism() {
    Case c = cases(3).get(0);
    run(loss(), c, Pass.hard()).requireSame(run(loss(), c, Pass.hard()), "two losses of one seed");
    return "bit for bit";
  }

  private String nan() {
    Loss loss = loss();
    List<String> seen = new ArrayList<>();
    for (String part : List.of("prediction", "output", "membrane", "probability")) {
      Case c = cases(3).get(0);
      Snapshot clean = run(loss, c, Pass.smooth());
      Tensor gradient = clean.get("gradient of the " + part);
      if (gradient == null || Gradients.largest(gradient) == 0) {
        continue;
      }
      Tensor target =
          switch (part) {
            case "prediction" -> c.prediction();
            case "output" -> (Tensor) c.readouts().output();
            case "membrane" -> c.readouts().membrane();
            default -> c.readouts().probability();
          };
      target.row(0, 1)[1] = Float.NaN;
      Loss.Value value = loss.evaluate(c.outcome(), c.targets(), Pass.smooth());
      require(
          Float.isNaN(value.perExample()[1]),
          "a NaN in the %s of example 1 gives it the loss %s",
          part,
          value.perExample()[1]);
      require(
          Float.isFinite(value.perExample()[0]),
          "a NaN in the %s of example 1 gives example 0 the loss %s",
          part,
          value.perExample()[0]);
      require(
          DecoderRig.hasNan(run(loss, c, Pass.smooth()).example(1).get("gradient of the " + part)),
          "a NaN in the %s leaves no NaN in its gradient",
          part);
      seen.add(part);
    }
    return "NaN in " + seen + " shows in loss and gradient";
  }

  private String arena() {
    Loss loss = loss();
    Pass poisoned =
        new Pass(true, Pass.hard().spiking(), Parallel.SEQUENTIAL, new PoisonedArena(), 0, null, 0);
    for (Case c : cases(3)) {
      run(loss, c, poisoned)
          .requireSame(
              run(loss, c, Pass.hard()),
              "an arena full of NaN against zeros (write before reading)");
    }
    return "bit for bit";
  }
}

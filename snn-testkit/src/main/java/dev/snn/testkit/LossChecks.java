package dev.snn.testkit;

import static dev.snn.testkit.ContractViolation.require;

import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.loss.Loss;
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

  private List<LossCase> cases(int batch) {
    TestContext context = subject.context(N);
    return List.of(
        LossCase.of(context, N, 1, batch), LossCase.of(context, N, context.steps(), batch));
  }

  private static String hidden(int node) {
    return "the output of hidden layer " + node;
  }

  private static Snapshot run(Loss loss, LossCase c, Pass pass) {
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
    value.gradReadout().hidden().forEach((k, g) -> out.put("gradient of " + hidden(k), g));
    value.terms().forEach((name, x) -> out.put("term " + name, new float[] {x.floatValue()}));
    return out;
  }

  private String gradients() {
    Loss loss = loss();
    List<String> results = new ArrayList<>();
    for (LossCase c : cases(3)) {
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
      List<Object[]> parts = new ArrayList<>();
      parts.add(new Object[] {"the prediction", c.prediction(), value.gradPrediction()});
      parts.add(new Object[] {"the output", c.readouts().output(), g.output()});
      parts.add(new Object[] {"the membrane", c.readouts().membrane(), g.membrane()});
      parts.add(new Object[] {"the probability", c.readouts().probability(), g.probability()});
      for (int k = 0; k < c.hidden().size(); k++) {
        parts.add(new Object[] {hidden(k), c.hidden().get(k).output(), g.hidden().get(k)});
      }
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
    for (LossCase c : cases(batch)) {
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
    Snapshot scaled =
        new Snapshot()
            .put("gradient of the prediction", times(value.gradPrediction(), batch))
            .put("gradient of the output", times(g.output(), batch))
            .put("gradient of the membrane", times(g.membrane(), batch))
            .put("gradient of the probability", times(g.probability(), batch));
    g.hidden().forEach((k, x) -> scaled.put("gradient of " + hidden(k), times(x, batch)));
    return scaled;
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
    for (LossCase c : cases(2 * Parallel.BLOCK + 3)) {
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
    for (LossCase c : cases(3)) {
      Snapshot before = c.snapshot();
      Snapshot first = run(loss, c, Pass.hard());
      c.snapshot().requireSame(before, "the loss modified its input");
      run(loss, cases(2).get(0), Pass.hard());
      run(loss, c, Pass.hard()).requireSame(first, "the same batch again: the loss holds state");
    }
    return "inputs unchanged, second call the same";
  }

  private String determinism() {
    LossCase c = cases(3).get(0);
    run(loss(), c, Pass.hard()).requireSame(run(loss(), c, Pass.hard()), "two losses of one seed");
    return "bit for bit";
  }

  private String nan() {
    Loss loss = loss();
    List<String> seen = new ArrayList<>();
    List<String> parts =
        List.of(
            "the prediction",
            "the output",
            "the membrane",
            "the probability",
            hidden(0),
            hidden(1));
    for (String part : parts) {
      LossCase c = cases(3).get(0);
      Snapshot clean = run(loss, c, Pass.smooth());
      Tensor gradient = clean.get("gradient of " + part);
      if (gradient == null || Gradients.largest(gradient) == 0) {
        continue;
      }
      Tensor target =
          switch (part) {
            case "the prediction" -> c.prediction();
            case "the output" -> (Tensor) c.readouts().output();
            case "the membrane" -> c.readouts().membrane();
            case "the probability" -> c.readouts().probability();
            default -> (Tensor) c.hidden().get(parts.indexOf(part) - 4).output();
          };
      target.row(0, 1)[1] = Float.NaN;
      Loss.Value value = loss.evaluate(c.outcome(), c.targets(), Pass.smooth());
      require(
          Float.isNaN(value.perExample()[1]),
          "a NaN in %s of example 1 gives it the loss %s",
          part,
          value.perExample()[1]);
      require(
          Float.isFinite(value.perExample()[0]),
          "a NaN in %s of example 1 gives example 0 the loss %s",
          part,
          value.perExample()[0]);
      require(
          DecoderRig.hasNan(run(loss, c, Pass.smooth()).example(1).get("gradient of " + part)),
          "a NaN in %s leaves no NaN in its gradient",
          part);
      seen.add(part.replaceFirst("the ", ""));
    }
    return "NaN in " + seen + " shows in loss and gradient";
  }

  private String arena() {
    Loss loss = loss();
    Pass poisoned =
        new Pass(true, Pass.hard().spiking(), Parallel.SEQUENTIAL, new PoisonedArena(), 0, null, 0);
    for (LossCase c : cases(3)) {
      run(loss, c, poisoned)
          .requireSame(
              run(loss, c, Pass.hard()),
              "an arena full of NaN against zeros (write before reading)");
    }
    return "bit for bit";
  }
}

package dev.snn.testkit;

import static dev.snn.testkit.ContractViolation.require;

import dev.snn.api.data.Samples;
import dev.snn.api.layer.Parameter;
import dev.snn.api.learning.LearningRule;
import dev.snn.api.learning.Network;
import dev.snn.api.loss.Loss;
import dev.snn.api.neuron.Pass;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Learning rules on a tiny network: what they report, that they add, independence, purity. */
final class LearningRuleChecks {
  private static final int STEPS = 6;

  private final Subject subject;

  private LearningRuleChecks(Subject subject) {
    this.subject = subject;
  }

  static List<ContractCheck> of(Subject subject) {
    LearningRuleChecks c = new LearningRuleChecks(subject);
    return List.of(
        new ContractCheck("reports its forward pass and loss", c::reports),
        new ContractCheck("adds to the gradients", c::adds),
        new ContractCheck("thread independence", c::threads),
        new ContractCheck("purity", c::purity),
        new ContractCheck("determinism", c::determinism),
        new ContractCheck("goes on from its state", c::resumes));
  }

  /** For rules that claim the exact gradient: central differences in a SMOOTH pass. */
  static ContractCheck exact(Subject subject) {
    return new ContractCheck("exact gradient", new LearningRuleChecks(subject)::exactGradient);
  }

  private LearningRule rule() {
    return subject.create(LearningRule.class, subject.context(3));
  }

  private static Spikes input(int batch) {
    return Examples.spikes("rule", STEPS, batch, 5, 0.5, false);
  }

  private static Samples samples(int batch) {
    long[] ids = new long[batch];
    int[] labels = new int[batch];
    for (int b = 0; b < batch; b++) {
      ids[b] = 40 + b;
      labels[b] = b % 3;
    }
    return Samples.labelled(ids, new float[batch][5], labels);
  }

  /** Batches of a training whose parameters stay; what a rule has learnt from them shows. */
  private static Snapshot sequence(LearningRule rule, int from, int to) {
    Network network = TinyNetwork.create();
    Snapshot last = null;
    for (int k = from; k < to; k++) {
      Pass pass = Pass.hard().forIds(samples(3 + k).ids()).withKey(k);
      last = run(rule, network, 3 + k, pass);
    }
    return last;
  }

  private String resumes() {
    Snapshot whole = sequence(rule(), 0, 4);
    LearningRule before = rule();
    before.restore(SavedStates.copy(before.state()));
    sequence(before, 0, 3);
    LearningRule middle = rule();
    middle.restore(SavedStates.copy(before.state()));
    // Saved again before its first batch, as a training does that is interrupted twice.
    LearningRule after = rule();
    after.restore(SavedStates.copy(middle.state()));
    sequence(after, 3, 4).requireSame(whole, "interrupted after 3 of 4 batches");
    return "bit for bit";
  }

  private static Snapshot run(LearningRule rule, Network network, int batch, Pass pass) {
    network.parameters().forEach(Parameter::clearGradient);
    LearningRule.Step step = rule.accumulate(network, input(batch), samples(batch), pass);
    return new Snapshot()
        .put("prediction", step.forward().decoded().prediction())
        .put("loss per example", step.loss().perExample())
        .putGradients(network.parameters());
  }

  private String reports() {
    Network network = TinyNetwork.create();
    LearningRule.Step step =
        rule().accumulate(network, input(4), samples(4), Pass.hard().forIds(samples(4).ids()));
    require(step != null && step.forward() != null, "accumulate returned no forward pass");
    Loss.Value again = network.loss().evaluate(step.forward().outcome(), samples(4), Pass.hard());
    new Snapshot()
        .put("loss per example", step.loss().perExample())
        .requireClose(
            new Snapshot().put("loss per example", again.perExample()),
            "the reported loss against the loss of the reported forward pass",
            1e-6);
    double most = 0;
    for (Parameter p : network.parameters()) {
      Tensor g = new Tensor(1, p.gradient().length, p.gradient()[0].length, p.gradient());
      require(!DecoderRig.hasNan(g), "the gradient of %s has NaN", p.name());
      most = Math.max(most, Gradients.largest(g));
    }
    require(most > 0, "all gradients are zero");
    return "loss %.4f".formatted(step.loss().mean());
  }

  private String adds() {
    Network network = TinyNetwork.create();
    Pass pass = Pass.hard().forIds(samples(4).ids());
    run(rule(), network, 4, pass);
    Snapshot doubled = new Snapshot();
    for (Parameter p : network.parameters()) {
      float[][] rows = new float[p.gradient().length][];
      for (int r = 0; r < rows.length; r++) {
        rows[r] = p.gradient()[r].clone();
        for (int n = 0; n < rows[r].length; n++) {
          rows[r][n] *= 2;
        }
      }
      doubled.putRows("gradient of " + p.name(), rows);
    }
    // A new rule: one may have learnt from the first batch what to expect of the second.
    rule().accumulate(network, input(4), samples(4), pass);
    new Snapshot()
        .putGradients(network.parameters())
        .requireClose(doubled, "the same batch twice must double the gradient", 1e-5);
    return "twice is double";
  }

  private String threads() {
    int batch = 2 * Parallel.BLOCK + 3;
    Snapshot one = run(rule(), TinyNetwork.create(), batch, Pass.hard());
    for (int threads : new int[] {2, 3}) {
      try (Parallel pool = Parallel.pool(threads)) {
        run(rule(), TinyNetwork.create(), batch, Pass.hard().on(pool))
            .requireSame(one, threads + " threads against 1");
      }
    }
    return "bit for bit";
  }

  private String purity() {
    Network network = TinyNetwork.create();
    Snapshot before = new Snapshot().putValues(network.parameters());
    run(rule(), network, 4, Pass.hard());
    new Snapshot()
        .putValues(network.parameters())
        .requireSame(before, "a rule must leave the values to the optimiser");
    return "values unchanged";
  }

  private String determinism() {
    run(rule(), TinyNetwork.create(), 4, Pass.hard())
        .requireSame(run(rule(), TinyNetwork.create(), 4, Pass.hard()), "two rules of one seed");
    return "bit for bit";
  }

  private String exactGradient() {
    Network network = TinyNetwork.create();
    Pass pass = Pass.smooth();
    run(rule(), network, 3, pass);
    List<String> results = new ArrayList<>();
    for (Parameter p : network.parameters()) {
      Gradients.Result result =
          Gradients.check(
              p.name(),
              p.value(),
              p.gradient(),
              5e-3,
              3e-7,
              () ->
                  network
                      .loss()
                      .evaluate(network.forward(input(3), pass).outcome(), samples(3), pass)
                      .mean());
      require(result.scale() > 0, "the gradient of %s is zero", p.name());
      results.add(result.toString());
    }
    return "relative error of " + String.join(", ", results);
  }
}

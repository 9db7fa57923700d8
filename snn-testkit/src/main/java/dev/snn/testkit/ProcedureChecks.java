package dev.snn.testkit;

import static dev.snn.testkit.ContractViolation.require;

import dev.snn.api.data.Samples;
import dev.snn.api.learning.Network;
import dev.snn.api.neuron.Pass;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.plugin.NotApplicableException;
import dev.snn.api.procedure.Epoch;
import dev.snn.api.procedure.Measure;
import dev.snn.api.procedure.Need;
import dev.snn.api.procedure.Procedure;
import dev.snn.api.procedure.Scoring;
import dev.snn.api.procedure.Stepwise;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Procedures: on a small run of 24 training examples of three classes they ask for what they need
 * only, report scores, give the same results whenever and on however many threads they run, let the
 * test split decide nothing, and go on from an interruption to the same bits where they say they
 * can.
 */
final class ProcedureChecks {
  private static final String TEST = "test";
  private final Subject subject;

  private ProcedureChecks(Subject subject) {
    this.subject = subject;
  }

  static List<ContractCheck> of(Subject subject) {
    ProcedureChecks c = new ProcedureChecks(subject);
    return List.of(
        new ContractCheck("needs", c::needs),
        new ContractCheck("accepts what it needs", c::accepts),
        new ContractCheck("reports scores", c::reports),
        new ContractCheck("determinism", c::determinism),
        new ContractCheck("thread independence", c::threads),
        new ContractCheck("the test split decides nothing", c::testDecidesNothing),
        new ContractCheck("evaluation", c::evaluation),
        new ContractCheck("interruption", c::interruption),
        new ContractCheck("steps", c::steps));
  }

  private Procedure create() {
    return subject.create(Procedure.class, subject.context(0));
  }

  private ProcedureRig rig(String test, Parallel parallel) {
    return new ProcedureRig(create(), test, parallel);
  }

  private ProcedureRig run() {
    return rig(TEST, Parallel.SEQUENTIAL).execute();
  }

  private String needs() {
    Set<Need> needs = create().needs();
    require(needs != null, "needs() returned null");
    require(
        needs.contains(Need.DATASET) || !needs.contains(Need.ENCODER),
        "needs() names the encoder and no data set, and there would be nothing to encode");
    require(
        needs.contains(Need.LAYERS) || !needs.contains(Need.DECODER),
        "needs() names the decoder without the layers");
    require(
        needs.contains(Need.DECODER) || !needs.contains(Need.LOSS),
        "needs() names the loss without the decoder");
    require(create().needs().equals(needs), "needs() gives another answer at its second call");
    return needs.isEmpty() ? "nothing" : needs.stream().map(Need::key).sorted().toList().toString();
  }

  private String accepts() {
    Procedure procedure = create();
    try {
      procedure.check(new ProcedureRig(procedure, TEST, Parallel.SEQUENTIAL));
    } catch (RuntimeException e) {
      throw new ContractViolation(
          "check(run) refuses 24 examples of 12 values in 3 classes and 6 steps: %s. Give a"
                  .formatted(e.getMessage())
              + " configuration that takes them to the contract.");
    }
    return "24 examples, 3 classes, 6 steps";
  }

  private String reports() {
    Procedure procedure = create();
    ProcedureRig rig = new ProcedureRig(procedure, TEST, Parallel.SEQUENTIAL).execute();
    require(!rig.epochs().isEmpty(), "it ends without having reported an epoch");
    Set<Integer> numbers = new HashSet<>();
    int largest = -1;
    for (Epoch epoch : rig.epochs()) {
      // The last report may bring an earlier epoch back, as the best one.
      require(
          epoch.number() > largest || numbers.contains(epoch.number()),
          "epoch %d is reported after %d",
          epoch.number(),
          largest);
      numbers.add(epoch.number());
      largest = Math.max(largest, epoch.number());
      epoch.scores().values().forEach(ProcedureChecks::finite);
    }
    Map<String, Double> last =
        rig.epochs().get(rig.epochs().size() - 1).scores().getOrDefault(TEST, Map.of());
    require(!last.isEmpty(), "the last epoch has no score under '%s'", TEST);
    Set<String> names = new HashSet<>(rig.metrics().keySet());
    for (Measure measure : procedure.measures()) {
      require(
          names.add(measure.name()),
          "the measure '%s' has the name of a metric or of another measure",
          measure.name());
    }
    for (String metric : rig.metrics().keySet()) {
      require(last.containsKey(metric), "the last epoch has no '%s' under '%s'", metric, TEST);
    }
    return rig.epochs().size() + " epochs, " + last;
  }

  private static void finite(Map<String, Double> scores) {
    scores.forEach(
        (name, value) -> require(Double.isFinite(value), "the score '%s' is %s", name, value));
  }

  private void same(ProcedureRig a, ProcedureRig b, String when) {
    require(
        a.results().equals(b.results()),
        "%s: results are\n%sand\n%s",
        when,
        a.results(),
        b.results());
    b.parameters().requireSame(a.parameters(), when);
  }

  private String determinism() {
    same(run(), run(), "two runs");
    return "bit for bit";
  }

  private String threads() {
    ProcedureRig one = run();
    for (int threads : new int[] {2, 3}) {
      try (Parallel pool = Parallel.pool(threads)) {
        same(one, rig(TEST, pool).execute(), threads + " threads against 1");
      }
    }
    return "bit for bit";
  }

  private String testDecidesNothing() {
    ProcedureRig one = run();
    ProcedureRig other = rig("other test examples", Parallel.SEQUENTIAL).execute();
    other.parameters().requireSame(one.parameters(), "after training beside another test split");
    require(
        one.epochs().size() == other.epochs().size(),
        "with another test split it reports %d epochs, not %d",
        other.epochs().size(),
        one.epochs().size());
    for (int k = 0; k < one.epochs().size(); k++) {
      Object a = one.epochs().get(k).scores().get(Scoring.VALIDATION);
      Object b = other.epochs().get(k).scores().get(Scoring.VALIDATION);
      require(
          java.util.Objects.equals(a, b),
          "with another test split the validation scores of report %d are %s, not %s",
          k + 1,
          b,
          a);
    }
    return "parameters and validation scores are the same beside other test examples";
  }

  private String evaluation() {
    ProcedureRig rig = run();
    Procedure other = create();
    Epoch again;
    try {
      again =
          other.evaluate(
              new ProcedureRig(other, TEST, Parallel.SEQUENTIAL).scoring(rig), Scoring.BOTH);
    } catch (NotApplicableException e) {
      return "none: " + e.getMessage();
    }
    Epoch last = rig.epochs().get(rig.epochs().size() - 1);
    for (String metric : rig.metrics().keySet()) {
      Double before = last.scores().getOrDefault(TEST, Map.of()).get(metric);
      Double after = again.scores().getOrDefault(TEST, Map.of()).get(metric);
      require(
          before != null && before.equals(after),
          "evaluate() gives the %s %s on the test split, the run reported %s",
          metric,
          after,
          before);
    }
    return "the scores of the last epoch";
  }

  private String interruption() {
    if (!create().isResumable()) {
      return "not resumable";
    }
    ProcedureRig whole = run();
    int calls = 0;
    for (int k = 0; ; k++) {
      int stop = k;
      ProcedureRig.Interrupted at =
          rig(TEST, Parallel.SEQUENTIAL).stoppingWhen(call -> call == stop).interruption();
      if (at == null) {
        break;
      }
      calls++;
      ProcedureRig rest = rig(TEST, Parallel.SEQUENTIAL).after(at).execute();
      same(whole, rest, "interrupted at call " + (k + 1) + " of reached() and gone on");
    }
    require(calls > 0, "isResumable() is true, but it never calls reached()");
    return calls + " interruptions";
  }

  private String steps() {
    Procedure procedure = create();
    if (!(procedure instanceof Stepwise stepwise)) {
      return "not stepwise";
    }
    require(stepwise.batch() >= 1, "batch() is %d", stepwise.batch());
    require(stepwise.epochs() >= 1, "epochs() is %d", stepwise.epochs());
    require(stepwise.evaluations() >= 0, "evaluations() is %d", stepwise.evaluations());
    Network network = ProcedureRig.network(procedure.needs());
    Stepwise.Steps steps = stepwise.steps(network);
    TinyData data = new TinyData(TEST);
    int n = Math.min(stepwise.batch(), data.train().size());
    Samples samples = data.train().gather(IntStream.range(0, n).toArray());
    double loss = Double.NaN;
    for (int k = 0; k < 2; k++) {
      Pass pass = steps.begin(Parallel.SEQUENTIAL, k, samples.ids());
      require(pass != null && pass.training(), "begin() gives no training pass");
      Stepwise.Done done = steps.learn(TinyData.encoder().encode(samples, pass), samples, pass);
      require(done.forward() != null, "learn() gives no forward pass");
      require(!Double.isInfinite(done.loss()), "the loss is %s", done.loss());
      loss = done.loss();
      steps.update(Parallel.SEQUENTIAL);
    }
    return Double.isNaN(loss) ? "no loss" : "loss " + loss;
  }
}

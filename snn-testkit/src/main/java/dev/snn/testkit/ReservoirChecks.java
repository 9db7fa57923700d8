package dev.snn.testkit;

import static dev.snn.testkit.ContractViolation.require;

import dev.snn.api.parallel.Parallel;
import dev.snn.api.reservoir.Reservoir;
import dev.snn.api.reservoir.ReservoirState;
import dev.snn.api.reservoir.Response;
import dev.snn.api.reservoir.Stretch;
import dev.snn.api.tensor.Constant;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/** Reservoirs: stretches join, states are left alone, recording changes nothing. */
final class ReservoirChecks {
  private static final int INPUTS = 3;
  private static final int STEPS = 60;
  private static final double TAU = 20;

  private final Subject subject;

  private ReservoirChecks(Subject subject) {
    this.subject = subject;
  }

  static List<ContractCheck> of(Subject subject) {
    ReservoirChecks c = new ReservoirChecks(subject);
    return List.of(
        new ContractCheck("shapes", c::shapes),
        new ContractCheck("time split", c::split),
        new ContractCheck("a state is left as it is", c::purity),
        new ContractCheck("determinism", c::determinism),
        new ContractCheck("thread independence", c::threads),
        new ContractCheck("no steps", c::nothing),
        new ContractCheck("recording every third step", c::interval),
        new ContractCheck("the filter of the readout", c::filter),
        new ContractCheck("at rest", c::rest),
        new ContractCheck("frozen weights", c::frozen),
        new ContractCheck("spikes, values and held values as input", c::inputs),
        new ContractCheck("bias", c::bias));
  }

  private Reservoir make() {
    return subject.create(Reservoir.class, subject.context(INPUTS));
  }

  private static Tensor input(String name) {
    return Examples.uniform(name, STEPS, 1, INPUTS, 0, 10);
  }

  private static Stretch all(boolean plastic) {
    return new Stretch(plastic, TAU, 1, true, Parallel.SEQUENTIAL);
  }

  private static Response run(Reservoir made, Signal input, boolean plastic) {
    return made.run(input, made.start(), all(plastic));
  }

  private static void same(Response a, Response b, String what) {
    same(a.states(), b.states(), what);
    require(Arrays.equals(a.spikeCounts(), b.spikeCounts()), "%s: spike counts differ", what);
  }

  private static void same(float[][] a, float[][] b, String what) {
    require(a.length == b.length, "%s: %d rows of states against %d", what, a.length, b.length);
    for (int t = 0; t < a.length; t++) {
      require(Arrays.equals(a[t], b[t]), "%s: the states of row %d differ", what, t);
    }
  }

  private String shapes() {
    Reservoir made = make();
    require(made.inputSize() == INPUTS, "inputSize() is %d, not %d", made.inputSize(), INPUTS);
    Response r = run(made, input("shapes"), true);
    require(r.states().length == STEPS, "%d rows of states for %d steps", r.states().length, STEPS);
    for (float[] row : r.states()) {
      require(row.length == made.size(), "a row of %d for %d units", row.length, made.size());
      for (float x : row) {
        require(Float.isFinite(x), "a state is %s", x);
      }
    }
    if (r.spikeCounts() == null) {
      return made.size() + " units without spikes";
    }
    require(r.spikeCounts().length == made.size(), "%d spike counts", r.spikeCounts().length);
    int[] counts = new int[made.size()];
    Spikes spikes = r.spikes();
    require(spikes != null, "spikes were to be kept, but there are none");
    for (int t = 0; t < spikes.steps(); t++) {
      spikes.forEach(t, 0, (unit, n) -> counts[unit] += Math.round(n));
    }
    require(Arrays.equals(counts, r.spikeCounts()), "the spikes kept are not those counted");
    return "%d units, %.0f spikes".formatted(made.size(), r.totalSpikes());
  }

  private String split() {
    for (boolean plastic : new boolean[] {false, true}) {
      Reservoir made = make();
      Tensor input = input("split");
      Response whole = run(made, input, plastic);
      int cut = STEPS / 3 + 1;
      Response first = made.run(input.timeRange(0, cut), made.start(), all(plastic));
      Response second = made.run(input.timeRange(cut, STEPS), first.last(), all(plastic));
      float[][] joined = Arrays.copyOf(first.states(), STEPS);
      System.arraycopy(second.states(), 0, joined, cut, STEPS - cut);
      same(joined, whole.states(), "two stretches against one, plastic=" + plastic);
    }
    return "bit for bit";
  }

  private String purity() {
    Reservoir made = make();
    ReservoirState from = run(made, input("before"), true).last();
    Response once = made.run(input("purity"), from, all(true));
    same(made.run(input("purity"), from, all(true)), once, "a second run from the same state");
    return "bit for bit";
  }

  private String determinism() {
    Response one = run(make(), input("same"), true);
    same(run(make(), input("same"), true), one, "two made from one seed");
    return "bit for bit";
  }

  private String threads() {
    Reservoir made = make();
    Response one = run(made, input("threads"), true);
    for (int threads : new int[] {2, 3}) {
      try (Parallel pool = Parallel.pool(threads)) {
        Stretch how = all(true).on(pool);
        same(made.run(input("threads"), made.start(), how), one, threads + " threads against 1");
      }
    }
    return "bit for bit";
  }

  private String nothing() {
    Reservoir made = make();
    Response before = run(made, input("before"), true);
    Response none = made.run(Tensor.zeros(0, 1, INPUTS), before.last(), all(true));
    require(none.states().length == 0, "%d rows of states for no steps", none.states().length);
    same(
        made.run(input("after"), none.last(), all(true)),
        made.run(input("after"), before.last(), all(true)),
        "going on after no steps");
    return "changes nothing";
  }

  private String interval() {
    Reservoir made = make();
    Tensor input = input("interval").timeRange(0, STEPS - 1);
    float[][] all = run(made, input, true).states();
    Stretch third = new Stretch(true, TAU, 3, false, Parallel.SEQUENTIAL);
    float[][] some = made.run(input, made.start(), third).states();
    require(some.length == (STEPS - 1) / 3, "%d rows for %d steps", some.length, STEPS - 1);
    for (int k = 0; k < some.length; k++) {
      require(Arrays.equals(some[k], all[3 * k + 2]), "row %d is not the state of its step", k);
    }
    Stretch none = new Stretch(true, TAU, 0, false, Parallel.SEQUENTIAL);
    require(made.run(input, made.start(), none).states().length == 0, "rows though none wanted");
    return "bit for bit";
  }

  private String filter() {
    Reservoir made = make();
    Tensor input = input("filter");
    float[][] raw = made.run(input, made.start(), Stretch.frozen(0, 1)).states();
    float[][] filtered = made.run(input, made.start(), Stretch.frozen(TAU, 1)).states();
    double decay = Math.exp(-1 / TAU);
    double[] expected = new double[made.size()];
    double worst = 0;
    for (int t = 0; t < STEPS; t++) {
      for (int i = 0; i < expected.length; i++) {
        expected[i] = decay * expected[i] + raw[t][i];
        double error = Math.abs(filtered[t][i] - expected[i]) / (1 + Math.abs(expected[i]));
        worst = Math.max(worst, error);
      }
    }
    require(worst < 1e-4, "r[t] = exp(-dt/tau) r[t-1] + s[t] is missed by %.2g", worst);
    return "error %.1e".formatted(worst);
  }

  private String rest() {
    Reservoir made = make();
    ReservoirState learnt = run(made, input("learn"), true).last();
    Response first = made.run(input("rest"), learnt.atRest(), all(false));
    ReservoirState later = made.run(input("more"), learnt, all(false)).last();
    same(made.run(input("rest"), later.atRest(), all(false)), first, "the same weights at rest");
    return "bit for bit";
  }

  private String frozen() {
    Reservoir made = make();
    ReservoirState last = run(made, input("frozen"), false).last();
    same(
        made.run(input("again"), last.atRest(), all(false)),
        run(made, input("again"), false),
        "at rest after a run without plasticity");
    return "unchanged";
  }

  private String inputs() {
    Reservoir made = make();
    Spikes spikes = Examples.spikes("input", STEPS, 1, INPUTS, 0.5, true);
    same(run(made, spikes.toTensor(), true), run(made, spikes, true), "spikes against values");
    Constant held = new Constant(STEPS, INPUTS, new float[][] {{5, 7, 9}});
    same(run(made, held.toTensor(), true), run(made, held, true), "held against values");
    return "bit for bit";
  }

  private String bias() {
    Reservoir made = make();
    Response plain = run(made, input("bias"), false);
    same(run(made.withBias(0), input("bias"), false), plain, "a bias of 0");
    Response driven = run(made.withBias(1000), input("bias"), false);
    boolean changed = false;
    for (int t = 0; t < STEPS; t++) {
      changed |= !Arrays.equals(driven.states()[t], plain.states()[t]);
    }
    require(changed, "a bias of 1000 changes nothing");
    return "adds a current";
  }
}

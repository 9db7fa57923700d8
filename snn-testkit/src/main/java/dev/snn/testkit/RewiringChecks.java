package dev.snn.testkit;

import static dev.snn.testkit.ContractViolation.require;

import dev.snn.api.layer.Connections;
import dev.snn.api.layer.Parameter;
import dev.snn.api.learning.Optimizer;
import dev.snn.api.learning.Rewiring;
import dev.snn.api.parallel.Parallel;
import java.util.ArrayList;
import java.util.List;

/** Rewirings: absent weights are 0, other parameters are the optimiser's, states go on. */
final class RewiringChecks {
  /** Some epochs, and a part of one. */
  private static final int STEPS = 6 * RewiringRig.EPOCH + 3;

  private final Subject subject;

  private RewiringChecks(Subject subject) {
    this.subject = subject;
  }

  static List<ContractCheck> of(Subject subject) {
    RewiringChecks c = new RewiringChecks(subject);
    return List.of(
        new ContractCheck("absent weights are 0", c::absent),
        new ContractCheck("the optimiser sees no gradients of absent weights", c::unseen),
        new ContractCheck("keeps some weights of each layer", c::some),
        new ContractCheck("leaves other parameters to the optimiser", c::others),
        new ContractCheck("clears the gradients", c::clears),
        new ContractCheck("weights that exist learn", c::learns),
        new ContractCheck("thread independence", c::threads),
        new ContractCheck("determinism", c::determinism),
        new ContractCheck("goes on from its state", c::resumes),
        new ContractCheck("NaN is not hidden", c::nan));
  }

  private Rewiring rewiring() {
    return subject.create(Rewiring.class, subject.context(1));
  }

  private RewiringRig run(int steps, Parallel parallel) {
    Rewiring rewiring = rewiring();
    return new RewiringRig().begin(rewiring).run(rewiring, 0, steps, parallel);
  }

  private String absent() {
    Rewiring rewiring = rewiring();
    RewiringRig rig = new RewiringRig().begin(rewiring);
    double least = share(rig, "at the start");
    for (int k = 0; k < STEPS; k++) {
      rig.run(rewiring, k, k + 1, Parallel.SEQUENTIAL);
      least = Math.min(least, share(rig, "after update " + (k + 1)));
    }
    return "exactly; connectivity down to %.3f".formatted(least);
  }

  /** Weights taken away before the optimiser's step had gradients when they were found. */
  private String unseen() {
    Rewiring rewiring = rewiring();
    RewiringRig rig = new RewiringRig().begin(rewiring);
    Looking looking = new Looking(rig.weights());
    for (int k = 0; k < STEPS; k++) {
      rig.gradients(k);
      rewiring.step(looking, rig.parameters(), 1, Parallel.SEQUENTIAL);
    }
    return "unless it wants them";
  }

  /** An optimiser that refuses gradients of absent weights that no connections want. */
  private record Looking(List<Parameter> weights) implements Optimizer {
    @Override
    public void step(List<Parameter> parameters, double scale, Parallel parallel) {
      for (Parameter weight : weights) {
        Connections connections = weight.connections();
        if (connections.complete() || connections.gradientsOfAll()) {
          continue;
        }
        for (int r = 0; r < weight.value().length; r++) {
          float[] absent = weight.gradient()[r].clone();
          for (int n : connections.live(r)) {
            absent[n] = 0;
          }
          requireNone(weight, r, absent);
        }
      }
      parameters.forEach(Parameter::clearGradient);
    }

    private static void requireNone(Parameter weight, int row, float[] absent) {
      for (int n = 0; n < absent.length; n++) {
        require(
            absent[n] == 0,
            "%s[%d][%d] does not exist, but the optimiser gets the gradient %s of it",
            weight.name(),
            row,
            n,
            absent[n]);
      }
    }

    @Override
    public double lastRate() {
      return 0.05;
    }
  }

  /** The share of the weights that exist; fails where one that does not has a value. */
  private static double share(RewiringRig rig, String when) {
    long there = 0;
    long all = 0;
    for (Parameter weight : rig.weights()) {
      Connections connections = weight.connections();
      all += weight.count();
      if (connections.complete()) {
        there += weight.count();
        continue;
      }
      there += connections.count();
      for (int r = 0; r < weight.value().length; r++) {
        requireZeros(weight, r, connections.live(r), when);
      }
    }
    return (double) there / all;
  }

  private static void requireZeros(Parameter weight, int row, int[] live, String when) {
    float[] values = weight.value()[row];
    int next = 0;
    for (int n = 0; n < values.length; n++) {
      if (next < live.length && live[next] == n) {
        next++;
      } else {
        require(
            Float.floatToRawIntBits(values[n]) == 0,
            "%s: %s[%d][%d] does not exist, but is %s, not 0",
            when,
            weight.name(),
            row,
            n,
            values[n]);
      }
    }
    require(
        next == live.length,
        "%s: the columns of row %d of %s are not ascending, or beyond its %d",
        when,
        row,
        weight.name(),
        values.length);
  }

  private String some() {
    List<String> counts = new ArrayList<>();
    for (Parameter weight : run(STEPS, Parallel.SEQUENTIAL).weights()) {
      boolean all = weight.connections().complete();
      long count = all ? weight.count() : weight.connections().count();
      require(count > 0, "after %d updates no weight of %s exists", STEPS, weight.name());
      counts.add("%d of %d".formatted(count, weight.count()));
    }
    return String.join(", ", counts);
  }

  private String others() {
    Parameter bias = run(STEPS, Parallel.SEQUENTIAL).parameters().get(1);
    Parameter alone = RewiringRig.dense(STEPS).parameters().get(1);
    new Snapshot()
        .putValues(List.of(bias))
        .requireSame(
            new Snapshot().putValues(List.of(alone)), "a bias, against the optimiser alone");
    require(bias.connections().complete(), "some values of a bias do not exist any more");
    return "bit for bit";
  }

  private String clears() {
    for (Parameter p : run(3, Parallel.SEQUENTIAL).parameters()) {
      for (float[] row : p.gradient()) {
        for (float g : row) {
          require(g == 0, "the gradient of %s is %s after an update, not cleared", p.name(), g);
        }
      }
    }
    return "all gradients 0 after an update";
  }

  private String learns() {
    Rewiring rewiring = rewiring();
    RewiringRig rig = new RewiringRig().begin(rewiring);
    double before = rig.distance();
    double after = rig.run(rewiring, 0, STEPS, Parallel.SEQUENTIAL).distance();
    require(
        after < before,
        "after %d updates the squared distance of the weights from their targets is %.4g, from %.4g",
        STEPS,
        after,
        before);
    return "from %.4g to %.4g in %d updates".formatted(before, after, STEPS);
  }

  private String threads() {
    Snapshot one = run(STEPS, Parallel.SEQUENTIAL).snapshot();
    for (int threads : new int[] {2, 3}) {
      try (Parallel pool = Parallel.pool(threads)) {
        run(STEPS, pool).snapshot().requireSame(one, threads + " threads against 1");
      }
    }
    run(STEPS, new Backwards()).snapshot().requireSame(one, "tasks in reverse order");
    return "bit for bit";
  }

  private String determinism() {
    run(STEPS, Parallel.SEQUENTIAL)
        .snapshot()
        .requireSame(run(STEPS, Parallel.SEQUENTIAL).snapshot(), "two rewirings of one seed");
    return "bit for bit";
  }

  private String resumes() {
    Snapshot whole = run(STEPS, Parallel.SEQUENTIAL).snapshot();
    for (int stop : new int[] {1, RewiringRig.EPOCH, 2 * RewiringRig.EPOCH + 2}) {
      resumes(whole, stop);
    }
    return "bit for bit";
  }

  private void resumes(Snapshot whole, int stop) {
    Rewiring before = rewiring();
    before.restore(SavedStates.copy(before.state()));
    RewiringRig first = new RewiringRig().begin(before).run(before, 0, stop, Parallel.SEQUENTIAL);
    Rewiring middle = rewiring();
    middle.restore(SavedStates.copy(before.state()));
    // Saved again before it begins, as a training does that is interrupted twice.
    Rewiring after = rewiring();
    after.restore(SavedStates.copy(middle.state()));
    RewiringRig second = new RewiringRig();
    for (int k = 0; k < second.parameters().size(); k++) {
      float[][] from = first.parameters().get(k).value();
      float[][] to = second.parameters().get(k).value();
      for (int r = 0; r < from.length; r++) {
        System.arraycopy(from[r], 0, to[r], 0, from[r].length);
      }
    }
    second.begin(after);
    second.snapshot().requireSame(first.snapshot(), "begun again after %d updates".formatted(stop));
    second
        .run(after, stop, STEPS, Parallel.SEQUENTIAL)
        .snapshot()
        .requireSame(whole, "interrupted after %d of %d updates".formatted(stop, STEPS));
  }

  private String nan() {
    Rewiring rewiring = rewiring();
    RewiringRig rig = new RewiringRig().begin(rewiring);
    Parameter weight = rig.weights().get(0);
    int row = 0;
    int column = 0;
    while (weight.value()[row][column] == 0) {
      column = (column + 1) % weight.value()[row].length;
      row += column == 0 ? 1 : 0;
    }
    rewiring.step(new NotANumber(weight, row, column), rig.parameters(), 1, Parallel.SEQUENTIAL);
    float value = weight.value()[row][column];
    require(Float.isNaN(value), "a NaN from the optimiser leaves the value %s", value);
    return "a NaN stays";
  }

  /** An optimiser that makes one value NaN. */
  private record NotANumber(Parameter weight, int row, int column) implements Optimizer {
    @Override
    public void step(List<Parameter> parameters, double scale, Parallel parallel) {
      weight.value()[row][column] = Float.NaN;
    }

    @Override
    public double lastRate() {
      return 0.05;
    }
  }
}

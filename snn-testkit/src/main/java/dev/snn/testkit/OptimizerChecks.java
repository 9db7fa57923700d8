package dev.snn.testkit;

import static dev.snn.testkit.ContractViolation.require;

import dev.snn.api.layer.Parameter;
import dev.snn.api.learning.Optimizer;
import dev.snn.api.parallel.Parallel;
import java.util.List;

/** Optimisers: descend, clear gradients, respect constraints and frozen parameters. */
final class OptimizerChecks {
  private static final int STEPS = 100;

  private final Subject subject;

  private OptimizerChecks(Subject subject) {
    this.subject = subject;
  }

  static List<ContractCheck> of(Subject subject) {
    OptimizerChecks c = new OptimizerChecks(subject);
    return List.of(
        new ContractCheck("descends a quadratic", c::descends),
        new ContractCheck("clears the gradients", c::clears),
        new ContractCheck("leaves frozen parameters", c::frozen),
        new ContractCheck("applies constraints", c::constraint),
        new ContractCheck("scale 0 changes nothing", c::scale),
        new ContractCheck("thread independence", c::threads),
        new ContractCheck("determinism", c::determinism),
        new ContractCheck("goes on from its state", c::resumes),
        new ContractCheck("NaN is not hidden", c::nan));
  }

  private Optimizer optimizer() {
    return subject.create(Optimizer.class, subject.context(1));
  }

  /** A wide weight, a constrained bias, a frozen weight and one without rows, away from targets. */
  private static List<Parameter> parameters() {
    Parameter weight = Parameter.of("weight", Examples.rows("weight", 40, 33, 1, 2));
    Parameter bias = Parameter.of("bias", Examples.rows("bias", 1, 5, 0.2, 0.3));
    Parameter frozen = Parameter.of("frozen", Examples.rows("frozen", 2, 3, 1, 2));
    return List.of(
        weight,
        new Parameter("bias", bias.value(), bias.gradient(), true, x -> Math.max(x, 0.19f)),
        new Parameter(
            "frozen", frozen.value(), frozen.gradient(), false, Parameter.Constraint.NONE),
        Parameter.of("empty", new float[0][]));
  }

  /** Adds the gradient of {@code sum (x + 1)^2 / 2}; returns the value over trainable ones. */
  private static double quadratic(List<Parameter> parameters) {
    double sum = 0;
    for (Parameter p : parameters) {
      for (int r = 0; r < p.value().length; r++) {
        for (int n = 0; n < p.value()[r].length; n++) {
          float d = p.value()[r][n] + 1;
          p.gradient()[r][n] += d;
          sum += p.trainable() ? 0.5 * d * d : 0;
        }
      }
    }
    return sum;
  }

  private static List<Parameter> run(Optimizer optimizer, int steps, Parallel parallel) {
    List<Parameter> parameters = parameters();
    run(optimizer, parameters, 0, steps, parallel);
    return parameters;
  }

  private static void run(
      Optimizer optimizer, List<Parameter> parameters, int from, int to, Parallel parallel) {
    for (int k = from; k < to; k++) {
      quadratic(parameters);
      optimizer.step(parameters, 1 - 0.5 * k / STEPS, parallel);
    }
  }

  private String resumes() {
    Snapshot whole = new Snapshot().putValues(run(optimizer(), 10, Parallel.SEQUENTIAL));
    Optimizer before = optimizer();
    before.restore(SavedStates.copy(before.state()));
    List<Parameter> parameters = parameters();
    run(before, parameters, 0, 4, Parallel.SEQUENTIAL);
    Optimizer middle = optimizer();
    middle.restore(SavedStates.copy(before.state()));
    // Saved again before its first step, as a training does that is interrupted twice.
    Optimizer after = optimizer();
    after.restore(SavedStates.copy(middle.state()));
    run(after, parameters, 4, 10, Parallel.SEQUENTIAL);
    new Snapshot()
        .putValues(parameters)
        .requireSame(whole, "interrupted after 4 of 10 steps against not interrupted");
    return "bit for bit";
  }

  private String descends() {
    double before = quadratic(parameters());
    double after = quadratic(run(optimizer(), STEPS, Parallel.SEQUENTIAL));
    require(
        after < 0.99 * before,
        "after %d steps a quadratic of %.4g is %.4g: it does not descend",
        STEPS,
        before,
        after);
    return "from %.4g to %.4g in %d steps".formatted(before, after, STEPS);
  }

  private String clears() {
    for (Parameter p : run(optimizer(), 3, Parallel.SEQUENTIAL)) {
      for (float[] row : p.gradient()) {
        for (float g : row) {
          require(g == 0, "the gradient of %s is %s after a step, not cleared", p.name(), g);
        }
      }
    }
    return "all gradients 0 after a step";
  }

  private String frozen() {
    List<Parameter> fresh = parameters().subList(2, 3);
    List<Parameter> after = run(optimizer(), 5, Parallel.SEQUENTIAL).subList(2, 3);
    new Snapshot()
        .putValues(after)
        .requireSame(new Snapshot().putValues(fresh), "a parameter that is not trainable");
    return "unchanged";
  }

  private String constraint() {
    for (float x : run(optimizer(), STEPS, Parallel.SEQUENTIAL).get(1).value()[0]) {
      require(x >= 0.19f, "a parameter held above 0.19 by its constraint is %s", x);
    }
    return "holds";
  }

  private String scale() {
    List<Parameter> parameters = parameters();
    Snapshot before = new Snapshot().putValues(parameters);
    Optimizer optimizer = optimizer();
    for (int k = 0; k < 3; k++) {
      quadratic(parameters);
      optimizer.step(parameters, 0, Parallel.SEQUENTIAL);
    }
    new Snapshot()
        .putValues(parameters)
        .requireSame(before, "scale multiplies the learning rate, so 0");
    return "unchanged";
  }

  private String threads() {
    Snapshot one = new Snapshot().putValues(run(optimizer(), 10, Parallel.SEQUENTIAL));
    for (int threads : new int[] {2, 3}) {
      try (Parallel pool = Parallel.pool(threads)) {
        new Snapshot()
            .putValues(run(optimizer(), 10, pool))
            .requireSame(one, threads + " threads against 1");
      }
    }
    new Snapshot()
        .putValues(run(optimizer(), 10, new Backwards()))
        .requireSame(one, "tasks in reverse order");
    return "bit for bit";
  }

  private String determinism() {
    new Snapshot()
        .putValues(run(optimizer(), 10, Parallel.SEQUENTIAL))
        .requireSame(
            new Snapshot().putValues(run(optimizer(), 10, Parallel.SEQUENTIAL)),
            "two optimisers, one history");
    return "bit for bit";
  }

  private String nan() {
    List<Parameter> parameters = parameters();
    quadratic(parameters);
    parameters.get(0).gradient()[3][4] = Float.NaN;
    optimizer().step(parameters, 1, Parallel.SEQUENTIAL);
    require(
        Float.isNaN(parameters.get(0).value()[3][4]),
        "a NaN gradient leaves the value %s",
        parameters.get(0).value()[3][4]);
    return "a NaN gradient gives a NaN value";
  }
}

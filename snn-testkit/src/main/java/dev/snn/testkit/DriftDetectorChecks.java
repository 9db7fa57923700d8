package dev.snn.testkit;

import static dev.snn.testkit.ContractViolation.require;

import dev.snn.api.stream.DriftDetector;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Drift detectors, on errors of a rate that rises from 0.1 to 0.6: silence where there is no error,
 * at most one drift before the change and one after it, a reset that forgets everything, and going
 * on from the state to the same bits.
 */
final class DriftDetectorChecks {
  private static final int ERRORS = 3000;
  private static final int CHANGE = 1500;

  private final Subject subject;

  private DriftDetectorChecks(Subject subject) {
    this.subject = subject;
  }

  static List<ContractCheck> of(Subject subject) {
    DriftDetectorChecks c = new DriftDetectorChecks(subject);
    return List.of(
        new ContractCheck("no drift without errors", c::silence),
        new ContractCheck("sees a change", c::change),
        new ContractCheck("a reset forgets everything", c::reset),
        new ContractCheck("bytes", c::bytes),
        new ContractCheck("determinism", c::determinism),
        new ContractCheck("going on from a state", c::resumes));
  }

  private DriftDetector make() {
    return subject.create(DriftDetector.class, subject.context(1));
  }

  private static double[] errors() {
    RandomGenerator random = Examples.stream("errors");
    double[] errors = new double[ERRORS];
    for (int k = 0; k < ERRORS; k++) {
      errors[k] = random.nextDouble() < (k < CHANGE ? 0.1 : 0.6) ? 1 : 0;
    }
    return errors;
  }

  private static DriftDetector.Level[] run(DriftDetector detector, int from, int to) {
    DriftDetector.Level[] levels = new DriftDetector.Level[to - from];
    double[] errors = errors();
    for (int k = from; k < to; k++) {
      levels[k - from] = detector.update(errors[k]);
      require(levels[k - from] != null, "update() returned null at error %d", k);
    }
    return levels;
  }

  private static void requireSame(DriftDetector.Level[] a, DriftDetector.Level[] b, String when) {
    int differs = Arrays.mismatch(a, b);
    require(differs < 0, "%s: level %d differs", when, differs);
  }

  private String silence() {
    DriftDetector detector = make();
    for (int k = 0; k < ERRORS; k++) {
      require(
          detector.update(0) != DriftDetector.Level.DRIFT,
          "a drift after %d predictions that were all right",
          k + 1);
    }
    return ERRORS + " right predictions";
  }

  private String change() {
    DriftDetector detector = make();
    DriftDetector.Level[] levels = run(detector, 0, ERRORS);
    int before = 0;
    int after = -1;
    for (int k = 0; k < ERRORS; k++) {
      boolean drift = levels[k] == DriftDetector.Level.DRIFT;
      before += drift && k < CHANGE ? 1 : 0;
      after = drift && k >= CHANGE && after < 0 ? k - CHANGE + 1 : after;
    }
    require(before <= 1, "%d drifts of %d errors that all have the rate 0.1", before, CHANGE);
    if (after < 0) {
      require(
          detector.bytes() == 0,
          "no drift of %d errors whose rate has risen from 0.1 to 0.6; only a detector that keeps"
              + " nothing, bytes() 0, may see nothing",
          ERRORS - CHANGE);
      return "none seen, and nothing kept";
    }
    return "after %d errors".formatted(after);
  }

  private String reset() {
    DriftDetector detector = make();
    run(detector, 1000, 2000);
    detector.reset();
    requireSame(run(make(), 0, ERRORS), run(detector, 0, ERRORS), "after a reset");
    return "as when it was made";
  }

  private String bytes() {
    DriftDetector detector = make();
    run(detector, 0, ERRORS);
    long bytes = detector.bytes();
    require(bytes >= 0, "bytes() is %d", bytes);
    return "%d after %d errors".formatted(bytes, ERRORS);
  }

  private String determinism() {
    requireSame(run(make(), 0, ERRORS), run(make(), 0, ERRORS), "two detectors of one seed");
    return "the same levels";
  }

  private String resumes() {
    DriftDetector.Level[] whole = run(make(), 0, ERRORS);
    for (int stop : new int[] {0, 1, 777, 1540, 2100}) {
      DriftDetector first = make();
      run(first, 0, stop);
      DriftDetector second = make();
      run(second, 1400, 1600);
      second.restore(SavedStates.copy(first.state()));
      String when = "gone on after %d of %d errors".formatted(stop, ERRORS);
      requireSame(Arrays.copyOfRange(whole, stop, ERRORS), run(second, stop, ERRORS), when);
      run(first, stop, ERRORS);
      SavedStates.requireSame(first.state(), second.state(), when);
    }
    return "bit for bit";
  }
}

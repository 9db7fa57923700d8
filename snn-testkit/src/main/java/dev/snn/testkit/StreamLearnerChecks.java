package dev.snn.testkit;

import static dev.snn.testkit.ContractViolation.require;

import dev.snn.api.stream.StreamLearner;
import java.util.Arrays;
import java.util.List;

/**
 * Learners of streams, on samples of five values in three classes: classes within range,
 * predictions that change nothing, arrays left alone and not kept, a reset that forgets everything,
 * and going on from the state to the same bits.
 */
final class StreamLearnerChecks {
  private static final int SAMPLES = 600;
  private static final int LINES = 5;
  private static final int CLASSES = 3;

  private final Subject subject;

  private StreamLearnerChecks(Subject subject) {
    this.subject = subject;
  }

  static List<ContractCheck> of(Subject subject) {
    StreamLearnerChecks c = new StreamLearnerChecks(subject);
    return List.of(
        new ContractCheck("classes within range", c::classes),
        new ContractCheck("learns what is always the same", c::same),
        new ContractCheck("predictions change nothing", c::purity),
        new ContractCheck("arrays are left alone and not kept", c::arrays),
        new ContractCheck("a reset forgets everything", c::reset),
        new ContractCheck("constant and large values", c::extremes),
        new ContractCheck("bytes", c::bytes),
        new ContractCheck("determinism", c::determinism),
        new ContractCheck("going on from a state", c::resumes));
  }

  private StreamLearner make() {
    return subject.create(StreamLearner.class, subject.context(LINES));
  }

  /**
   * Values in [0, 1]; the class is that of the largest of the first three, after 300 samples
   * turned.
   */
  private static float[] values(int sample) {
    return Examples.rows("stream/" + sample, 1, LINES, 0, 1)[0];
  }

  private static int label(int sample) {
    float[] x = values(sample);
    int best = x[1] > x[0] ? 1 : 0;
    best = x[2] > x[best] ? 2 : best;
    return (best + (sample < SAMPLES / 2 ? 0 : 1)) % CLASSES;
  }

  /** Predicts, then learns; the predictions. */
  private static int[] run(StreamLearner learner, int from, int to) {
    int[] predictions = new int[to - from];
    for (int k = from; k < to; k++) {
      predictions[k - from] = predict(learner, values(k), "sample " + k);
      learner.learn(values(k), label(k));
    }
    return predictions;
  }

  private static int predict(StreamLearner learner, float[] x, String when) {
    int predicted = learner.predict(x);
    require(
        predicted >= 0 && predicted < CLASSES,
        "%s: predict() gives the class %d of %d",
        when,
        predicted,
        CLASSES);
    return predicted;
  }

  private static void requireSame(int[] a, int[] b, String when) {
    int differs = Arrays.mismatch(a, b);
    require(differs < 0, "%s: prediction %d differs", when, differs);
  }

  private String classes() {
    int[] predictions = run(make(), 0, SAMPLES);
    int right = 0;
    for (int k = 0; k < SAMPLES; k++) {
      right += predictions[k] == label(k) ? 1 : 0;
    }
    return "%d of %d right".formatted(right, SAMPLES);
  }

  private String same() {
    for (int c = 0; c < CLASSES; c++) {
      StreamLearner learner = make();
      for (int k = 0; k < 50; k++) {
        learner.learn(values(k), c);
      }
      int predicted = predict(learner, values(7), "after 50 samples of class " + c);
      require(predicted == c, "after 50 samples of class %d it predicts %d", c, predicted);
    }
    return "every class";
  }

  private String purity() {
    StreamLearner learner = make();
    run(learner, 0, 200);
    for (int k = 200; k < 300; k++) {
      int first = learner.predict(values(k));
      learner.predict(values(k + 1));
      require(
          learner.predict(values(k)) == first, "a second prediction of sample %d is another", k);
    }
    requireSame(
        run(learner, 200, SAMPLES),
        Arrays.copyOfRange(run(make(), 0, SAMPLES), 200, SAMPLES),
        "after 300 more predictions");
    return "the same again";
  }

  private String arrays() {
    StreamLearner learner = make();
    float[] x = new float[LINES];
    int[] predictions = new int[SAMPLES];
    for (int k = 0; k < SAMPLES; k++) {
      float[] sample = values(k);
      System.arraycopy(sample, 0, x, 0, LINES);
      predictions[k] = learner.predict(x);
      require(Arrays.equals(x, sample), "predict() changes the values of sample %d", k);
      learner.learn(x, label(k));
      require(Arrays.equals(x, sample), "learn() changes the values of sample %d", k);
    }
    requireSame(run(make(), 0, SAMPLES), predictions, "with one array for all samples");
    return "one array for all samples";
  }

  private String reset() {
    StreamLearner learner = make();
    run(learner, 300, SAMPLES);
    learner.reset();
    requireSame(run(make(), 0, 300), run(learner, 0, 300), "after a reset");
    return "as when it was made";
  }

  private String extremes() {
    for (float[] base :
        new float[][] {new float[LINES], {1, 1, 1, 1, 1}, {1e15f, -1e15f, 0, 1e-30f, 1}}) {
      StreamLearner learner = make();
      for (int k = 0; k < 100; k++) {
        float[] x = base.clone();
        x[LINES - 1] += k % 7;
        predict(learner, x, "constant values " + Arrays.toString(base));
        learner.learn(x, k % CLASSES);
      }
    }
    return "classes within range";
  }

  private String bytes() {
    StreamLearner learner = make();
    long before = learner.bytes();
    run(learner, 0, SAMPLES);
    long after = learner.bytes();
    require(before >= 0 && after >= 0, "bytes() is %d, and then %d", before, after);
    return "%d, after %d samples %d".formatted(before, SAMPLES, after);
  }

  private String determinism() {
    requireSame(run(make(), 0, SAMPLES), run(make(), 0, SAMPLES), "two learners of one seed");
    return "the same predictions";
  }

  private String resumes() {
    int[] whole = run(make(), 0, SAMPLES);
    for (int stop : new int[] {0, 1, 150, 450}) {
      StreamLearner first = make();
      run(first, 0, stop);
      StreamLearner middle = make();
      // Restored into one that has seen something else, and saved again before it goes on.
      run(middle, 100, 120);
      middle.restore(SavedStates.copy(first.state()));
      StreamLearner second = make();
      second.restore(SavedStates.copy(middle.state()));
      String when = "gone on after %d of %d samples".formatted(stop, SAMPLES);
      requireSame(Arrays.copyOfRange(whole, stop, SAMPLES), run(second, stop, SAMPLES), when);
      requireSame(Arrays.copyOfRange(whole, stop, SAMPLES), run(first, stop, SAMPLES), when);
      SavedStates.requireSame(first.state(), second.state(), when);
    }
    return "bit for bit";
  }
}

package dev.snn.training.stream;

import dev.snn.api.learning.SavedState;
import dev.snn.api.procedure.Decisions;
import dev.snn.api.procedure.Measure;
import dev.snn.api.procedure.Series;
import dev.snn.api.stream.DriftDetector;
import dev.snn.api.stream.StreamLearner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A learner and its detector somewhere along a stream, with what has been counted so far. */
final class StreamRun {
  /** The share of samples of the test split that were predicted right. */
  static final String ACCURACY = "accuracy";

  /** Samples of both splits, by seconds of the processor. */
  static final Measure SPEED = new Measure("samples_per_s", "samples/s", true);

  private static final Measure KAPPA = new Measure("kappa", "", true);
  private static final Measure KAPPA_TEMPORAL = new Measure("kappa_temporal", "", true);
  private static final Measure KAPPA_M = new Measure("kappa_m", "", true);
  private static final Measure DETECTED = new Measure("drifts", "", false);
  private static final Measure BYTES = new Measure("bytes", "bytes", false);

  private final PrequentialPlugin.Config config;
  private final StreamLearner learner;
  private final DriftDetector detector;

  /** Samples of both splits that have been taken. */
  private long position;

  /** Samples that were predicted and not learned yet. */
  private final Recent waiting;

  /** Samples that were learned last. */
  private final Recent learned;

  private final double[] known;
  private int last;
  private final Tally all;
  private final Tally window;
  private final Curves curves = new Curves();
  private final Recovery recovery;
  private final List<Double> detected = new ArrayList<>();

  /** As many as are kept. */
  private Decisions decisions = new Decisions();

  StreamRun(
      PrequentialPlugin.Config config,
      StreamLearner learner,
      DriftDetector detector,
      int lines,
      int classes) {
    this.config = config;
    this.learner = learner;
    this.detector = detector;
    waiting = new Recent(config.delay() + 1, lines);
    learned = new Recent(Math.max(1, config.buffer()), lines);
    known = new double[classes];
    all = new Tally(classes);
    window = new Tally(classes);
    recovery = new Recovery(config.drifts(), config.window());
  }

  static List<Measure> measures(boolean knownDrifts) {
    List<Measure> measures =
        new ArrayList<>(List.of(KAPPA, KAPPA_TEMPORAL, KAPPA_M, DETECTED, BYTES, SPEED));
    if (knownDrifts) {
      measures.add(new Measure("accuracy_before", "fraction", true));
      measures.add(new Measure("accuracy_after", "fraction", true));
      measures.add(new Measure("recovery", "samples", false));
    }
    return measures;
  }

  long position() {
    return position;
  }

  /** Learns a sample of the training split. */
  void pretrain(float[] x, int label) {
    learn(x, label);
    position++;
  }

  private void learn(float[] x, int label) {
    learner.learn(x, label);
    learned.add(x, label, label);
    known[label]++;
    last = label;
  }

  /** Predicts a sample of the test split, and learns the one whose class becomes known. */
  void next(float[] x, int label) {
    int predicted = learner.predict(x);
    int mostFrequent = mostFrequent();
    all.add(label, predicted, last, mostFrequent);
    window.add(label, predicted, last, mostFrequent);
    recovery.add(label == predicted);
    if (decisions.size() < Decisions.MOST) {
      decisions.add(label == predicted);
    }
    position++;
    waiting.add(x, label, predicted);
    if (waiting.size() > config.delay()) {
      boolean wrong = waiting.label(0) != waiting.prediction(0);
      learn(waiting.values(0), waiting.label(0));
      waiting.drop();
      if (detector.update(wrong ? 1 : 0) == DriftDetector.Level.DRIFT) {
        restart();
      }
    }
    if (window.samples() == config.window()) {
      curves.add(all.samples(), all, window);
      window.clear();
    }
  }

  private int mostFrequent() {
    int best = 0;
    for (int c = 1; c < known.length; c++) {
      best = known[c] > known[best] ? c : best;
    }
    return best;
  }

  private void restart() {
    detected.add(all.samples());
    if (config.protocol() == PrequentialPlugin.Protocol.AS_PUBLISHED) {
      return;
    }
    learner.reset();
    for (int k = 0; k < learned.size() && config.buffer() > 0; k++) {
      learner.learn(learned.values(k), learned.label(k));
    }
  }

  /** Scores of what has been predicted; those that are not defined are missing. */
  Map<String, Double> scores() {
    Map<String, Double> scores = new LinkedHashMap<>();
    scores.put(ACCURACY, all.accuracy());
    put(scores, KAPPA, all.kappa());
    put(scores, KAPPA_TEMPORAL, all.kappaTemporal());
    put(scores, KAPPA_M, all.kappaM());
    put(scores, DETECTED, detected.size());
    put(scores, BYTES, (double) learner.bytes() + detector.bytes());
    recovery.scores(scores);
    return scores;
  }

  private static void put(Map<String, Double> scores, Measure measure, double value) {
    if (Double.isFinite(value)) {
      scores.put(measure.name(), value);
    }
  }

  /** Curves over the samples of the test split. */
  List<Series> series() {
    List<Series> series = new ArrayList<>(curves.series());
    double[] ones = new double[detected.size()];
    Arrays.fill(ones, 1);
    series.add(new Series("drift_detected", "", "sample", detections(), ones));
    return series;
  }

  private double[] detections() {
    return detected.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Which samples of the test split were predicted right; of very many the first ones. */
  Decisions decisions() {
    return decisions;
  }

  /** Three bytes in each float, which holds 24 bits. */
  private static float[][] packed(byte[] bytes) {
    float[] row = new float[bytes.length / 3 + 1];
    for (int k = 0; k < bytes.length; k++) {
      row[k / 3] += (bytes[k] & 0xff) << Byte.SIZE * (k % 3);
    }
    return new float[][] {row};
  }

  private static byte[] unpacked(float[] row, int count) {
    byte[] bytes = new byte[count];
    for (int k = 0; k < count; k++) {
      bytes[k] = (byte) ((int) row[k / 3] >> Byte.SIZE * (k % 3));
    }
    return bytes;
  }

  /** Everything, to go on from here to the same bits. */
  SavedState state() {
    return new SavedState()
        .put("position", position)
        .put("last", last)
        .putDoubles("known", known)
        .putDoubles("all", all.counts())
        .putDoubles("window", window.counts())
        .putDoubles("curves", curves.points())
        .putDoubles("detected", detections())
        .put("decided", decisions.size())
        .put("right", packed(decisions.bits()))
        .put("waiting", waiting.state())
        .put("learned", learned.state())
        .put("recovery", recovery.state())
        .put("learner", learner.state())
        .put("detector", detector.state());
  }

  void restore(SavedState state) {
    position = (long) state.number("position");
    last = (int) state.number("last");
    copy(state, "known", known);
    copy(state, "all", all.counts());
    copy(state, "window", window.counts());
    curves.restore(state.doubles("curves"));
    for (double at : state.doubles("detected")) {
      detected.add(at);
    }
    int decided = (int) state.number("decided");
    byte[] right = unpacked(state.rows("right")[0], (decided + Byte.SIZE - 1) / Byte.SIZE);
    decisions = Decisions.of(decided, right);
    waiting.restore(state.part("waiting"));
    learned.restore(state.part("learned"));
    recovery.restore(state.part("recovery"));
    learner.restore(state.part("learner"));
    detector.restore(state.part("detector"));
  }

  private static void copy(SavedState state, String name, double[] into) {
    System.arraycopy(state.doubles(name, into.length), 0, into, 0, into.length);
  }
}

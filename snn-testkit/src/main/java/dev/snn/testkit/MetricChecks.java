package dev.snn.testkit;

import static dev.snn.testkit.ContractViolation.require;

import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.DatasetInfo.Kind;
import dev.snn.api.data.Samples;
import dev.snn.api.metric.Metric;
import dev.snn.api.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** Metrics: NaN before the first example, batches add up, inputs left alone. */
final class MetricChecks {
  private static final int EXAMPLES = 20;
  private static final int CLASSES = 3;

  private final Subject subject;

  private MetricChecks(Subject subject) {
    this.subject = subject;
  }

  static List<ContractCheck> of(Subject subject) {
    MetricChecks c = new MetricChecks(subject);
    return List.of(
        new ContractCheck("NaN before the first example", c::empty),
        new ContractCheck("batches add up", c::batches),
        new ContractCheck("purity", c::purity),
        new ContractCheck("unit", c::unit));
  }

  private Metric metric() {
    TestContext context = subject.context(CLASSES);
    DatasetInfo both =
        new DatasetInfo(
            "test", Kind.VALUES, 4, 3, 1, CLASSES, CLASSES, "test", Map.of(), "generated");
    return subject.create(Metric.class, context.withDataset(both));
  }

  private static Tensor prediction(int from, int to) {
    return Examples.perExample("scores", 1, to - from, CLASSES, from);
  }

  private static Samples samples(int from, int to) {
    int n = to - from;
    long[] ids = new long[n];
    int[] labels = new int[n];
    float[][] targets = new float[n][];
    for (int b = 0; b < n; b++) {
      ids[b] = from + b;
      labels[b] = (from + b) % CLASSES;
      targets[b] = Examples.rows("target/" + ids[b], 1, CLASSES, 0, 1)[0];
    }
    return new Samples(ids, new float[n][2], null, labels, targets);
  }

  private String empty() {
    double value = metric().start().value();
    require(Double.isNaN(value), "before the first example the value is %s, not NaN", value);
    return "NaN";
  }

  private String batches() {
    Metric metric = metric();
    Metric.Sum whole = metric.start();
    whole.add(prediction(0, EXAMPLES), samples(0, EXAMPLES));
    Metric.Sum parts = metric.start();
    for (int[] range : new int[][] {{0, 3}, {3, 4}, {4, EXAMPLES}}) {
      parts.add(prediction(range[0], range[1]), samples(range[0], range[1]));
    }
    double a = whole.value();
    double b = parts.value();
    require(Double.isFinite(a), "the value of %d ordinary examples is %s", EXAMPLES, a);
    require(
        Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a)),
        "one batch gives %s, the same examples in three batches %s",
        a,
        b);
    require(Double.isNaN(metric.start().value()), "a fresh sum remembers earlier batches");
    return "value " + a;
  }

  private String purity() {
    Tensor prediction = prediction(0, EXAMPLES);
    Samples samples = samples(0, EXAMPLES);
    metric().start().add(prediction, samples);
    new Snapshot()
        .put("prediction", prediction)
        .putRows("targets", samples.targets())
        .requireSame(
            new Snapshot()
                .put("prediction", prediction(0, EXAMPLES))
                .putRows("targets", samples(0, EXAMPLES).targets()),
            "the metric changes its input");
    return "inputs unchanged";
  }

  private String unit() {
    String unit = metric().unit();
    require(unit != null && !unit.isBlank(), "unit() is empty");
    return unit + (metric().higherIsBetter() ? ", higher is better" : ", lower is better");
  }
}

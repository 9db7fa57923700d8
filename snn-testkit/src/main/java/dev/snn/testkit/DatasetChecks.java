package dev.snn.testkit;

import static dev.snn.testkit.ContractViolation.require;

import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.MissingDataException;
import dev.snn.api.data.Recording;
import dev.snn.api.data.Samples;
import dev.snn.api.plugin.DataHome;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Data sets: disjoint splits, stable ids, labels and values in range, order as asked for. */
final class DatasetChecks {
  private static final int SOME = 200;

  private final Subject subject;
  private final DataHome data;

  private DatasetChecks(Subject subject, DataHome data) {
    this.subject = subject;
    this.data = data;
  }

  static List<ContractCheck> of(Subject subject) {
    return of(subject, null);
  }

  /**
   * @param data where files lie; null for a folder without any
   */
  static List<ContractCheck> of(Subject subject, DataHome data) {
    DatasetChecks c = new DatasetChecks(subject, data);
    return List.of(
        new ContractCheck("disjoint splits", () -> atHand(c::splits)),
        new ContractCheck("labels and values", () -> atHand(c::values)),
        new ContractCheck("order of gathered examples", () -> atHand(c::order)),
        new ContractCheck("determinism", () -> atHand(c::determinism)));
  }

  private static String atHand(ContractCheck.Body body) throws Throwable {
    try {
      return body.run();
    } catch (MissingDataException e) {
      return "not checked, data not at hand: " + e.getMessage();
    }
  }

  private Dataset dataset() {
    TestContext context = subject.context(1).withDataset(null);
    return subject.create(Dataset.class, data == null ? context : context.withData(data));
  }

  private static Map<String, Dataset.Split> splits(Dataset dataset) {
    Map<String, Dataset.Split> all = new LinkedHashMap<>();
    all.put("train", dataset.train());
    all.put("validation", dataset.validation());
    all.put("test", dataset.test());
    return all;
  }

  private String splits() {
    Dataset dataset = dataset();
    Map<Long, String> seen = new HashMap<>();
    StringBuilder sizes = new StringBuilder();
    splits(dataset)
        .forEach(
            (name, split) -> {
              for (int from = 0; from < split.size(); from += 1000) {
                int to = Math.min(split.size(), from + 1000);
                for (long id : split.gather(range(from, to)).ids()) {
                  String other = seen.put(id, name);
                  require(other == null, "id %d is in %s and in %s", id, other, name);
                }
              }
              sizes.append(" ").append(name).append(" ").append(split.size());
            });
    require(dataset.train().size() > 0, "no training examples");
    require(dataset.test().size() > 0, "no test examples");
    return "examples:" + sizes;
  }

  private static int[] range(int from, int to) {
    int[] out = new int[to - from];
    for (int k = 0; k < out.length; k++) {
      out[k] = from + k;
    }
    return out;
  }

  private String values() {
    Dataset dataset = dataset();
    DatasetInfo info = dataset.info();
    require(info.name() != null && !info.name().isBlank(), "info().name() is empty");
    require(info.features() > 0, "info() says %d features", info.features());
    splits(dataset)
        .forEach(
            (name, split) -> {
              int n = Math.min(SOME, split.size());
              Samples samples = split.gather(range(0, n));
              for (int b = 0; b < n; b++) {
                int label = split.label(b);
                String where = name + " example " + b;
                boolean bySteps = samples.stepLabels() != null;
                if (bySteps) {
                  steps(info, samples.stepLabels()[b], where);
                }
                require(
                    info.classes() == 0 || bySteps
                        ? label == -1
                        : label >= 0 && label < info.classes(),
                    "the label of %s is %d, of %d classes",
                    where,
                    label,
                    info.classes());
                require(
                    samples.labels() == null || samples.labels()[b] == label,
                    "label(...) and gather(...) differ for %s",
                    where);
                content(info, samples, b, where);
              }
            });
    return info.width() + " x " + info.height() + " x " + info.channels();
  }

  private static void steps(DatasetInfo info, int[] labels, String where) {
    for (int t = 0; t < labels.length; t++) {
      require(
          labels[t] >= -1 && labels[t] < info.classes(),
          "the label of step %d of %s is %d, of %d classes",
          t,
          where,
          labels[t],
          info.classes());
    }
  }

  private static void content(DatasetInfo info, Samples samples, int b, String where) {
    if (info.kind() == DatasetInfo.Kind.VALUES) {
      float[] values = samples.values()[b];
      require(
          values.length == info.features(),
          "%s has %d values, info() says %d",
          where,
          values.length,
          info.features());
      for (float x : values) {
        require(Float.isFinite(x), "%s has the value %s", where, x);
      }
    } else {
      Recording r = samples.recordings()[b];
      for (int e = 0; e < r.events(); e++) {
        require(
            e == 0 || r.timesUs()[e - 1] <= r.timesUs()[e], "%s: time falls at event %d", where, e);
        require(
            r.x()[e] >= 0
                && r.x()[e] < info.width()
                && r.y()[e] >= 0
                && r.y()[e] < info.height()
                && r.polarity()[e] >= 0
                && r.polarity()[e] < info.channels(),
            "%s: event %d lies outside %d x %d x %d",
            where,
            e,
            info.width(),
            info.height(),
            info.channels());
      }
    }
    if (info.targets() > 0) {
      require(
          samples.targets() != null && samples.targets()[b].length == info.targets(),
          "%s has no target of length %d",
          where,
          info.targets());
    }
  }

  private String order() {
    Dataset.Split split = dataset().train();
    int n = Math.min(50, split.size());
    long[] ids = split.gather(range(0, n)).ids();
    int[] asked = {n - 1, 0, n / 2, 0};
    Samples some = split.gather(asked);
    Samples all = split.gather(range(0, n));
    require(some.size() == 4, "4 indices gave %d examples", some.size());
    for (int k = 0; k < asked.length; k++) {
      require(
          some.ids()[k] == ids[asked[k]],
          "index %d gave id %d, not %d",
          asked[k],
          some.ids()[k],
          ids[asked[k]]);
      ExampleContents.of(some, k)
          .requireSame(ExampleContents.of(all, asked[k]), "index " + asked[k], "in another batch");
    }
    require(split.gather(new int[0]).size() == 0, "no indices gave some examples");
    return "as asked for, with repeats";
  }

  private String determinism() {
    Dataset a = dataset();
    Dataset b = dataset();
    for (String name : List.of("train", "validation", "test")) {
      Dataset.Split x = splits(a).get(name);
      Dataset.Split y = splits(b).get(name);
      require(x.size() == y.size(), "%s has %d and %d examples", name, x.size(), y.size());
      int n = Math.min(SOME, x.size());
      Samples p = x.gather(range(0, n));
      Samples q = y.gather(range(0, n));
      require(java.util.Arrays.equals(p.ids(), q.ids()), "%s has other ids when made again", name);
      for (int k = 0; k < n; k++) {
        ExampleContents.of(p, k)
            .requireSame(ExampleContents.of(q, k), name + " example " + k, "when made again");
      }
    }
    return "bit for bit";
  }
}

package dev.snn.training.reservoir;

import dev.snn.api.data.Dataset;
import dev.snn.api.metric.Metric;
import dev.snn.api.procedure.Run;
import dev.snn.training.readout.LinearReadout;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How classes are read from a reservoir. */
interface Classes {

  /** Fits a readout to the training and validation parts. */
  ClassReadout fit();

  /** The metrics of a readout. */
  Scored score(Part part, LinearReadout readout);

  /**
   * What a readout achieves.
   *
   * @param metrics by name
   * @param spikes of all neurons and examples; NaN where the network has none
   */
  record Scored(Map<String, Double> metrics, double spikes) {

    static Scored of(Map<String, Metric.Sum> sums, double spikes) {
      Map<String, Double> values = new LinkedHashMap<>();
      sums.forEach((name, sum) -> values.put(name, sum.value()));
      return new Scored(values, spikes);
    }
  }

  /** Parts of a data set. */
  enum Part {
    TRAIN,
    VALIDATION,
    TEST;

    Dataset.Split of(Dataset data) {
      return switch (this) {
        case TRAIN -> data.train();
        case VALIDATION -> data.validation();
        case TEST -> data.test();
      };
    }

    /** As progress is reported. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A fresh sum of each metric. */
  static Map<String, Metric.Sum> sums(Run run) {
    Map<String, Metric.Sum> sums = new LinkedHashMap<>();
    run.metrics().forEach((name, metric) -> sums.put(name, metric.start()));
    return sums;
  }

  /**
   * Weights of rows with which all classes that occur count alike, {@code n / (K n_c)}; a class
   * without rows has 0.
   *
   * @param counts rows of each class
   */
  static double[] balanced(long[] counts) {
    long rows = 0;
    int occurring = 0;
    for (long count : counts) {
      rows += count;
      occurring += count > 0 ? 1 : 0;
    }
    double[] weights = new double[counts.length];
    for (int c = 0; c < counts.length; c++) {
      weights[c] = counts[c] == 0 ? 0 : (double) rows / occurring / counts[c];
    }
    return weights;
  }
}

package dev.snn.bench.diff;

import dev.snn.bench.stats.Moments;
import dev.snn.bench.stats.PairedT;
import dev.snn.bench.stats.WelchT;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * A number of two rows, over their seeds.
 *
 * @param name of the metric, term or measure
 * @param unit "fraction" for what is shown in percent; may be empty
 * @param a its values in A
 * @param b its values in B
 * @param difference mean of B minus mean of A, over the pairs where it is paired
 * @param low lower end of the 95 % interval of the difference; NaN where there is none
 * @param high upper end
 * @param p two-sided; NaN where there is none
 * @param test {@code paired-t} over the seeds that both have, where there are two of them at least;
 *     else {@code welch-t}; empty where there are too few values for either
 */
public record Contrast(
    String name,
    String unit,
    Moments a,
    Moments b,
    double difference,
    double low,
    double high,
    double p,
    String test) {

  /** Of values by seed. */
  static Contrast of(
      String name, String unit, SortedMap<Long, Double> a, SortedMap<Long, Double> b) {
    Moments ma = Moments.of(List.copyOf(a.values()));
    Moments mb = Moments.of(List.copyOf(b.values()));
    List<Double> differences = new ArrayList<>();
    for (Map.Entry<Long, Double> value : a.entrySet()) {
      if (b.containsKey(value.getKey())) {
        differences.add(b.get(value.getKey()) - value.getValue());
      }
    }
    if (differences.size() > 1) {
      PairedT t = PairedT.of(differences);
      return new Contrast(name, unit, ma, mb, t.difference(), t.low(), t.high(), t.p(), "paired-t");
    }
    WelchT t = WelchT.of(List.copyOf(b.values()), List.copyOf(a.values()));
    String test = Double.isNaN(t.p()) ? "" : "welch-t";
    return new Contrast(name, unit, ma, mb, t.difference(), t.low(), t.high(), t.p(), test);
  }
}

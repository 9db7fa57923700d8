package dev.snn.bench.diff;

import dev.snn.bench.stats.Moments;
import dev.snn.bench.stats.PairedT;
import dev.snn.bench.stats.WelchT;
import java.util.List;
import java.util.SortedMap;

/**
 * A number of two rows, over their seeds.
 *
 * @param name of the metric, term or measure
 * @param unit "fraction" for what is shown in percent; may be empty
 * @param a its values in A, those of the shared seeds where it is paired
 * @param b the same of B
 * @param difference mean of B minus mean of A
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
    List<Long> shared = a.keySet().stream().filter(b::containsKey).toList();
    if (shared.size() > 1) {
      PairedT t = PairedT.of(shared.stream().map(seed -> b.get(seed) - a.get(seed)).toList());
      Moments ma = Moments.of(shared.stream().map(a::get).toList());
      Moments mb = Moments.of(shared.stream().map(b::get).toList());
      return new Contrast(name, unit, ma, mb, t.difference(), t.low(), t.high(), t.p(), "paired-t");
    }
    List<Double> va = List.copyOf(a.values());
    List<Double> vb = List.copyOf(b.values());
    WelchT t = WelchT.of(vb, va);
    String test = Double.isNaN(t.p()) ? "" : "welch-t";
    return new Contrast(
        name, unit, Moments.of(va), Moments.of(vb), t.difference(), t.low(), t.high(), t.p(), test);
  }
}

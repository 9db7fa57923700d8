package dev.snn.report.plot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.snn.bench.experiment.Paths;
import dev.snn.engine.record.RunRecord;
import dev.snn.report.folder.Spread;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Names runs by what their configurations differ in, but for the width of one option. */
final class SeriesNames {
  /** The name where they differ in nothing else. */
  static final String ALL = "all";

  private SeriesNames() {}

  /** A name for each record, as {@code hold=20, target=10}; of the option only its mean counts. */
  static Map<RunRecord, String> of(List<RunRecord> records, String option) {
    Map<RunRecord, Map<String, String>> leaves = new IdentityHashMap<>();
    Map<String, TreeSet<String>> values = new TreeMap<>();
    for (RunRecord record : records) {
      Map<String, String> own = new TreeMap<>();
      collect(record.config(), "", option, own);
      leaves.put(record, own);
    }
    for (Map<String, String> own : leaves.values()) {
      own.forEach((path, text) -> values.computeIfAbsent(path, key -> new TreeSet<>()).add(text));
    }
    List<String> differing = new ArrayList<>();
    values.forEach(
        (path, texts) -> {
          boolean everywhere = leaves.values().stream().allMatch(own -> own.containsKey(path));
          if (texts.size() > 1 || !everywhere) {
            differing.add(path);
          }
        });
    Map<RunRecord, String> names = new IdentityHashMap<>();
    leaves.forEach(
        (record, own) -> {
          List<String> parts = new ArrayList<>();
          for (String path : differing) {
            if (own.containsKey(path)) {
              String mean = path.equals(option) ? "mean " : "";
              parts.add(mean + Paths.shortest(path, differing) + "=" + own.get(path));
            }
          }
          names.put(record, parts.isEmpty() ? ALL : String.join(", ", parts));
        });
    return names;
  }

  private static void collect(JsonNode node, String path, String option, Map<String, String> out) {
    if (path.equals(option)) {
      out.put(path, number(Spread.of(node).mean()));
    } else if (Spread.isDistribution(node)) {
      out.put(path, text(node));
    } else if (node.isObject()) {
      node.properties()
          .forEach(
              child ->
                  collect(
                      child.getValue(),
                      path.isEmpty() ? child.getKey() : path + "." + child.getKey(),
                      option,
                      out));
    } else if (node.isArray() && !node.isEmpty() && node.get(0).isObject()) {
      for (int k = 0; k < node.size(); k++) {
        collect(node.get(k), path + "[" + k + "]", option, out);
      }
    } else {
      out.put(path, node.isNumber() ? number(node.asDouble()) : text(node));
    }
  }

  /** Rounded: a mean of 60 may be written as 1.5 times 40. */
  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.4g", value);
    return text.contains("e") || !text.contains(".")
        ? text
        : text.replaceFirst("0+$", "").replaceFirst("\\.$", "");
  }

  /** {@code gamma(shape 3, scale 5)} and the like. */
  private static String text(JsonNode node) {
    return node.isTextual()
        ? node.asText()
        : node.toString().replaceAll("[\"{}]", "").replace(":", " ");
  }
}

package dev.snn.engine.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Compares two records field by field.
 *
 * @param differences fields that two runs of one configuration and seed must share
 * @param notes differences of machine and program, such as the classes of plug-ins, whose names are
 *     what a configuration knows them by; times are passed over
 */
public record RecordDiff(List<Line> differences, List<Line> notes) {

  private static final String MISSING = "-";

  /** Characters of a text that is shown whole; of a longer one the first. */
  private static final int LONGEST = 1000;

  private static final int SHOWN = 40;

  /**
   * A field that differs.
   *
   * @param field such as {@code final.scores.test.accuracy}
   * @param before its value, "-" where missing
   * @param after its value, "-" where missing
   */
  public record Line(String field, String before, String after) {
    @Override
    public String toString() {
      return field + ": " + before + " -> " + after;
    }
  }

  /** Compares. */
  public static RecordDiff of(RunRecord before, RunRecord after) {
    List<Line> all = new ArrayList<>();
    walk("", before.tree(), after.tree(), all);
    List<Line> differences = new ArrayList<>();
    List<Line> notes = new ArrayList<>();
    for (Line line : all) {
      String field = line.field();
      boolean program =
          field.startsWith("environment.") || field.matches("plugins\\[\\d+]\\.(class|jar|sha256)");
      if (program) {
        notes.add(line);
      } else if (!field.startsWith("timing.")
          && !field.equals(RunRecord.UNWRITTEN)
          && !isNewer(line)) {
        differences.add(line);
      }
    }
    return new RecordDiff(List.copyOf(differences), List.copyOf(notes));
  }

  /** Records from before something was counted or named lack it; that is no difference. */
  private static boolean isNewer(Line line) {
    boolean later =
        line.field().matches("(final|epochs\\[\\d+])\\." + RunRecord.EFFICIENCY + ".*")
            || line.field().startsWith(RunRecord.CONFUSION)
            || line.field().startsWith("dataset.class_names")
            || line.field().equals(RunRecord.DECISIONS);
    return later && (line.before().equals(MISSING) || line.after().equals(MISSING));
  }

  /** True where results and configuration agree. */
  public boolean isSame() {
    return differences.isEmpty();
  }

  private static void walk(String path, JsonNode a, JsonNode b, List<Line> out) {
    if (a.isObject() && b.isObject()) {
      TreeSet<String> keys = new TreeSet<>();
      for (Map.Entry<String, JsonNode> field : a.properties()) {
        keys.add(field.getKey());
      }
      for (Map.Entry<String, JsonNode> field : b.properties()) {
        keys.add(field.getKey());
      }
      for (String key : keys) {
        walk(path.isEmpty() ? key : path + "." + key, a.path(key), b.path(key), out);
      }
    } else if (a.isArray() && b.isArray()) {
      for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
        walk(path + "[" + i + "]", a.path(i), b.path(i), out);
      }
    } else if (!same(a, b)) {
      out.add(new Line(path, show(a), show(b)));
    }
  }

  private static boolean same(JsonNode a, JsonNode b) {
    if (a.isNumber() && b.isNumber()) {
      return Double.compare(a.asDouble(), b.asDouble()) == 0 && a.asLong() == b.asLong();
    }
    return a.equals(b);
  }

  private static String show(JsonNode node) {
    String text = node.isMissingNode() ? MISSING : node.toString();
    return node.isTextual() && text.length() > LONGEST
        ? "%s... (%d characters)".formatted(text.substring(0, SHOWN), text.length())
        : text;
  }
}

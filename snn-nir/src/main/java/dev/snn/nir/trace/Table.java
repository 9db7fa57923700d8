package dev.snn.nir.trace;

import dev.snn.api.plugin.UserError;
import dev.snn.engine.error.Shown;
import dev.snn.nir.graph.Heap;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A CSV file of numbers: a row for each step. A first line without a number names the columns;
 * lines that begin with {@code #} are passed over.
 *
 * @param header names of the columns; empty where there are none
 */
public record Table(String name, List<String> header, double[][] rows) {
  /** Characters of a line and lines of a file. */
  private static final int LONGEST = 1 << 24;

  /** Bytes of memory for each byte of a file, at most. */
  private static final int BYTES = 8;

  /** What some programs write in front of a text. */
  private static final String MARK = "\ufeff";

  /** Words that stand for numbers. */
  private static final Set<String> WORDS = Set.of("nan", "inf", "infinity");

  /** Names as {@code lif.v[3]}. */
  private static final Pattern COLUMN = Pattern.compile("(.*?)(?:\\[(\\d{1,7})\\])?");

  /** The only neuron of a trace that names none. */
  public static final String NEURON = "neuron";

  /** Reads a file. */
  public static Table read(Path path) {
    List<String> header = new ArrayList<>();
    List<double[]> rows = new ArrayList<>();
    room(path);
    try (BufferedReader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
      int number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        line = number == 1 && line.startsWith(MARK) ? line.substring(1) : line;
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        if (line.length() > LONGEST || number > LONGEST) {
          throw new UserError(path + " is too long to be a trace.");
        }
        String[] cells = line.split(",", -1);
        if (rows.isEmpty() && header.isEmpty() && !hasNumber(cells)) {
          header.addAll(List.of(cells));
        } else {
          rows.add(numbers(path, number, cells, width(header, rows)));
        }
      }
    } catch (CharacterCodingException e) {
      throw new UserError(path + " is no text; CSV or .npz is read.", e);
    } catch (IOException e) {
      throw new UserError("%s cannot be read.".formatted(path), e);
    }
    if (rows.isEmpty()) {
      throw new UserError(path + " holds no rows of numbers; a row for each step is needed.");
    }
    return new Table(path.toString(), List.copyOf(header), rows.toArray(double[][]::new));
  }

  /** A value is two characters at least, and eight bytes; a line is there as text too. */
  private static void room(Path path) {
    try {
      Heap.require(path.toString(), "reading it", (double) BYTES * Files.size(path), Heap.all());
    } catch (IOException e) {
      throw new UserError("%s cannot be read.".formatted(path), e);
    }
  }

  private static int width(List<String> header, List<double[]> rows) {
    return !header.isEmpty() ? header.size() : rows.isEmpty() ? -1 : rows.get(0).length;
  }

  /** Whether a line is no header: one with a number is not. */
  private static boolean hasNumber(String[] cells) {
    for (String cell : cells) {
      String word = cell.strip().replaceFirst("^[+-]", "").toLowerCase(Locale.ROOT);
      if (WORDS.contains(word) || isNumber(cell)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNumber(String cell) {
    try {
      Double.parseDouble(cell.strip());
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static double[] numbers(Path path, int line, String[] cells, int width) {
    if (width >= 0 && cells.length != width) {
      throw new UserError(
          "%s, line %d: has %d values instead of %d.".formatted(path, line, cells.length, width));
    }
    double[] row = new double[cells.length];
    for (int k = 0; k < row.length; k++) {
      if (!isNumber(cells[k]) || !Double.isFinite(Double.parseDouble(cells[k].strip()))) {
        throw new UserError(
            "%s, line %d: '%s' is no finite number."
                .formatted(path, line, Shown.word(cells[k].strip())));
      }
      row[k] = Double.parseDouble(cells[k].strip());
    }
    return row;
  }

  /** Some columns. */
  public double[][] columns(int from, int to) {
    double[][] some = new double[rows.length][];
    for (int t = 0; t < some.length; t++) {
      some[t] = java.util.Arrays.copyOfRange(rows[t], from, to);
    }
    return some;
  }

  /**
   * The trace in the file. Named columns are {@code step}, {@code input[k]}, {@code NODE.v[k]},
   * {@code NODE.spikes[k]} and {@code NODE.out[k]}, in any order; three columns without names are
   * the input, the membrane and the spikes of the only neuron, as in the files of the paper.
   */
  public Trace trace() {
    Map<String, double[][]> series = new LinkedHashMap<>();
    if (header.isEmpty()) {
      if (rows[0].length != 3) {
        throw new UserError(
            "%s has %d columns without names; a trace has three (input, membrane, spikes), or a first line that names them."
                .formatted(name, rows[0].length));
      }
      series.put(Trace.INPUT, columns(0, 1));
      series.put(NEURON + Trace.V, columns(1, 2));
      series.put(NEURON + Trace.SPIKES, columns(2, 3));
      return new Trace(name, series);
    }
    places().forEach((key, places) -> series.put(key, columns(key, places)));
    return new Trace(name, series);
  }

  /** Of each series the column of each line, in whatever order they stand. */
  private Map<String, Map<Integer, Integer>> places() {
    Map<String, Map<Integer, Integer>> places = new LinkedHashMap<>();
    for (int k = 0; k < header.size(); k++) {
      Matcher matcher = COLUMN.matcher(header.get(k).strip());
      if (!matcher.matches() || matcher.group(1).isEmpty()) {
        throw new UserError("%s: column %d has no name.".formatted(name, k + 1));
      }
      String key = matcher.group(1);
      int line = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
      if (places.computeIfAbsent(key, each -> new TreeMap<>()).put(line, k) != null) {
        throw new UserError(
            "%s: line %d of '%s' stands there twice; leave one column of it."
                .formatted(name, line, Shown.word(key)));
      }
    }
    places.remove("step");
    return places;
  }

  private double[][] columns(String key, Map<Integer, Integer> places) {
    int[] from = new int[places.size()];
    for (int line = 0; line < from.length; line++) {
      Integer place = places.get(line);
      if (place == null) {
        throw new UserError(
            "%s: '%s' has %d columns, and none is '%s[%d]'; lines are counted from 0, without gaps."
                .formatted(name, Shown.word(key), from.length, Shown.word(key), line));
      }
      from[line] = place;
    }
    double[][] some = new double[rows.length][from.length];
    for (int t = 0; t < some.length; t++) {
      for (int n = 0; n < from.length; n++) {
        some[t][n] = rows[t][from[n]];
      }
    }
    return some;
  }
}

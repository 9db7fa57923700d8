package dev.snn.app.command;

import dev.snn.api.parallel.Parallel;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.UserError;
import dev.snn.app.terminal.Columns;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.file.OutputFiles;
import dev.snn.nir.Inputs;
import dev.snn.nir.Scores;
import dev.snn.nir.Simulation;
import dev.snn.nir.file.NirReader;
import dev.snn.nir.graph.NirArray;
import dev.snn.nir.run.NirNetwork;
import dev.snn.nir.run.Settings;
import dev.snn.nir.trace.Npz;
import dev.snn.nir.trace.Table;
import dev.snn.nir.trace.Trace;
import dev.snn.nir.trace.TraceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code snn nir run}. */
final class NirRun {
  private static final String OUT = "--out";

  private NirRun() {}

  static int of(Invocation in, Path path) {
    String input = in.line().getOptionValue("input");
    if (input == null) {
      throw new UserError(
          "nir run needs --input: a CSV file, an .npz file or the name of a data set.");
    }
    Settings settings = NirCommand.settings(in);
    Optional<Path> out =
        Optional.ofNullable(in.line().getOptionValue("out")).map(text -> Globals.path(OUT, text));
    out.ifPresent(file -> OutputFiles.requireWritable(file, OUT));
    try (SnnEngine engine = in.engine();
        Parallel parallel = NirCommand.threads(in)) {
      NirNetwork network = NirCommand.network(NirReader.read(path), settings, engine);
      if (engine.registries().of(Family.DATASET).names().contains(input)) {
        classify(in, engine, network, settings, parallel, out);
      } else {
        refuse(in, "steps", "split");
        trace(in, network, input, parallel, out);
      }
    }
    return 0;
  }

  private static void refuse(Invocation in, String... options) {
    for (String option : options) {
      if (in.line().hasOption(option)) {
        throw new UserError(
            "--%s is of a data set; leave it out, or name one with --input.".formatted(option));
      }
    }
  }

  private static void trace(
      Invocation in, NirNetwork network, String input, Parallel parallel, Optional<Path> out) {
    String nodes = in.line().getOptionValue("record");
    Set<String> record =
        Simulation.recorded(network, nodes == null ? List.of() : List.of(nodes.split(",", -1)));
    double[][] signal = signal(in, input, network);
    Trace trace = Simulation.run(network, "run", signal, record, parallel);
    if (out.isPresent() && out.get().toString().endsWith(".npz")) {
      OutputFiles.writeBytes(out.get(), Npz.write(trace.series()), OUT);
    } else if (out.isPresent()) {
      OutputFiles.writeText(out.get(), TraceText.of(trace), OUT);
    } else {
      in.out().print(TraceText.of(trace));
    }
  }

  /** The lines of all Inputs, {@code [T][N]}: of one file, or of one for each Input. */
  private static double[][] signal(Invocation in, String input, NirNetwork network) {
    Map<String, String> files = files(input, network);
    if (files.isEmpty()) {
      Path file = NirCommand.find(in, input);
      return network.inputs().size() == 1
          ? single(in, file, network.inputShape())
          : Inputs.of(network, file.toString(), series(file));
    }
    Map<String, double[][]> series = new LinkedHashMap<>();
    files.forEach(
        (node, name) ->
            series.put(node, single(in, NirCommand.find(in, name), network.shape(node))));
    return Inputs.of(network, "--input", series);
  }

  /** The file of each Input, of {@code NODE=FILE,NODE=FILE}; empty where no node is named. */
  private static Map<String, String> files(String input, NirNetwork network) {
    Map<String, String> files = new LinkedHashMap<>();
    List<String> unknown = new ArrayList<>();
    for (String part : input.split(",", -1)) {
      int at = part.indexOf('=');
      String node = at < 0 ? "" : part.substring(0, at);
      if (network.inputs().contains(node)) {
        if (files.put(node, part.substring(at + 1)) != null) {
          throw new UserError("--input: the Input '%s' stands there twice.".formatted(node));
        }
      } else {
        unknown.add("'" + part + "'");
      }
    }
    if (!files.isEmpty() && !unknown.isEmpty()) {
      throw new UserError(
          "--input: %s %s no Input; the network has %s, as in %s=FILE."
              .formatted(
                  String.join(", ", unknown),
                  unknown.size() == 1 ? "names" : "name",
                  Inputs.lines(network),
                  network.inputs().get(0)));
    }
    return files;
  }

  private static Map<String, double[][]> series(Path file) {
    if (file.toString().endsWith(".npz")) {
      return Npz.read(file);
    }
    Table table = Table.read(file);
    return table.header().isEmpty() ? Map.of() : table.trace().series();
  }

  /** The lines of one Input. */
  private static double[][] single(Invocation in, Path file, int[] shape) {
    int lines = NirArray.size(shape);
    if (file.toString().endsWith(".npz")) {
      Map<String, double[][]> arrays = Npz.read(file);
      double[][] only =
          arrays.size() == 1 ? arrays.values().iterator().next() : arrays.get(Trace.INPUT);
      if (only == null) {
        throw new UserError(
            "%s has the arrays %s and none named 'input'; name one so, or leave only one."
                .formatted(file, arrays.keySet()));
      }
      return only;
    }
    Table table = Table.read(file);
    double[][] rows = table.rows();
    if (!table.header().isEmpty()) {
      Map<String, double[][]> series = table.trace().series();
      double[][] input = series.size() == 1 ? series.values().iterator().next() : null;
      input = series.getOrDefault(Trace.INPUT, input);
      if (input != null) {
        return input;
      }
      if (series.values().stream().anyMatch(each -> each[0].length > 1)) {
        throw new UserError(
            "%s has the series %s and none named 'input'; name one so, or leave only one."
                .formatted(file, String.join(", ", series.keySet())));
      }
      rows = beside(List.copyOf(series.values()), rows.length);
    }
    int columns = rows[0].length;
    if (columns < lines) {
      throw new UserError(
          "%s has %d columns, and the network takes %d lines (%s); give a column for each."
              .formatted(file, columns, lines, NirArray.text(shape)));
    }
    if (columns > lines) {
      in.say("snn: %s: the first %d of %d columns are the input.".formatted(file, lines, columns));
    }
    double[][] first = new double[rows.length][];
    for (int t = 0; t < first.length; t++) {
      first[t] = Arrays.copyOf(rows[t], lines);
    }
    return first;
  }

  /** Columns that have names of their own, without that of the steps. */
  private static double[][] beside(List<double[][]> columns, int steps) {
    double[][] rows = new double[steps][columns.size()];
    for (int t = 0; t < steps; t++) {
      for (int n = 0; n < rows[t].length; n++) {
        rows[t][n] = columns.get(n)[t][0];
      }
    }
    return rows;
  }

  private static void classify(
      Invocation in,
      SnnEngine engine,
      NirNetwork network,
      Settings settings,
      Parallel parallel,
      Optional<Path> out) {
    refuseRecord(in);
    NirData data = NirData.of(in, engine, settings);
    long start = System.nanoTime();
    Scores scores = Scores.of(network, data.split(), data.encoder(), parallel);
    double seconds = (System.nanoTime() - start) * 1e-9;
    out.ifPresent(file -> OutputFiles.writeText(file, csv(scores), OUT));
    in.out().print(text(data.name(), network, scores));
    in.say(String.format(Locale.ROOT, "%.1f s", seconds));
  }

  private static void refuseRecord(Invocation in) {
    if (in.line().hasOption("record")) {
      throw new UserError(
          "--record is of a single input; of a data set the spikes of all neurons are counted.");
    }
  }

  private static String text(String name, NirNetwork network, Scores scores) {
    int n = scores.labels().length;
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s: %d of %d right, %.2f %%%n%n",
            name,
            scores.right(),
            n,
            100.0 * scores.right() / n));
    Columns nodes = new Columns();
    nodes.add("NODE", "TYPE", "SPIKES/EXAMPLE");
    for (String node : scores.spikes().keySet()) {
      nodes.add(
          node,
          network.node(node).type().id(),
          String.format(Locale.ROOT, "%.1f", scores.spikesPerExample(node)));
    }
    return text.append(nodes.text()).toString();
  }

  /** A row for each example: its class, what the network says, its sums and the spikes of nodes. */
  private static String csv(Scores scores) {
    StringBuilder text = new StringBuilder("example,label,class");
    for (int c = 0; c < scores.sums()[0].length; c++) {
      text.append(",sum[").append(c).append(']');
    }
    scores.spikes().keySet().forEach(node -> text.append(',').append(node).append(".spikes"));
    text.append('\n');
    for (int k = 0; k < scores.labels().length; k++) {
      text.append(k).append(',').append(scores.labels()[k]).append(',').append(scores.classes()[k]);
      for (double sum : scores.sums()[k]) {
        text.append(',').append(number(sum));
      }
      for (double[] counts : scores.spikes().values()) {
        text.append(',').append(number(counts[k]));
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}

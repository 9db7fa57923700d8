package dev.snn.app.command;

import dev.snn.app.terminal.Columns;
import dev.snn.app.terminal.Progress;
import dev.snn.bench.SnnEngine;
import dev.snn.bench.UserError;
import dev.snn.bench.config.ExperimentFile;
import dev.snn.bench.record.RunRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** {@code snn run FILE}. */
final class RunCommand implements Command {
  @Override
  public String name() {
    return "run";
  }

  @Override
  public String usage() {
    return "run FILE [--row NAME] [--seed N] [--set key=value ...] [--out DIR] [--save FILE]";
  }

  @Override
  public String summary() {
    return "train one row of an experiment once";
  }

  @Override
  public String details() {
    return """
        FILE is a path, or a name as for 'snn table'. Keys of --set are those of the file:
        --set training.epochs=3 'layers[0].neuron.tau_mem=20'
        """;
  }

  @Override
  public Options options() {
    Option set =
        Option.builder()
            .longOpt("set")
            .hasArg()
            .argName("key=value")
            .desc("another value for an option; may be repeated")
            .get();
    return new Options()
        .addOption(Globals.valued("row", "NAME", "the row, where the file has several"))
        .addOption(Globals.valued("seed", "N", "root seed (default: the file's first)"))
        .addOption(set)
        .addOption(
            Globals.valued("out", "DIR", "folder for the record (default: results/NAME-run)"))
        .addOption(
            Globals.valued("save", "FILE", "keep the trained parameters, as a NumPy archive"));
  }

  @Override
  public int run(Invocation in) {
    List<String> settings = new ArrayList<>();
    String[] given = in.line().getOptionValues("set");
    settings.addAll(given == null ? List.of() : List.of(given));
    String name = null;
    for (String word : in.words()) {
      if (name != null && !settings.isEmpty() && word.contains("=")) {
        settings.add(word);
      } else if (name == null && !(word.contains("=") && !Files.exists(Path.of(word)))) {
        name = word;
      } else if (name == null && !settings.isEmpty()) {
        settings.add(word);
      } else {
        throw new UserError("'%s' is one word too many. Usage: snn %s".formatted(word, usage()));
      }
    }
    if (name == null) {
      throw new UserError("which file? Usage: snn " + usage());
    }
    return run(in, file(name), settings);
  }

  /** The only experiment file that a name stands for. */
  static Path file(String name) {
    List<Path> files = SnnEngine.experiments().find(name);
    if (files.size() > 1) {
      throw new UserError(
          "'%s' is a folder of %d experiments. Name one of its files: %s."
              .formatted(name, files.size(), files));
    }
    return files.get(0);
  }

  private static int run(Invocation in, Path file, List<String> settings) {
    String seed = in.line().getOptionValue("seed");
    String out = in.line().getOptionValue("out");
    Path folder =
        out == null
            ? Path.of("results", TableCommand.baseName(file) + "-run")
            : Globals.path("--out", out);
    String save = in.line().getOptionValue("save");
    Optional<Path> parameters = Optional.ofNullable(save).map(text -> Globals.path("--save", text));
    Long root = seed == null ? null : Globals.wholeNumber("--seed", seed);
    RunRecord record;
    try (SnnEngine engine = in.engine();
        Progress progress = in.progress(true)) {
      ExperimentFile experiment = engine.read(file, null, List.of());
      List<String> rows = experiment.rowNames();
      String row = in.line().getOptionValue("row", rows.size() == 1 ? rows.get(0) : null);
      if (row != null && !settings.isEmpty()) {
        experiment = engine.read(file, null, settings, row);
      }
      record = engine.run(experiment, row, root, Optional.of(folder), parameters, progress);
    } catch (CancellationException e) {
      throw new Interrupted("interrupted; a run cannot be resumed, only started again.");
    }
    return show(in, record, folder);
  }

  private static int show(Invocation in, RunRecord record, Path folder) {
    Path file = folder.resolve("records").resolve(record.id().fileName());
    switch (record.status()) {
      case OK -> {
        in.out().print(scores(record));
        in.say("snn: record in " + file);
        return 0;
      }
      case FAILED -> {
        in.err().println("snn: the run failed: %s; record in %s".formatted(record.error(), file));
        return 1;
      }
      default -> throw new UserError(record.error());
    }
  }

  private static String scores(RunRecord record) {
    Columns columns = new Columns();
    Map<String, String> units = record.metricUnits();
    for (String variant : record.variants()) {
      record
          .finalScores(variant)
          .forEach((name, value) -> columns.add(variant, name, value(value, units.get(name))));
    }
    record.readoutSpikes().ifPresent(v -> columns.add("test", "spikes/example", rounded(v, 1)));
    record.parameters().ifPresent(v -> columns.add("model", "parameters", rounded(v, 0)));
    record.secondsPerEpoch().ifPresent(v -> columns.add("time", "s/epoch", rounded(v, 2)));
    return record.tree().path("title").asText() + "\n" + record.id() + "\n\n" + columns.text();
  }

  private static String value(double value, String unit) {
    if ("fraction".equals(unit)) {
      return rounded(value * 100, 2) + " %";
    }
    return rounded(value, 4) + (unit == null || unit.isBlank() ? "" : " " + unit);
  }

  private static String rounded(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}

package dev.snn.app.command;

import dev.snn.api.plugin.UserError;
import dev.snn.api.procedure.RunFailure;
import dev.snn.app.shell.Operand;
import dev.snn.app.terminal.Progress;
import dev.snn.bench.Bench;
import dev.snn.bench.experiment.ExperimentFile;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.error.Hint;
import dev.snn.report.plot.CurvesPlot;
import dev.snn.report.plot.DelaysPlot;
import dev.snn.report.plot.Figure;
import dev.snn.report.plot.FigureFile;
import dev.snn.report.plot.Look;
import dev.snn.report.plot.ParetoPlot;
import dev.snn.report.plot.ProjectionPlot;
import dev.snn.report.plot.RankPlot;
import dev.snn.report.plot.RasterPlot;
import dev.snn.report.plot.SeriesPlot;
import dev.snn.report.plot.TablePlot;
import dev.snn.report.plot.WidthPlot;
import dev.snn.report.plot.XyPlot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.apache.commons.cli.OptionGroup;
import org.apache.commons.cli.Options;

/** {@code snn plot KIND SOURCE}. */
final class PlotCommand implements Command {
  private enum Kind {
    PROJECTION(List.of("rows", "quick", "full", "seed")),
    RASTER(List.of("row", "quick", "full", "seed")),
    TRACE(List.of("current", "dt", "seed")),
    ENCODING(List.of("row", "example", "quick", "full", "seed", "set")),
    PARETO(List.of()),
    CURVES(List.of("y")),
    WIDTH(List.of("of", "y", "difference")),
    DELAYS(List.of("rows")),
    SERIES(List.of("y", "rows")),
    XY(List.of("x", "y", "by")),
    TABLE(List.of("number")),
    RANKS(List.of("y"));

    /** Options of this kind alone. */
    private final List<String> options;

    Kind(List<String> options) {
      this.options = options;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public String name() {
    return "plot";
  }

  @Override
  public String usage() {
    return "plot KIND SOURCE [options] [--out FILE.svg|FILE.png]";
  }

  @Override
  public String summary() {
    return "draw a figure of a table, of records or of trained networks";
  }

  @Override
  public String details() {
    return """
    projection FILE --rows A,B [--quick | --full] [--seed N]
        trains two rows and draws the readout spikes of test examples on two principal components
    raster FILE [--row NAME] [--quick | --full] [--seed N]
        runs a row and draws every spike of its network on the first test data
    trace NEURON [--current VALUExSTEPS,...] [--dt MS] [--seed N]
        one neuron, as lif or '{type: lif, tau_mem: 20}', driven by a current
    encoding FILE [--row NAME] [--example N] [--set key=value ...] [--quick | --full] [--seed N]
        what the encoder of a row makes of a test example
    pareto DIR
        accuracy against spikes per example, of the table in DIR
    curves DIR [--y METRIC]
        test and validation score per epoch, mean over seeds, from DIR/records
    width DIR --of OPTION --y METRIC[,METRIC] [--difference]
        metrics against the width of the distribution of an option, from DIR/records
    delays DIR [--rows A,B]
        memory capacity of each delay, from DIR/records
    series DIR [--y SERIES] [--rows A,B]
        a curve that runs recorded, as accuracy_by_step, from DIR/records
    xy FILE.csv --x COLUMN --y COLUMN [--by COLUMN[,COLUMN]]
        a column against another, with 95 % intervals; a curve for each row of a table
    table DIR [--number N]
        figure N of those that the experiment file of the table in DIR asks for, default the first
    ranks DIR [--y METRIC]
        average ranks of the rows that the experiments of DIR share, with the critical difference
    Every figure takes --title, --x-label, --y-label, --log and --size.
    """;
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(
            Globals.valued(
                "rows", "A,B", "projection: two rows of the experiment; delays, series: rows"))
        .addOption(
            Globals.valued("row", "NAME", "raster, encoding: a row (encoding: default the first)"))
        .addOption(Globals.valued("current", "VALUExSTEPS,...", "trace: default 0x10,1.5x70,0x20"))
        .addOption(Globals.valued("dt", "MS", "trace: length of a step (default: 1)"))
        .addOption(Globals.valued("example", "N", "encoding: a test example (default: 0)"))
        .addOption(
            Globals.valued(
                "set", "key=value", "encoding: another value for an option; may be repeated"))
        .addOptionGroup(
            new OptionGroup()
                .addOption(
                    Globals.flag("quick", "projection, raster, encoding: the profile 'quick'"))
                .addOption(
                    Globals.flag("full", "projection, raster, encoding: the profile 'full'")))
        .addOption(
            Globals.valued(
                "seed", "N", "of what trains or draws: root seed (default: the file's first)"))
        .addOption(Globals.valued("x", "COLUMN", "xy: the column of the horizontal axis"))
        .addOption(
            Globals.valued(
                "y",
                "COLUMN",
                "xy: the column of the vertical axis; curves, width, ranks: a metric; series: its"
                    + " name"))
        .addOption(Globals.valued("by", "COLUMN", "xy: a curve for each value of these columns"))
        .addOption(
            Globals.valued(
                "of", "OPTION", "width: path of an option, as training.reservoir.tau_mem"))
        .addOption(Globals.flag("difference", "width: the difference to the constant value"))
        .addOption(Globals.valued("number", "N", "table: which of the figures (default: 1)"))
        .addOption(Globals.valued("title", "TEXT", "title above the figure"))
        .addOption(Globals.valued("x-label", "TEXT", "label of the horizontal axis"))
        .addOption(Globals.valued("y-label", "TEXT", "label of the vertical axis"))
        .addOption(Globals.valued("log", "AXES", "logarithmic axes: x, y, xy or none"))
        .addOption(Globals.valued("size", "WIDTHxHEIGHT", "size of the figure, as 640x480"))
        .addOption(
            Globals.valued(
                "out",
                "FILE",
                "the figure, .svg or .png (default: beside the source or in results)"));
  }

  @Override
  public List<Operand> operands(Vocabulary words) {
    return List.of(
        Operand.words(Arrays.stream(Kind.values()).map(Kind::word).toList()), words.experiment());
  }

  @Override
  public Map<String, Operand> values(Vocabulary words) {
    return Map.of("log", Operand.words("x", "y", "xy", "none"));
  }

  @Override
  public int run(Invocation in) {
    List<String> words = in.words(this, 2, 2);
    Kind kind = kind(words.get(0));
    refuseForeignOptions(in, kind);
    String source = words.get(1);
    String given = in.line().getOptionValue("out");
    FigureFile file =
        new FigureFile(given == null ? usual(kind, source) : Globals.path("--out", given));
    Look look = look(in);
    Figure figure =
        switch (kind) {
          case PROJECTION, RASTER -> trained(in, kind, source, file);
          case TRACE -> ModelPlots.trace(in, source);
          case ENCODING -> ModelPlots.encoding(in, source);
          case PARETO -> ParetoPlot.of(folder(source));
          case CURVES -> CurvesPlot.of(folder(source), in.line().getOptionValue("y"));
          case WIDTH ->
              WidthPlot.of(
                  folder(source),
                  need(in, kind, "of"),
                  List.of(need(in, kind, "y").split(",", -1)),
                  in.line().hasOption("difference"));
          case DELAYS -> DelaysPlot.of(folder(source), rows(in));
          case SERIES -> SeriesPlot.of(folder(source), in.line().getOptionValue("y"), rows(in));
          case XY ->
              XyPlot.of(
                  Globals.path("FILE", source),
                  need(in, kind, "x"),
                  need(in, kind, "y"),
                  columns(in.line().getOptionValue("by")));
          case TABLE -> TablePlot.of(folder(source), number(in));
          case RANKS -> RankPlot.of(folder(source), in.line().getOptionValue("y"));
        };
    if (figure == null) {
      return 1;
    }
    file.write(figure.with(look));
    figure.lines().forEach(in.out()::println);
    in.say("snn: figure in " + file.path());
    return 0;
  }

  private static Look look(Invocation in) {
    String log = in.line().getOptionValue("log");
    String size = in.line().getOptionValue("size");
    return new Look(
        in.line().getOptionValue("title"),
        in.line().getOptionValue("x-label"),
        in.line().getOptionValue("y-label"),
        log == null ? null : Look.axes(log),
        size == null ? null : Look.Size.of(size));
  }

  private static int number(Invocation in) {
    long number = Globals.wholeNumber("--number", in.line().getOptionValue("number", "1"));
    return (int) Math.max(0, Math.min(number, Integer.MAX_VALUE));
  }

  private static List<String> columns(String text) {
    return text == null ? List.of() : List.of(text.split(","));
  }

  private static Kind kind(String word) {
    List<String> names = Arrays.stream(Kind.values()).map(Kind::word).toList();
    for (Kind kind : Kind.values()) {
      if (kind.word().equals(word)) {
        return kind;
      }
    }
    throw new UserError(
        "there is no figure '%s'.%s Figures: %s."
            .formatted(word, Hint.didYouMean(word, names), String.join(", ", names)));
  }

  private static void refuseForeignOptions(Invocation in, Kind kind) {
    for (Kind other : Kind.values()) {
      for (String option : other.options) {
        if (in.line().hasOption(option) && !kind.options.contains(option)) {
          throw new UserError(
              "'plot %s' has no option --%s; it belongs to 'plot %s'."
                  .formatted(kind.word(), option, other.word()));
        }
      }
    }
  }

  private static String need(Invocation in, Kind kind, String option) {
    String value = in.line().getOptionValue(option);
    if (value == null) {
      throw new UserError(
          "'plot %s' needs --%s. Type 'snn plot --help' for its options."
              .formatted(kind.word(), option));
    }
    return value;
  }

  private static Path usual(Kind kind, String source) {
    String name = kind.word() + ".svg";
    if (kind == Kind.TRACE) {
      return Path.of("results", name);
    }
    Path path = Globals.path("SOURCE", source);
    return switch (kind) {
      case TRACE -> throw new IllegalStateException("has no file");
      case PROJECTION, RASTER, ENCODING ->
          Path.of("results", TableCommand.baseName(path) + "-" + name);
      case PARETO, CURVES, WIDTH, DELAYS, SERIES, TABLE, RANKS -> path.resolve(name);
      case XY ->
          path.resolveSibling(
              String.valueOf(path.getFileName()).replaceFirst("\\.csv$", "") + "-" + name);
    };
  }

  private static Path folder(String source) {
    Path folder = Globals.path("DIR", source);
    if (!Files.isDirectory(folder)) {
      throw new UserError(
          "there is no folder %s. Name the output folder of 'snn table' or 'snn run'."
              .formatted(folder));
    }
    return folder;
  }

  private static List<String> rows(Invocation in) {
    return Globals.rows(in.line().getOptionValue("rows"));
  }

  /** Null where a training failed, of which the user has been told. */
  private static Figure trained(Invocation in, Kind kind, String source, FigureFile file) {
    List<String> rows = kind == Kind.RASTER ? List.of() : Globals.rows(need(in, kind, "rows"));
    String seed = in.line().getOptionValue("seed");
    Long root = seed == null ? null : Globals.wholeNumber("--seed", seed);
    String profile =
        in.line().hasOption("quick") ? "quick" : in.line().hasOption("full") ? "full" : null;
    Path experimentFile = RunCommand.file(source);
    try (SnnEngine engine = in.engine();
        Progress progress = in.progress(true)) {
      Bench bench = Bench.on(engine);
      ExperimentFile experiment = bench.read(experimentFile, profile, List.of());
      return kind == Kind.RASTER
          ? RasterPlot.of(bench, experiment, in.line().getOptionValue("row"), root, file, progress)
          : ProjectionPlot.of(bench, experiment, rows, root, file, progress);
    } catch (CancellationException e) {
      throw new Interrupted("interrupted; a figure is made from the beginning.");
    } catch (RunFailure e) {
      in.err().println("snn: " + e.getMessage());
      return null;
    }
  }
}

package dev.snn.app.command;

import dev.snn.api.parallel.Parallel;
import dev.snn.api.plugin.UserError;
import dev.snn.app.shell.Operand;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.config.NetworkFiles;
import dev.snn.engine.error.Hint;
import dev.snn.engine.run.SearchPath;
import dev.snn.nir.file.NirReader;
import dev.snn.nir.graph.NirFile;
import dev.snn.nir.run.NirNetwork;
import dev.snn.nir.run.Scheme;
import dev.snn.nir.run.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** {@code snn nir show | run | bench | compare | import | export}. */
final class NirCommand implements Command {
  /** The verbs, and the options of each. */
  private static final Map<String, Set<String>> VERBS =
      Map.of(
          "show",
          Set.of(),
          "run",
          Set.of(
              "input",
              "dt",
              "discretization",
              "reset",
              "if-rate",
              "record",
              "out",
              "steps",
              "split"),
          "bench",
          Set.of(
              "input",
              "dt",
              "discretization",
              "reset",
              "if-rate",
              "steps",
              "split",
              "examples",
              "against",
              "json"),
          "compare",
          Set.of("dt", "discretization", "reset", "if-rate"),
          "import",
          Set.of("dt", "discretization", "reset", "if-rate", "out"),
          "export",
          Set.of("strict"));

  @Override
  public String name() {
    return "nir";
  }

  @Override
  public String usage() {
    return "nir show FILE | nir run FILE --input FILE.csv|FILE.npz|DATASET [--record NODES] [--out FILE]"
        + " | nir bench FILE --input DATASET --steps N [--against torch] [--json FILE]"
        + " | nir compare FILE TRACE... | nir import FILE --out NAME | nir export CHECKPOINT FILE [--strict]";
  }

  @Override
  public String summary() {
    return "show, run, compare and import networks of other tools (NIR files); export ours";
  }

  @Override
  public String details() {
    return """
        FILE is a path, or one below a folder of data (--data-home, SNN_DATA_HOME).

        'run' takes a CSV file with a row per step and a column per line of the input (further columns
        are left out, with a note), an .npz with an array 'input' whose first axis is time, or the name
        of a data set, whose test examples it classifies: recordings in --steps steps of --dt.
        Of several Inputs each has its columns, as NODE[0], or its file, as --input A=FILE,B=FILE.
        It prints the trace: spikes and membranes after each step of the neurons, or of --record.

        'bench' measures how long all steps of the examples (1000 at most, or --examples) take once they
        are encoded: the first pass, with the time since the start of the program, and after a warm-up the median. With --against torch
        a plain PyTorch loop does the same in turn, with all examples as one batch, from frames; it takes
        chains of Conv2d, SumPool2d, Flatten, Affine, Linear and IF, and its classes and spikes must be ours.

        'compare' runs the network over the input of the first trace, under each discretization or the
        one of --discretization, and compares these runs and the other traces with that trace. A trace
        is CSV as 'run' prints it, or of three columns without names: input, membrane, spikes.

        'import' writes NAME.yaml, the layers of an experiment, and NAME.npz, their parameters, which the
        key 'init' in it reads; --discretization is exponential (its default) or euler there.

        'export' writes the network of a checkpoint and says what NIR has no words for; with --strict it
        then writes nothing. How to run the file here is the last line it prints.

        A file says neither how long a step is nor what a spike does to the membrane. The defaults are
        steps of 0.1 ms and a reset to v_reset, or to 0. IF and I count r per step, as the tools do
        that write such files; --if-rate second takes it per second.
        """;
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(Globals.valued("input", "FILE", "what goes in: CSV, .npz or a data set"))
        .addOption(Globals.valued("dt", "SECONDS", "length of a step (default: 0.0001)"))
        .addOption(
            Globals.valued("discretization", "NAME", "exact (the default), exponential or euler"))
        .addOption(Globals.valued("reset", "NAME", "zero (the default) or subtract"))
        .addOption(Globals.valued("if-rate", "NAME", "r of IF and I is per step or per second"))
        .addOption(Globals.valued("record", "NODES", "nodes to record, with commas between them"))
        .addOption(
            Globals.valued(
                "out", "FILE", "file for the trace or the classes, .csv or .npz; of import NAME"))
        .addOption(Globals.valued("against", "torch", "of bench: the same in a PyTorch loop"))
        .addOption(Globals.valued("json", "FILE", "of bench: file for all results"))
        .addOption(Globals.flag("strict", "of export: refuse where anything would be lost"))
        .addOption(Globals.valued("steps", "N", "steps of each example of a data set"))
        .addOption(Globals.valued("split", "NAME", "of a data set: test (the default) or train"))
        .addOption(
            Globals.valued("examples", "N", "of bench: the first N examples (default: 1000)"));
  }

  @Override
  public List<Operand> operands(Vocabulary words) {
    return List.of(Operand.words(VERBS.keySet().stream().sorted().toList()), Operand.file());
  }

  @Override
  public Map<String, Operand> values(Vocabulary words) {
    return Map.of(
        "input", words.plugin("dataset").orFile(),
        "discretization", Operand.words("exact", "exponential", "euler"),
        "reset", Operand.words("zero", "subtract"),
        "if-rate", Operand.words("step", "second"),
        "against", Operand.words("torch"),
        "split", Operand.words("test", "train"));
  }

  @Override
  public int run(Invocation in) {
    List<String> words = in.words();
    if (words.isEmpty()) {
      throw new UserError("what about nir? Usage: snn " + usage());
    }
    String verb = words.get(0);
    if (!VERBS.containsKey(verb)) {
      throw new UserError(
          "there is no 'nir %s'.%s Usage: snn %s"
              .formatted(verb, Hint.didYouMean(verb, VERBS.keySet()), usage()));
    }
    boolean two = Set.of("show", "run", "bench", "import").contains(verb);
    in.words(this, two ? 2 : 3, verb.equals("compare") ? 100 : two ? 2 : 3);
    for (Option option : in.line().getOptions()) {
      String name = option.getLongOpt();
      boolean ours = options().hasLongOption(name);
      if (ours && !VERBS.get(verb).contains(name)) {
        throw new UserError(
            "--%s is no option of 'nir %s', which has %s.".formatted(name, verb, optionsOf(verb)));
      }
    }
    if (verb.equals("export")) {
      return NirExport.of(in, words.get(1), words.get(2));
    }
    Path path = find(in, words.get(1));
    return switch (verb) {
      case "show" -> show(in, path);
      case "run" -> NirRun.of(in, path);
      case "bench" -> NirBench.of(in, path);
      case "import" -> NirImport.of(in, path);
      default -> NirCompare.of(in, path, words.subList(2, words.size()));
    };
  }

  private static String optionsOf(String verb) {
    Set<String> names = new TreeSet<>(VERBS.get(verb));
    return names.isEmpty() ? "none" : "--" + String.join(" --", names);
  }

  private static int show(Invocation in, Path path) {
    NirFile file = NirReader.read(path);
    in.out().print(NirText.of(file));
    return 0;
  }

  /** A file in the working directory or in a folder of data. */
  static Path find(Invocation in, String name) {
    SearchPath data =
        SearchPath.of(in.globals().dataHome(), in.env(), Path.of(System.getProperty("user.home")));
    return NetworkFiles.find(data, Globals.path("FILE", name).toString())
        .orElseThrow(
            () ->
                new UserError(
                    "there is no file %s; looked in the working directory and in the data home."
                        .formatted(name)));
  }

  /** What the file leaves open. */
  static Settings settings(Invocation in) {
    double dt = Settings.USUAL_DT;
    String given = in.line().getOptionValue("dt");
    if (given != null) {
      try {
        dt = Double.parseDouble(given);
      } catch (NumberFormatException e) {
        throw new UserError("--dt must be a number of seconds, got '%s'.".formatted(given), e);
      }
      if (!(dt > 0) || dt > 1e6) {
        throw new UserError("--dt must be above 0 s, got %s.".formatted(given));
      }
    }
    return new Settings(
        dt,
        Scheme.valueOf(
            choice(in, "discretization", Scheme.ids().toArray(String[]::new))
                .toUpperCase(Locale.ROOT)),
        choice(in, "reset", "zero", "subtract").equals("subtract"),
        choice(in, "if-rate", "step", "second").equals("second"));
  }

  /** One of some words; the first where nothing is given. */
  static String choice(Invocation in, String option, String... words) {
    String given = in.line().getOptionValue(option, words[0]);
    if (!List.of(words).contains(given)) {
      throw new UserError(
          "--%s must be one of %s, got '%s'.".formatted(option, List.of(words), given));
    }
    return given;
  }

  /** A network, with the plug-ins of an engine. */
  static NirNetwork network(NirFile file, Settings settings, SnnEngine engine) {
    return NirNetwork.of(file, settings, engine.resolver(), engine.dataHome());
  }

  /** Threads for a run, to be closed. */
  static Parallel threads(Invocation in) {
    return Parallel.pool(in.globals().threads());
  }
}

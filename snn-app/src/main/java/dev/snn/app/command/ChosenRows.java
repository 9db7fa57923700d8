package dev.snn.app.command;

import dev.snn.bench.Bench;
import dev.snn.bench.experiment.ExperimentFile;
import dev.snn.engine.SnnEngine;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.OptionGroup;
import org.apache.commons.cli.Options;

/**
 * The rows of an experiment that a command looks at: all, or that of {@code --row}.
 *
 * @param experiment with its profile and settings
 * @param profile null: none
 * @param rows at least one
 * @param seed root seed
 */
record ChosenRows(
    ExperimentFile experiment, String profile, List<ExperimentFile.Row> rows, long seed) {

  /** The options that choose them, and one of the command's own. */
  static Options options(Option own) {
    return new Options()
        .addOption(Globals.valued("row", "NAME", "this row only"))
        .addOptionGroup(
            new OptionGroup()
                .addOption(Globals.flag("quick", "the file's profile 'quick'"))
                .addOption(Globals.flag("full", "the file's profile 'full'")))
        .addOption(Globals.settings())
        .addOption(Globals.valued("seed", "N", "root seed (default: the file's first)"))
        .addOption(own);
  }

  static ChosenRows of(Invocation in, SnnEngine engine, Path file) {
    String profile =
        in.line().hasOption("quick") ? "quick" : in.line().hasOption("full") ? "full" : null;
    String row = in.line().getOptionValue("row");
    String seed = in.line().getOptionValue("seed");
    Long root = seed == null ? null : Globals.wholeNumber("--seed", seed);
    ExperimentFile experiment =
        row == null
            ? Bench.on(engine).read(file, profile, in.settings())
            : Bench.on(engine).read(file, profile, in.settings(), row);
    return new ChosenRows(
        experiment,
        profile,
        row == null ? experiment.rows() : List.of(experiment.choose(row)),
        root == null ? experiment.seeds().get(0) : root);
  }

  /** How a row is spoken of. */
  static String head(ExperimentFile.Row row) {
    return "row " + row.name() + (row.sweep() == null ? "" : ", in the middle of its sweep");
  }
}

package dev.snn.app.command;

import dev.snn.api.plugin.UserError;
import dev.snn.app.shell.Operand;
import dev.snn.app.terminal.Progress;
import dev.snn.bench.Bench;
import dev.snn.bench.experiment.ExperimentFile;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.checkpoint.Interval;
import dev.snn.engine.checkpoint.RunCheckpoints;
import dev.snn.engine.error.PluginFault;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.run.RunRequest;
import dev.snn.engine.run.RunSpec;
import dev.snn.engine.tree.Trees;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code snn run FILE}. */
final class RunCommand implements Command {
  static final String EVERY = "checkpoint-every";

  @Override
  public String name() {
    return "run";
  }

  @Override
  public String usage() {
    return "run FILE [--row NAME] [--seed N] [--set key=value ...] [--out DIR] [--save FILE] [--init FILE]"
        + " [--checkpoint DIR [--checkpoint-every N] [--resume]]";
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
        --checkpoint keeps last.safetensors, from which --resume goes on to the same bits, and
        best.safetensors, the epoch with the best validation score.
        """;
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(Globals.valued("row", "NAME", "the row, where the file has several"))
        .addOption(Globals.valued("seed", "N", "root seed (default: the file's first)"))
        .addOption(Globals.settings())
        .addOption(
            Globals.valued("out", "DIR", "folder for the record (default: results/NAME-run)"))
        .addOption(
            Globals.valued("save", "FILE", "keep the trained parameters, as a NumPy archive"))
        .addOption(
            Globals.valued(
                "init", "FILE", "begin from the parameters of a checkpoint or of --save"))
        .addOption(Globals.valued("checkpoint", "DIR", "keep checkpoints there"))
        .addOption(
            Globals.valued(EVERY, "N", "epochs between two, or steps as in 500steps (default: 1)"))
        .addOption(Globals.flag("resume", "go on from the last checkpoint, if there is one"));
  }

  @Override
  public List<Operand> operands(Vocabulary words) {
    return List.of(words.experiment(), Operand.text());
  }

  @Override
  public int run(Invocation in) {
    List<String> settings = new ArrayList<>(in.settings());
    String init = in.line().getOptionValue("init");
    if (init != null) {
      settings.add("init=" + Trees.of(Globals.path("--init", init).toString()));
    }
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
    List<Path> files = Bench.experiments().find(name);
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
    Optional<RunSpec.Checkpoints> checkpoints = checkpoints(in.line());
    Long root = seed == null ? null : Globals.wholeNumber("--seed", seed);
    RunRecord record;
    try (SnnEngine engine = in.engine();
        Progress progress = in.progress(true)) {
      Bench bench = Bench.on(engine);
      ExperimentFile experiment = bench.read(file, null, List.of());
      List<String> rows = experiment.rowNames();
      String row = in.line().getOptionValue("row", rows.size() == 1 ? rows.get(0) : null);
      if (row != null && !settings.isEmpty()) {
        experiment = bench.read(file, null, settings, row);
      }
      RunRequest chosen = Bench.request(experiment, row, root);
      RunRequest request =
          new RunRequest(
              chosen.id(),
              chosen.title(),
              chosen.config(),
              Optional.of(folder),
              parameters,
              checkpoints);
      record = engine.run(request, progress);
    } catch (CancellationException e) {
      throw new Interrupted(
          checkpoints.isEmpty()
              ? "interrupted; a run without --checkpoint can only be started again."
              : "interrupted; the same command with --resume goes on from the last checkpoint.");
    }
    return show(in, record, folder, checkpoints);
  }

  private static Optional<RunSpec.Checkpoints> checkpoints(CommandLine line) {
    String folder = line.getOptionValue("checkpoint");
    String every = line.getOptionValue(EVERY);
    if (folder == null && (every != null || line.hasOption("resume"))) {
      throw new UserError(
          "--%s needs --checkpoint DIR, the folder of the checkpoints."
              .formatted(every == null ? "resume" : EVERY));
    }
    return Optional.ofNullable(folder)
        .map(
            text ->
                new RunSpec.Checkpoints(
                    Globals.path("--checkpoint", text),
                    every == null ? Interval.EPOCH : Interval.of("--" + EVERY, every),
                    line.hasOption("resume")));
  }

  private static int show(
      Invocation in, RunRecord record, Path folder, Optional<RunSpec.Checkpoints> checkpoints) {
    Path file = folder.resolve("records").resolve(record.id().fileName());
    switch (record.status()) {
      case OK -> {
        in.out().print(ScoresText.of(record));
        in.say("snn: record in " + file);
        checkpoints.ifPresent(kept -> in.say(kept(kept.folder())));
        return 0;
      }
      case FAILED -> {
        in.err().println("snn: the run failed: %s; record in %s".formatted(record.error(), file));
        return PluginFault.isMessage(record.error()) ? 2 : 1;
      }
      default -> throw new UserError(record.error());
    }
  }

  private static String kept(Path folder) {
    return Files.exists(folder.resolve(RunCheckpoints.BEST))
        ? "snn: %s and %s in %s".formatted(RunCheckpoints.LAST, RunCheckpoints.BEST, folder)
        : "snn: %s in %s; no best one, because there is no validation split"
            .formatted(RunCheckpoints.LAST, folder);
  }
}

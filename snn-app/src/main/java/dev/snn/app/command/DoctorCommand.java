package dev.snn.app.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.data.MissingDataException;
import dev.snn.api.plugin.NotApplicableException;
import dev.snn.api.plugin.UserError;
import dev.snn.api.procedure.RunFailure;
import dev.snn.app.shell.Operand;
import dev.snn.bench.Bench;
import dev.snn.bench.experiment.ExperimentFile;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.checkpoint.CheckpointFile;
import dev.snn.engine.config.Overrides;
import dev.snn.engine.config.RunResolver;
import dev.snn.engine.doctor.Diagnosis;
import dev.snn.engine.record.RecordFiles;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.tree.Trees;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.commons.cli.Options;

/** {@code snn doctor EXPERIMENT|CHECKPOINT|RECORD}. */
final class DoctorCommand implements Command {
  private static final int FOUND = 1;

  @Override
  public String name() {
    return "doctor";
  }

  @Override
  public String usage() {
    return "doctor FILE [--row NAME] [--quick | --full] [--set key=value ...] [--seed N] [--json]";
  }

  @Override
  public String summary() {
    return "find what keeps a network from learning, and the setting that mends it";
  }

  @Override
  public String details() {
    return """
        FILE is an experiment, a record (.json) or a checkpoint (.safetensors). A few batches show
        silent and saturated layers, vanishing, exploding and wrong gradients, a loss no better
        than a constant, inputs and classes out of proportion, examples too short for the neurons,
        and test samples that were trained on. Each finding says what was seen, where, why, and
        the --set that mends it. Exit code 0: nothing found, 1: something found.
        """;
  }

  @Override
  public Options options() {
    return ChosenRows.options(Globals.flag("json", "the findings as JSON"));
  }

  @Override
  public List<Operand> operands(Vocabulary words) {
    return List.of(words.experiment(), Operand.text());
  }

  @Override
  public int run(Invocation in) {
    String word = in.words(this, 1, 1).get(0);
    boolean record = word.endsWith(".json");
    boolean saved = word.endsWith(".safetensors");
    if (record || saved) {
      refuseOptionsOfExperiments(in, word);
    }
    Path file = record || saved ? Globals.path("FILE", word) : RunCommand.file(word);
    List<DoctorText.Case> cases = new ArrayList<>();
    String title;
    try (SnnEngine engine = in.engine()) {
      title =
          record
              ? record(in, engine, file, cases)
              : saved ? saved(in, engine, file, cases) : experiment(in, engine, file, cases);
    }
    in.out().print(in.line().hasOption("json") ? json(title, cases) : DoctorText.of(title, cases));
    return cases.stream().allMatch(DoctorText.Case::isClean) ? 0 : FOUND;
  }

  private static void refuseOptionsOfExperiments(Invocation in, String word) {
    for (String option : List.of("row", "quick", "full", "seed")) {
      if (in.line().hasOption(option)) {
        throw new UserError(
            "--%s is for experiments, and %s is of one run. Leave it out, or name the experiment file."
                .formatted(option, word));
      }
    }
  }

  private static String record(
      Invocation in, SnnEngine engine, Path file, List<DoctorText.Case> cases) {
    RunRecord record = RecordFiles.read(file);
    try {
      cases.add(look("record " + file, () -> engine.examine(record, in.settings())));
    } catch (UserError e) {
      throw e.in(file.toString());
    }
    return record.tree().path("title").asText();
  }

  private static String saved(
      Invocation in, SnnEngine engine, Path file, List<DoctorText.Case> cases) {
    String title = CheckpointFile.read(file).tree().path("title").asText();
    cases.add(look("checkpoint " + file, () -> engine.examineSaved(file, in.settings())));
    return title;
  }

  private static String experiment(
      Invocation in, SnnEngine engine, Path file, List<DoctorText.Case> cases) {
    ChosenRows chosen = ChosenRows.of(in, engine, file);
    for (ExperimentFile.Row one : chosen.rows()) {
      in.stop().check();
      try {
        cases.add(
            look(
                ChosenRows.head(one),
                () ->
                    engine
                        .examine(one.config(), chosen.seed())
                        .withMends(set -> fits(in, engine, file, chosen.profile(), one, set))));
      } catch (UserError e) {
        throw e.in("experiment '" + chosen.experiment().name() + "', row '" + one.name() + "'");
      }
    }
    return chosen.experiment().title();
  }

  /**
   * True where the file, read with a setting, says what was examined with that setting and nothing
   * else. A file that has blocks numbers its layers otherwise, and a sweep sets its options itself.
   */
  private static boolean fits(
      Invocation in,
      SnnEngine engine,
      Path file,
      String profile,
      ExperimentFile.Row row,
      String setting) {
    List<String> settings = new ArrayList<>(in.settings());
    settings.add(setting);
    try {
      ObjectNode tree = row.config().tree().deepCopy();
      Overrides.set(engine.resolver(), tree, setting, RunResolver.KEYS);
      String tried = new RunResolver(engine.resolver()).resolve(tree).hash();
      return Bench.on(engine).read(file, profile, settings, row.name()).rows().stream()
          .anyMatch(read -> read.name().equals(row.name()) && read.config().hash().equals(tried));
    } catch (UserError e) {
      return false;
    }
  }

  private static DoctorText.Case look(String name, Supplier<Diagnosis> examination) {
    try {
      return DoctorText.Case.seen(name, examination.get());
    } catch (MissingDataException e) {
      return DoctorText.Case.unseen(name, "skipped", e.getMessage());
    } catch (NotApplicableException e) {
      return DoctorText.Case.unseen(name, "n/a", e.getMessage());
    } catch (RunFailure e) {
      return DoctorText.Case.unseen(name, "failed", e.getMessage());
    }
  }

  private static String json(String title, List<DoctorText.Case> cases) {
    ObjectNode tree = Trees.NODES.objectNode().put("title", title);
    var list = tree.putArray("examined");
    cases.forEach(one -> list.add(one.json()));
    return RecordFiles.json(tree);
  }
}

package dev.snn.app.command;

import dev.snn.api.plugin.UserError;
import dev.snn.api.procedure.RunFailure;
import dev.snn.app.shell.Operand;
import dev.snn.app.terminal.Progress;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.file.OutputFiles;
import dev.snn.engine.record.RecordFiles;
import dev.snn.engine.record.RunRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.apache.commons.cli.Options;

/** {@code snn eval CHECKPOINT}. */
final class EvalCommand implements Command {
  private static final String JSON = "--json";

  @Override
  public String name() {
    return "eval";
  }

  @Override
  public String usage() {
    return "eval CHECKPOINT [--dataset NAME] [--set key=value ...] [--split test|validation]"
        + " [--json FILE]";
  }

  @Override
  public String summary() {
    return "score a saved network";
  }

  @Override
  public String details() {
    return """
        CHECKPOINT is last.safetensors or best.safetensors of 'snn run FILE --checkpoint DIR'; the
        experiment file is not needed. Without options the scores are those of its training.
        --dataset takes other data of the same size; its options are set as in
        --set dataset.validation=200. The backend is that of the checkpoint, where that can run.
        """;
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(Globals.valued("dataset", "NAME", "other data than those of the training"))
        .addOption(Globals.settings())
        .addOption(Globals.valued("split", "NAME", "test (the default) or validation"))
        .addOption(Globals.valued("json", "FILE", "file for the scores, as a record"));
  }

  @Override
  public Map<String, Operand> values(Vocabulary words) {
    return Map.of("dataset", words.plugin("dataset"), "split", Operand.words("test", "validation"));
  }

  @Override
  public int run(Invocation in) {
    Path checkpoint = Globals.path("CHECKPOINT", in.words(this, 1, 1).get(0));
    String split = in.line().getOptionValue("split", "test");
    if (!Set.of("test", "validation").contains(split)) {
      throw new UserError("--split: must be test or validation, got '%s'.".formatted(split));
    }
    Optional<Path> json =
        Optional.ofNullable(in.line().getOptionValue("json")).map(text -> Globals.path(JSON, text));
    json.ifPresent(file -> OutputFiles.requireWritable(file, JSON));
    RunRecord record;
    try (SnnEngine engine = in.engine();
        Progress progress = in.progress(false)) {
      record = engine.load(checkpoint).evaluate(settings(in), Set.of(split), progress);
    } catch (CancellationException e) {
      throw new Interrupted("interrupted.");
    } catch (RunFailure e) {
      in.err().println("snn: " + e.getMessage());
      return 1;
    }
    json.ifPresent(file -> OutputFiles.writeText(file, RecordFiles.json(record), JSON));
    in.out().print(ScoresText.of(record));
    return 0;
  }

  private static List<String> settings(Invocation in) {
    List<String> settings = new ArrayList<>();
    String dataset = in.line().getOptionValue("dataset");
    if (dataset != null) {
      settings.add("dataset.type=" + dataset);
    }
    settings.addAll(in.settings());
    return settings;
  }
}

package dev.snn.app.command;

import dev.snn.api.plugin.UserError;
import dev.snn.app.terminal.Progress;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.record.RecordDiff;
import dev.snn.engine.record.Status;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;

/** {@code snn repro RECORD.json}. */
final class ReproCommand implements Command {
  @Override
  public String name() {
    return "repro";
  }

  @Override
  public String usage() {
    return "repro RECORD.json";
  }

  @Override
  public String summary() {
    return "run a record again and show what differs";
  }

  @Override
  public String details() {
    return "Exit code 3 where results differ. Times are not compared; machine and program are noted."
        + " Without --backend it is the backend of the record, where that can run.";
  }

  @Override
  public int run(Invocation in) {
    Path file = Globals.path("RECORD", in.words(this, 1, 1).get(0));
    SnnEngine.Reproduction again;
    try (SnnEngine engine = in.engine();
        Progress progress = in.progress(true)) {
      again = engine.repro(file, progress);
    } catch (CancellationException e) {
      throw new Interrupted("interrupted; the record is as it was.");
    }
    if (again.after().status() == Status.SKIPPED && again.before().status() == Status.OK) {
      throw new UserError(again.after().error());
    }
    RecordDiff diff = again.diff();
    diff.notes().forEach(note -> in.say("note: " + note));
    if (diff.isSame()) {
      in.out().println("identical");
      return 0;
    }
    diff.differences().forEach(in.out()::println);
    int n = diff.differences().size();
    in.err()
        .println("snn: the run differs from its record in " + n + (n == 1 ? " field" : " fields"));
    return 3;
  }
}

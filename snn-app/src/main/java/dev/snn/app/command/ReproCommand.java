package dev.snn.app.command;

import dev.snn.bench.SnnEngine;
import dev.snn.bench.UserError;
import dev.snn.bench.record.RecordDiff;
import dev.snn.bench.record.Status;
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
    return "Exit code 3 where results differ. Times are not compared; machine and program are noted.";
  }

  @Override
  public int run(Invocation in) {
    Path file = Globals.path("RECORD", in.words(this, 1, 1).get(0));
    try (SnnEngine engine = in.engine()) {
      SnnEngine.Reproduction again = engine.repro(file, in.progress(true));
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
      in.err()
          .println(
              "snn: the run differs from its record in %d field%s"
                  .formatted(diff.differences().size(), diff.differences().size() == 1 ? "" : "s"));
      return 3;
    } catch (CancellationException e) {
      throw new Interrupted("interrupted; the record is as it was.");
    }
  }
}

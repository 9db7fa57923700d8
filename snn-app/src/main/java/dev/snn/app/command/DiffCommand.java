package dev.snn.app.command;

import dev.snn.bench.diff.Diff;
import java.nio.file.Path;
import java.util.List;

/** {@code snn diff A B}. */
final class DiffCommand implements Command {
  @Override
  public String name() {
    return "diff";
  }

  @Override
  public String usage() {
    return "diff A B";
  }

  @Override
  public String summary() {
    return "show what two records or two tables differ in";
  }

  @Override
  public String details() {
    return """
        A and B are record files, or output folders of 'snn table' or 'snn run': options that
        differ, outcomes with their differences and tests over seeds, and, apart from these,
        machine and program. Rows are matched by name.
        """;
  }

  @Override
  public int run(Invocation in) {
    List<String> words = in.words(this, 2, 2);
    Path a = Globals.path("A", words.get(0));
    Path b = Globals.path("B", words.get(1));
    Diff diff = Diff.of(a, b);
    in.out().print(DiffText.of(diff, a, b));
    in.warn(diff.notes());
    return 0;
  }
}

package dev.snn.app.command;

import dev.snn.app.shell.ManualPage;
import dev.snn.app.shell.Operand;
import dev.snn.engine.record.Machine;
import java.util.List;

/** {@code snn man}. */
final class ManCommand implements Command {
  @Override
  public String name() {
    return "man";
  }

  @Override
  public String usage() {
    return "man";
  }

  @Override
  public String summary() {
    return "the manual page, as 'snn man | man -l -' shows it";
  }

  @Override
  public List<Operand> operands(Vocabulary words) {
    return List.of(Operand.text());
  }

  @Override
  public int run(Invocation in) {
    in.words(this, 0, 0);
    in.out().print(ManualPage.of(SyntaxReader.read(Vocabulary.EMPTY), Machine.version()));
    return 0;
  }
}

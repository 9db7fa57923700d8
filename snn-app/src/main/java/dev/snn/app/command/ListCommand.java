package dev.snn.app.command;

import dev.snn.app.shell.Operand;
import dev.snn.app.terminal.Columns;
import dev.snn.engine.registry.Entry;
import dev.snn.engine.registry.Registries;
import dev.snn.engine.registry.Registry;
import java.util.List;

/** {@code snn list [FAMILY]}. */
final class ListCommand implements Command {
  @Override
  public String name() {
    return "list";
  }

  @Override
  public String usage() {
    return "list [FAMILY]";
  }

  @Override
  public String summary() {
    return "what there is: neurons, encoders, decoders, data sets, ...";
  }

  @Override
  public List<Operand> operands(Vocabulary words) {
    return List.of(words.family(), Operand.text());
  }

  @Override
  public int run(Invocation in) {
    List<String> words = in.words(this, 0, 1);
    Registries registries = in.registries();
    List<Registry<?>> chosen =
        words.isEmpty() ? registries.all() : List.of(registries.of(words.get(0)));
    Columns columns = new Columns();
    columns.add("NAME", "FAMILY", "DESCRIPTION", "SOURCE");
    for (Registry<?> registry : chosen) {
      for (Entry<?> entry : registry.entries()) {
        columns.add(entry.name(), registry.family().name(), entry.description(), source(entry));
      }
    }
    in.out().print(columns.text());
    return 0;
  }

  /** "built-in", or the jar. Names without a dot are ours. */
  static String source(Entry<?> entry) {
    return entry.name().indexOf('.') < 0 ? "built-in" : entry.source().fileName();
  }
}

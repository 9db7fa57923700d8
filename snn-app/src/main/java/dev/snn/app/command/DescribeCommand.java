package dev.snn.app.command;

import dev.snn.app.shell.Operand;
import dev.snn.app.terminal.Columns;
import dev.snn.engine.registry.Entry;
import dev.snn.engine.registry.Registries;
import java.util.List;

/** {@code snn describe FAMILY NAME}. */
final class DescribeCommand implements Command {
  @Override
  public String name() {
    return "describe";
  }

  @Override
  public String usage() {
    return "describe FAMILY NAME";
  }

  @Override
  public String summary() {
    return "a part's options with defaults, units and source";
  }

  @Override
  public List<Operand> operands(Vocabulary words) {
    return List.of(words.family(), words.plugin(), Operand.text());
  }

  @Override
  public int run(Invocation in) {
    List<String> words = in.words(this, 2, 2);
    Registries registries = in.registries();
    Entry<?> entry = registries.of(words.get(0)).get(words.get(1));
    in.out().print(text(entry));
    return 0;
  }

  private static String text(Entry<?> entry) {
    StringBuilder text = new StringBuilder();
    text.append(entry.name()).append(" (").append(entry.family().name()).append(")\n");
    String description = entry.description();
    if (!description.isBlank()) {
      text.append(description).append('\n');
    }
    Columns facts = new Columns();
    if (!entry.citation().isBlank()) {
      facts.add("source", entry.citation());
    }
    facts.add("class", entry.className());
    facts.add("from", ListCommand.source(entry));
    text.append('\n').append(facts.text());
    List<OptionRow> options = OptionRow.of(entry.defaults());
    if (options.isEmpty()) {
      return text.append("\nIt has no options.\n").toString();
    }
    Columns columns = new Columns();
    columns.add("OPTION", "DEFAULT", "TYPE", "MEANING");
    for (OptionRow option : options) {
      columns.add(option.name(), option.value(), option.type(), option.meaning());
    }
    return text.append('\n').append(columns.text()).toString();
  }
}

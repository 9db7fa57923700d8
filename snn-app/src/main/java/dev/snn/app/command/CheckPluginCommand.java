package dev.snn.app.command;

import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.UserError;
import dev.snn.app.terminal.Columns;
import dev.snn.engine.config.Resolver;
import dev.snn.engine.error.PluginFault;
import dev.snn.engine.registry.Entry;
import dev.snn.engine.registry.Registries;
import dev.snn.testkit.CheckResult;
import dev.snn.testkit.Contracts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code snn check-plugin JAR}. */
final class CheckPluginCommand implements Command {
  @Override
  public String name() {
    return "check-plugin";
  }

  @Override
  public String usage() {
    return "check-plugin JAR";
  }

  @Override
  public String summary() {
    return "test the plug-ins of a jar against the contract of their family";
  }

  @Override
  public String details() {
    return "Exit code 3 where one breaks its contract. The jar's code runs with your rights.";
  }

  @Override
  public int run(Invocation in) {
    Path jar = Globals.path("JAR", in.words(this, 1, 1).get(0));
    if (!Files.isRegularFile(jar)) {
      throw new UserError("there is no file " + jar + ".");
    }
    Registries registries;
    try {
      registries = Registries.load(Optional.of(jar));
    } catch (PluginFault e) {
      in.err().println("snn: " + e.getMessage());
      return 3;
    }
    List<Entry<?>> entries =
        registries.all().stream()
            .<Entry<?>>flatMap(registry -> registry.entries().stream())
            .filter(entry -> entry.source().path().filter(jar::equals).isPresent())
            .toList();
    int broken = 0;
    for (Entry<?> entry : entries) {
      List<CheckResult> results = new ArrayList<>(Contracts.check(entry.family(), entry.plugin()));
      defaults(registries, entry).ifPresent(results::add);
      Columns columns = new Columns();
      results.forEach(r -> columns.add(r.passed() ? "  ok" : "  BROKEN", r.name(), r.detail()));
      in.out().println(entry.name() + " (" + entry.family().name() + ")");
      in.out().print(columns.text());
      broken += results.stream().anyMatch(r -> !r.passed()) ? 1 : 0;
    }
    List<String> unlisted = Registries.unlisted(jar, entries);
    unlisted.forEach(sentence -> in.err().println("snn: " + sentence));
    if (broken == 0 && !unlisted.isEmpty()) {
      return 3;
    }
    if (broken == 0) {
      in.out().println(entries.size() == 1 ? "the contract holds" : "all contracts hold");
      return 0;
    }
    in.err()
        .println("snn: %d of %d plug-ins break their contract".formatted(broken, entries.size()));
    return 3;
  }

  /** What experiments make of the defaults, which name parts of the program; broken ones only. */
  private static Optional<CheckResult> defaults(Registries registries, Entry<?> entry) {
    try {
      new Resolver(registries).resolve(entry.family(), Part.of(entry.name()), entry.name());
      return Optional.empty();
    } catch (UserError e) {
      return Optional.of(new CheckResult("defaults in an experiment", false, e.getMessage()));
    }
  }
}

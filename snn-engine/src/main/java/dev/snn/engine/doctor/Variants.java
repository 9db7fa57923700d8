package dev.snn.engine.doctor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.NotApplicableException;
import dev.snn.api.plugin.UserError;
import dev.snn.api.procedure.Procedure;
import dev.snn.api.procedure.Run;
import dev.snn.api.procedure.RunFailure;
import dev.snn.engine.config.Overrides;
import dev.snn.engine.config.Resolver;
import dev.snn.engine.config.RunConfig;
import dev.snn.engine.config.RunResolver;
import dev.snn.engine.run.Runner;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The same run with other options: tries out what mends it.
 *
 * @param prepare what is done with a new run first, as to load saved parameters
 */
record Variants(
    Runner runner, Resolver resolver, RunConfig config, long seed, Consumer<Run> prepare) {

  /** Looks at the run as it is, made anew; fails where it fails. */
  <T> T afresh(BiFunction<Run, Procedure, T> look) {
    return afresh(config, look);
  }

  private <T> T afresh(RunConfig other, BiFunction<Run, Procedure, T> look) {
    return runner.explore(
        other,
        seed,
        (run, procedure) -> {
          prepare.accept(run);
          return look.apply(run, procedure);
        });
  }

  /** Looks at the run with a tree of options that was changed; empty where it cannot be made. */
  <T> Optional<T> changed(Consumer<ObjectNode> change, BiFunction<Run, Procedure, T> look) {
    // The parts of the tree are those of the configuration.
    ObjectNode tree = config.tree().deepCopy();
    try {
      change.accept(tree);
      RunConfig other = new RunResolver(resolver).resolve(tree);
      return Optional.of(afresh(other, look));
    } catch (UserError | NotApplicableException | RunFailure e) {
      return Optional.empty();
    }
  }

  /** Looks at the run with a setting. */
  <T> Optional<T> with(String setting, BiFunction<Run, Procedure, T> look) {
    return changed(tree -> set(tree, setting), look);
  }

  /** Lays a setting over a tree of options. */
  void set(ObjectNode tree, String setting) {
    Overrides.set(resolver, tree, setting, RunResolver.KEYS);
  }

  /** The first setting with which the run is sound. */
  Optional<String> firstThat(Stream<String> settings, BiPredicate<Run, Procedure> sound) {
    return settings.filter(s -> with(s, sound::test).orElse(false)).findFirst();
  }
}

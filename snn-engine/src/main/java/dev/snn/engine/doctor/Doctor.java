package dev.snn.engine.doctor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.procedure.Procedure;
import dev.snn.api.procedure.Run;
import dev.snn.engine.checkpoint.SavedRun;
import dev.snn.engine.config.Overrides;
import dev.snn.engine.config.Resolver;
import dev.snn.engine.config.RunConfig;
import dev.snn.engine.config.RunResolver;
import dev.snn.engine.explain.Rehearsal;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.run.Runner;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Looks at a run for what keeps it from learning, in a few batches. */
public final class Doctor {
  private static final List<Look> LOOKS =
      List.of(
          new ClassBalance(),
          new SplitLeak(),
          new InputScale(),
          new TimeConstants(),
          new LayerActivity(),
          new GradientFlow(),
          new WrongGradient(),
          new TrivialLoss());

  private final Runner runner;
  private final Resolver resolver;

  /** A doctor who makes runs with these. */
  public Doctor(Runner runner, Resolver resolver) {
    this.runner = runner;
    this.resolver = resolver;
  }

  /**
   * Examines a run before its training.
   *
   * @param seed of the initial weights
   * @throws dev.snn.api.data.MissingDataException where the data are not at hand
   * @throws dev.snn.api.procedure.RunFailure where a part fails
   */
  public Diagnosis examine(RunConfig config, long seed) {
    return examine(config, seed, run -> {}, Optional.empty());
  }

  /**
   * Examines a run that is over: its configuration at the initial weights, and its last epoch.
   *
   * @param settings laid over its configuration
   */
  public Diagnosis examine(RunRecord record, List<String> settings) {
    return examine(record, settings, run -> {});
  }

  /** Examines a network as it is saved. */
  public Diagnosis examine(SavedRun saved, List<String> settings) {
    return examine(saved.record(), settings, run -> saved.restore(run.network().parameters()));
  }

  private Diagnosis examine(RunRecord record, List<String> settings, Consumer<Run> prepare) {
    ObjectNode tree = record.config().deepCopy();
    settings.forEach(s -> Overrides.set(resolver, tree, s, RunResolver.KEYS));
    RunConfig config = new RunResolver(resolver).resolve(tree);
    Optional<LastEpoch> last =
        settings.isEmpty() ? Optional.of(new LastEpoch(record)) : Optional.empty();
    return examine(config, record.id().seed(), prepare, last);
  }

  private Diagnosis examine(
      RunConfig config, long seed, Consumer<Run> prepare, Optional<LastEpoch> last) {
    Variants variants = new Variants(runner, resolver, config, seed, prepare);
    return runner.explore(
        config,
        seed,
        (run, procedure) -> {
          prepare.accept(run);
          return examine(config, run, procedure, variants, last);
        });
  }

  private static Diagnosis examine(
      RunConfig config, Run run, Procedure procedure, Variants variants, Optional<LastEpoch> last) {
    Optional<Rehearsal> rehearsal =
        config.hasNetwork() && run.dataset() != null
            ? Rehearsal.of(procedure, run, 0)
            : Optional.empty();
    boolean learns = rehearsal.isPresent() && run.network().hasLoss() && run.network().hasDecoder();
    Optional<ByHeart> byHeart =
        learns ? Optional.of(variants.afresh(ByHeart::learn)) : Optional.empty();
    Patient patient = new Patient(config, run, procedure, rehearsal, byHeart, variants);
    Diagnosis.Notes notes = new Diagnosis.Notes();
    LOOKS.forEach(look -> look.at(patient, notes));
    last.ifPresent(epoch -> epoch.at(patient, notes));
    return notes.diagnosis();
  }
}

package dev.snn.engine.run;

import dev.snn.api.parallel.Parallel;
import dev.snn.api.plugin.DataHome;
import dev.snn.api.plugin.UserError;
import dev.snn.engine.checkpoint.SavedRun;
import dev.snn.engine.config.Resolver;
import dev.snn.engine.record.RunRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A {@link Runner} for each backend that is asked for. */
public final class Runners {
  private final Resolver resolver;
  private final DataHome home;
  private final Parallel parallel;
  private final Backend backend;
  private final boolean free;
  private final Map<String, Runner> byBackend = new HashMap<>();

  /**
   * Runners.
   *
   * @param backend the usual one
   * @param free true where nobody insists on it, so that the one of a record may be taken
   */
  public Runners(
      Resolver resolver, DataHome home, Parallel parallel, Backend backend, boolean free) {
    this.resolver = resolver;
    this.home = home;
    this.parallel = parallel;
    this.backend = backend;
    this.free = free;
  }

  /** Spells out defaults. */
  Resolver resolver() {
    return resolver;
  }

  /** Threads of each runner. */
  public int threads() {
    return parallel.threads();
  }

  /** The usual one. */
  public Runner usual() {
    return of(backend);
  }

  /**
   * The one on a backend, where there is a choice and that one can run here; else the usual one.
   */
  public Runner on(Optional<String> name) {
    return name.isPresent() && free ? of(backend.orRecorded(name.get())) : usual();
  }

  /** The one on the backend of a record, where there is a choice. */
  public Runner like(RunRecord record) {
    return on(Optional.of(record.backend()));
  }

  /** The one on the backend of a checkpoint, so that the bits stay the same. */
  public Runner of(SavedRun saved) {
    Runner chosen = like(saved.record());
    String recorded = saved.backend();
    if (!chosen.backendName().equals(recorded)) {
      throw new UserError(
          "%s was made with the backend '%s', and '%s' computes other bits. Go on with --backend %s where that can run, or start again in another folder."
              .formatted(saved.file(), recorded, chosen.backendName(), recorded));
    }
    return chosen;
  }

  private synchronized Runner of(Backend chosen) {
    return byBackend.computeIfAbsent(
        chosen.name(), name -> new Runner(resolver, home, parallel, chosen));
  }
}

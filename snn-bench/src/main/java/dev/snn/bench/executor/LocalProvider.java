package dev.snn.bench.executor;

import dev.snn.api.plugin.UserError;

/** Opens the executor on the threads of this process. */
public final class LocalProvider implements ExecutorProvider {
  /** Its name. */
  public static final String NAME = "local";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public RunExecutor open(Surroundings surroundings) {
    surroundings
        .master()
        .ifPresent(
            master -> {
              throw new UserError(
                  "--master %s: runs on the threads of this process have no master. Leave it out, or say --on spark."
                      .formatted(master));
            });
    return new LocalExecutor(surroundings.engine().runners());
  }
}

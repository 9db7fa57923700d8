package dev.snn.training.baseline;

import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.procedure.Epoch;
import dev.snn.api.procedure.Procedure;
import dev.snn.api.procedure.ProcedurePlugin;
import dev.snn.api.procedure.Run;
import dev.snn.api.procedure.Scoring;
import java.util.Map;
import java.util.Set;

/**
 * Learns nothing: scores the network with the parameters that {@code init} or a file in the place
 * of {@code layers} gives it, or else with those it draws.
 */
public final class EvaluatePlugin implements ProcedurePlugin<EvaluatePlugin.Config> {

  /** How examples are scored. */
  public record Config(@Doc("examples scored at a time; no result depends on it") int batch) {
    /** Checks the values. */
    public Config {
      Check.atLeastOne("batch", batch);
    }
  }

  @Override
  public String name() {
    return "evaluate";
  }

  @Override
  public String description() {
    return "scores the network as it is, without training";
  }

  @Override
  public Config defaults() {
    return new Config(64);
  }

  @Override
  public Procedure create(Config config, BuildContext context) {
    return new Evaluate(config.batch());
  }

  private record Evaluate(int batch) implements Procedure {
    @Override
    public void execute(Run run) {
      run.report(evaluate(run, Scoring.BOTH));
    }

    @Override
    public Epoch evaluate(Run run, Set<String> splits) {
      return run.scoring(batch).score(Epoch.scored(0, Map.of(), 0), splits, true);
    }
  }
}

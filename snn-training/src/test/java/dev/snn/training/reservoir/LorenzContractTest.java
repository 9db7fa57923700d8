package dev.snn.training.reservoir;

import dev.snn.api.plugin.Part;
import dev.snn.api.procedure.ProcedurePlugin;
import dev.snn.testkit.junit.ProcedureContract;
import java.util.List;

class LorenzContractTest implements ProcedureContract {
  @Override
  public ProcedurePlugin<?> plugin() {
    return new LorenzPlugin();
  }

  @Override
  public List<? extends Record> configurations() {
    return List.of(
        new LorenzPlugin.Config(
            Part.of("echo-state", "size", 20),
            0.02,
            1,
            0.1,
            0,
            false,
            3,
            20,
            0.4,
            new SpanOptions(0, 10, 100, 40, 40),
            ReadoutOptions.defaults(),
            RateOptions.defaults()));
  }
}

package dev.snn.training.reservoir;

import dev.snn.api.plugin.Part;
import dev.snn.api.procedure.ProcedurePlugin;
import dev.snn.testkit.junit.ProcedureContract;
import java.util.List;

class MemoryCapacityContractTest implements ProcedureContract {
  @Override
  public ProcedurePlugin<?> plugin() {
    return new MemoryCapacityPlugin();
  }

  @Override
  public List<? extends Record> configurations() {
    SpanOptions spans = new SpanOptions(0, 5, 40, 20, 20);
    return List.of(
        new MemoryCapacityPlugin.Config(
            Part.of("echo-state", "size", 12),
            3,
            5,
            1,
            0,
            spans,
            ReadoutOptions.defaults(),
            RateOptions.defaults()));
  }
}

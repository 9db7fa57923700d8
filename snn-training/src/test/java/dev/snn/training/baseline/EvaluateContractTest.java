package dev.snn.training.baseline;

import dev.snn.api.procedure.ProcedurePlugin;
import dev.snn.testkit.junit.ProcedureContract;

class EvaluateContractTest implements ProcedureContract {
  @Override
  public ProcedurePlugin<?> plugin() {
    return new EvaluatePlugin();
  }
}

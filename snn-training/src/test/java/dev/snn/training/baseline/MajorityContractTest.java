package dev.snn.training.baseline;

import dev.snn.api.procedure.ProcedurePlugin;
import dev.snn.testkit.junit.ProcedureContract;

class MajorityContractTest implements ProcedureContract {
  @Override
  public ProcedurePlugin<?> plugin() {
    return new MajorityPlugin();
  }
}

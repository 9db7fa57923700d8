package dev.snn.training.reservoir;

import dev.snn.api.plugin.Part;
import dev.snn.api.procedure.ProcedurePlugin;
import dev.snn.testkit.junit.ProcedureContract;
import java.util.List;

class ClassifierContractTest implements ProcedureContract {
  @Override
  public ProcedurePlugin<?> plugin() {
    return new ClassifierPlugin();
  }

  @Override
  public List<? extends Record> configurations() {
    return List.of(
        config(ClassifierPlugin.Kind.RIDGE, true), config(ClassifierPlugin.Kind.LOGISTIC, false));
  }

  private static ClassifierPlugin.Config config(ClassifierPlugin.Kind fit, boolean balance) {
    return new ClassifierPlugin.Config(
        Part.of("echo-state", "size", 12),
        6,
        2,
        1,
        fit,
        balance,
        new ReadoutOptions(5, List.of(0.01, 0.1)),
        RateOptions.defaults());
  }
}

package dev.snn.training.gradient;

import dev.snn.api.plugin.Part;
import dev.snn.api.procedure.ProcedurePlugin;
import dev.snn.testkit.junit.ProcedureContract;
import java.util.List;

class GradientContractTest implements ProcedureContract {
  @Override
  public ProcedurePlugin<?> plugin() {
    return new GradientPlugin();
  }

  @Override
  public List<? extends Record> configurations() {
    return List.of(
        config(Part.of("bptt"), Part.of("adam"), Schedule.COSINE, 0, 0, 1, 0),
        // Sees other steps of each example in each epoch.
        config(Part.of("bptt"), Part.of("sgd"), Schedule.CONSTANT, 0, 0, 1, 4),
        // Sees other examples in each epoch, also after an interruption.
        config(
            Part.of("bptt"),
            Part.of("sgd"),
            Schedule.CONSTANT,
            0,
            0,
            1,
            0,
            Part.of("test.brighter")),
        // Stops early on the validation split, measures the noise of a drawing rule.
        config(Part.of("score-function"), Part.of("sgd"), Schedule.CONSTANT, 1, 2, 1, 0));
  }

  private static GradientPlugin.Config config(
      Part rule,
      Part optimizer,
      Schedule schedule,
      int earlyStopping,
      int draws,
      int every,
      int steps,
      Part... augment) {
    return new GradientPlugin.Config(
        rule,
        optimizer,
        7,
        3,
        schedule,
        0,
        0,
        1,
        0.1,
        1,
        earlyStopping,
        true,
        every,
        draws,
        false,
        false,
        List.of(augment),
        steps,
        null,
        List.of());
  }
}

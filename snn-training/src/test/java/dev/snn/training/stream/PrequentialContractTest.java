package dev.snn.training.stream;

import dev.snn.api.plugin.Part;
import dev.snn.api.procedure.ProcedurePlugin;
import dev.snn.testkit.PartBinder;
import dev.snn.testkit.junit.ProcedureContract;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class PrequentialContractTest implements ProcedureContract {
  @Override
  public ProcedurePlugin<?> plugin() {
    return new PrequentialPlugin();
  }

  /** With interruptions within both splits, late classes, windows, and drifts, known and seen. */
  @Override
  public List<? extends Record> configurations() {
    return Stream.of(
            Map.<String, Object>of(),
            Map.of("batch", 5, "window", 2, "delay", 3, "learner", Part.of("oesnn")),
            Map.of("batch", 1, "window", 3, "drifts", List.of(2, 5), "learner", Part.of("knn")),
            Map.of("batch", 2, "buffer", 2, "detector", Part.of("ddm", "least", 2)),
            Map.of("batch", 2, "buffer", 0, "detector", Part.of("page-hinkley", "lambda", 0.5)),
            Map.of("detector", Part.of("ddm", "least", 2), "protocol", "as-published"))
        .map(options -> PartBinder.bind(new PrequentialPlugin().defaults(), options))
        .toList();
  }
}

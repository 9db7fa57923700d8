package dev.snn.training.gradient;

import dev.snn.api.data.Samples;
import dev.snn.api.layer.Parameter;
import dev.snn.api.learning.GradientStep;
import dev.snn.api.learning.LearningRule;
import dev.snn.api.neuron.Pass;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.procedure.Stepwise;
import dev.snn.api.tensor.Signal;
import java.util.List;

/** Steps at the full learning rate. */
record GradientSteps(GradientStep step) implements Stepwise.Steps {

  @Override
  public Pass begin(Parallel parallel, long key, long[] ids) {
    return step.begin(parallel, key, ids);
  }

  @Override
  public Stepwise.Done learn(Signal input, Samples samples, Pass pass) {
    LearningRule.Step done = step.accumulate(input, samples, pass);
    return new Stepwise.Done(done.forward(), done.loss().mean(), done.loss().terms());
  }

  @Override
  public void update(Parallel parallel) {
    step.update(1, parallel);
  }

  @Override
  public List<Parameter> byGradients() {
    return step.parameters();
  }
}

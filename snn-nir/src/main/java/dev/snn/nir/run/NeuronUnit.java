package dev.snn.nir.run;

import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.State;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;

/**
 * The engine's neurons. A neuron that fires puts its spikes out, the others their membrane. The
 * engine shows membranes before a reset, NIR's traces have them after it.
 */
final class NeuronUnit implements Unit {
  private final NeuronModel model;
  private final boolean fires;
  private final boolean subtract;
  private final float[] threshold;
  private final float reset;

  /**
   * Neurons.
   *
   * @param fires false: the membrane goes on
   * @param subtract what a spike does to the membrane; false: it is set to reset
   */
  NeuronUnit(NeuronModel model, boolean fires, boolean subtract, float[] threshold, float reset) {
    this.model = model;
    this.fires = fires;
    this.subtract = subtract;
    this.threshold = threshold;
    this.reset = reset;
  }

  @Override
  public Object start(int batch) {
    return model.initialState(batch);
  }

  @Override
  public Result run(Signal input, Object memory, Pass pass) {
    NeuronModel.Forward forward = model.forward(Units.own(input), (State) memory, pass);
    if (!fires) {
      return new Result(forward.membrane(), forward::membrane, forward.last());
    }
    Spikes spikes = (Spikes) forward.output();
    return new Result(spikes, () -> after(forward.membrane(), spikes), forward.last());
  }

  private Tensor after(Tensor before, Spikes spikes) {
    Tensor after = before.copy();
    for (int t = 0; t < after.steps(); t++) {
      for (int b = 0; b < after.batch(); b++) {
        float[] row = after.row(t, b);
        spikes.forEach(t, b, (n, s) -> row[n] = subtract ? row[n] - threshold[n] : reset);
      }
    }
    return after;
  }
}

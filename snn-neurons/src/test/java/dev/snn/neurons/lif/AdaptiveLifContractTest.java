package dev.snn.neurons.lif;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.neuron.NeuronPlugin;
import dev.snn.testkit.junit.NeuronContract;
import org.junit.jupiter.api.Test;

class AdaptiveLifContractTest implements NeuronContract {
  @Override
  public NeuronPlugin<?> plugin() {
    return new AdaptiveLif();
  }

  @Test
  void optionsBeyondTheRangeOfAFloatAreRefused() {
    AdaptiveLif.Config c = new AdaptiveLif().defaults();
    assertThatThrownBy(
            () ->
                new AdaptiveLif.Config(
                    c.tauMem(), c.alpha(), c.tauAdapt(), 1e39, c.r(), 1, true, c.surrogate()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("beta must be a finite number, got 1.0E39");
  }
}

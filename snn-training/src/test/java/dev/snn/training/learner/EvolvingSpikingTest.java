package dev.snn.training.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EvolvingSpikingTest {
  private static NeuronRepository repository(int neurons, double similarity) {
    return new NeuronRepository(new EvolvingSpiking.Config(neurons, 0.5, 0.7, similarity, 0.9), 4);
  }

  /** Weights of neuron n, its threshold, class and samples. */
  private static double[] neuron(NeuronRepository repository, int n) {
    return repository.state().doubles("neuron" + n);
  }

  @Test
  void weightsAndThresholdFollowFromTheOrder() {
    NeuronRepository repository = repository(2, 0);
    // The third line is too late.
    repository.learn(new float[] {0.2f, 0.9f, 0.05f, 0.5f}, 1);

    double threshold = 0.7 * (1 + 0.25 + 0.0625);
    assertThat(neuron(repository, 0))
        .containsExactly(new double[] {0.25, 1, 0, 0.5, threshold, 1, 1}, within(1e-12));
  }

  @Test
  void aSimilarSampleJoinsANeuronOfItsClassOnly() {
    NeuronRepository repository = repository(3, 1);
    repository.learn(new float[] {0.9f, 0.8f, 0, 0}, 0);
    repository.learn(new float[] {0.8f, 0.9f, 0, 0}, 1);
    repository.learn(new float[] {0.7f, 0.8f, 0, 0}, 0);

    // (1, 0.5) and (0.5, 1) lie sqrt(0.5) apart.
    assertThat(repository.state().number("neurons")).isEqualTo(2);
    assertThat(neuron(repository, 0))
        .containsExactly(new double[] {0.75, 0.75, 0, 0, 0.875, 0, 2}, within(1e-12));
  }

  @Test
  void aFullRepositoryForgetsTheOldest() {
    NeuronRepository repository = repository(2, 0);
    for (int line = 0; line < 3; line++) {
      float[] x = new float[4];
      x[line] = 1;
      repository.learn(x, line);
    }

    assertThat(neuron(repository, 0)[5]).isEqualTo(2);
    assertThat(neuron(repository, 1)[5]).isEqualTo(1);
    repository.learn(new float[] {0, 0, 0, 1}, 0);
    assertThat(neuron(repository, 0)[5]).isEqualTo(2);
    assertThat(neuron(repository, 1)[5]).isEqualTo(0);
  }

  /** One that learned from a sample without any activation. */
  @Test
  void aNeuronWithoutWeightsSaysTheClassOfNothingElse() {
    NeuronRepository repository = repository(2, 0);
    repository.learn(new float[4], 1);
    repository.learn(new float[] {0.9f, 0.8f, 0.7f, 0}, 0);

    assertThat(repository.predict(new float[] {0, 0, 0.4f, 0.5f})).isZero();
  }

  @Test
  void theFirstNeuronOverItsThresholdSaysTheClass() {
    NeuronRepository repository = repository(2, 0);
    repository.learn(new float[] {0.9f, 0.8f, 0.7f, 0}, 0);
    repository.learn(new float[] {0.7f, 0.8f, 0.9f, 0}, 1);

    // Thresholds are 0.919; after the first spike potentials are 1 and 0.25.
    assertThat(repository.predict(new float[] {0.3f, 0.2f, 0.2f, 0})).isZero();
    assertThat(repository.predict(new float[] {0.2f, 0.2f, 0.3f, 0})).isEqualTo(1);
    // None fires: the last line has no weight, and then 0.5 against 0.125.
    assertThat(repository.predict(new float[] {0, 0, 0.4f, 0.5f})).isEqualTo(1);
  }
}

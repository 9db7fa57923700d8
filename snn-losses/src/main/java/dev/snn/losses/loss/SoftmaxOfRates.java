package dev.snn.losses.loss;

import dev.snn.api.data.Samples;

/** {@code -log softmax(x)[label]}. */
record SoftmaxOfRates() implements RateLoss.Distance {

  @Override
  public double evaluate(float[] rates, Samples targets, int b, double share, float[] grad) {
    int label = Labels.of(targets, b, rates.length);
    return Softmax.crossEntropy(rates, rates.length, label, share, grad);
  }
}

package dev.snn.losses.decoder;

import dev.snn.api.layer.Parameter;
import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Tensor;
import dev.snn.kernels.Products;
import java.util.List;
import java.util.random.RandomGenerator;

/** {@code z = W^T x + b}, weights and bias uniform in {@code +-1/sqrt(inputs)} at the start. */
record Affine(Parameter weight, Parameter bias) {

  static Affine create(String name, int in, int out, BuildContext context) {
    return new Affine(
        Parameter.of(name + ".weight", uniform(in, out, in, context.random(name + ".weight"))),
        Parameter.of(name + ".bias", uniform(1, out, in, context.random(name + ".bias"))));
  }

  private static float[][] uniform(int rows, int columns, int fanIn, RandomGenerator random) {
    float bound = (float) (1 / Math.sqrt(Math.max(1, fanIn)));
    float[][] values = new float[rows][columns];
    for (float[] row : values) {
      for (int j = 0; j < columns; j++) {
        row[j] = (2 * random.nextFloat() - 1) * bound;
      }
    }
    return values;
  }

  List<Parameter> parameters() {
    return List.of(weight, bias);
  }

  int outputs() {
    return bias.value()[0].length;
  }

  Tensor forward(Signal x, Pass pass) {
    Tensor z = pass.arena().tensor(x.steps(), x.batch(), outputs());
    Products.forward(x, weight.value(), bias.value()[0], z, pass.parallel());
    return z;
  }

  /** Adds the gradients of weight and bias and returns that of the input. */
  Tensor backward(Signal x, Tensor gradZ, Pass pass) {
    Products.gradWeight(x, gradZ, weight.gradient(), pass.parallel());
    Products.gradBias(gradZ, bias.gradient()[0]);
    Tensor gradX = pass.arena().tensor(x.steps(), x.batch(), x.size());
    Products.gradInput(gradZ, weight.value(), gradX, pass.parallel());
    return gradX;
  }
}

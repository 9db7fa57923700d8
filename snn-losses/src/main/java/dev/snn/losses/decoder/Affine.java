package dev.snn.losses.decoder;

import dev.snn.api.layer.Parameter;
import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Tensor;
import dev.snn.kernels.Products;
import java.util.List;

/** {@code z = W^T x + b}, weights and bias uniform in {@code +-1/sqrt(inputs)} at the start. */
record Affine(Parameter weight, Parameter bias) {

  static Affine create(String name, int in, int out, BuildContext context) {
    return new Affine(
        Parameter.uniform(name + ".weight", in, out, in, 1, context.random(name + ".weight")),
        Parameter.uniform(name + ".bias", 1, out, in, 1, context.random(name + ".bias")));
  }

  List<Parameter> parameters() {
    return List.of(weight, bias);
  }

  int outputs() {
    return bias.value()[0].length;
  }

  /** Multiplications for one row. */
  long operations() {
    return weight.count();
  }

  Tensor forward(Signal x, Pass pass) {
    Tensor z = pass.arena().tensor(x.steps(), x.batch(), outputs());
    Products.forward(x, weight.value(), bias.value()[0], z, pass.parallel());
    return z;
  }

  /** Adds the gradients of weight and bias and returns that of the input. */
  Tensor backward(Signal x, Tensor gradZ, Pass pass) {
    Products.gradWeight(x, gradZ, weight.gradient(), pass.parallel());
    Products.gradBias(gradZ, bias.gradient()[0], pass.parallel());
    Tensor gradX = pass.arena().tensor(x.steps(), x.batch(), x.size());
    Products.gradInput(gradZ, weight.value(), gradX, pass.parallel());
    return gradX;
  }
}

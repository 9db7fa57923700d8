package dev.snn.losses.decoder;

import dev.snn.api.layer.Parameter;
import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.tensor.Tensor;
import dev.snn.kernels.Convolution2d;
import dev.snn.kernels.Plane;
import java.util.List;

/**
 * A convolution with its weights {@code [outputs][fanIn]} and bias, uniform in {@code
 * +-1/sqrt(fanIn)} at the start.
 */
record Convolution(Convolution2d map, Parameter weight, Parameter bias) {

  static Convolution create(String name, Convolution2d map, BuildContext context) {
    int in = map.fanIn();
    int out = map.out().channels();
    return new Convolution(
        map,
        Parameter.uniform(name + ".weight", out, in, in, 1, context.random(name + ".weight")),
        Parameter.uniform(name + ".bias", 1, out, in, 1, context.random(name + ".bias")));
  }

  List<Parameter> parameters() {
    return List.of(weight, bias);
  }

  Plane out() {
    return map.out();
  }

  /** Multiplications for one image. */
  long operations() {
    return (long) map.out().size() * map.fanIn();
  }

  Tensor forward(Tensor x, Pass pass) {
    Tensor y = pass.arena().tensor(x.steps(), x.batch(), map.out().size());
    map.forward(x.rows(), weight.value(), bias.value()[0], y.rows(), pass.parallel());
    return y;
  }

  /** Adds the gradients of weight and bias and returns that of the input. */
  Tensor backward(Tensor x, Tensor gradY, Pass pass) {
    Tensor gradX = pass.arena().tensor(x.steps(), x.batch(), map.in().size());
    map.backward(
        x.rows(),
        gradY.rows(),
        weight.value(),
        weight.gradient(),
        bias.gradient()[0],
        gradX.rows(),
        pass.parallel());
    return gradX;
  }
}

"""The layers of `snn bench` as plain PyTorch.

A layer has the `shape` of what it puts out, per example, and

arrange   its parameters as PyTorch wants them; the manifest has one row per input line of a dense
          weight, and one row per output channel of a convolution
currents  of all steps [T x B x ...], which the hoisted loop calls
current   of one step [B x ...], which the stepwise loop calls
neuron    what takes these currents step by step; None where they are the layer's output
"""
import torch
import torch.nn.functional as F

from torch_neurons import expect, neuron_of
from torch_srm import SrmBernoulli


def each(map, x):
    """A map of images, of all steps in one call."""
    return map(x.flatten(0, 1)).unflatten(0, x.shape[:2])


class Dense:
    """All inputs to all neurons."""

    @staticmethod
    def arrange(values, options, shape):
        return {**values, "weight": values["weight"].t()}

    def __init__(self, options, parameters, shape):
        self.shape = (options["size"],)
        self.weight = parameters["weight"]
        self.bias = parameters["bias"][0] if "bias" in parameters else None
        self.neuron = neuron_of(options, parameters)

    def currents(self, x):
        return F.linear(x.flatten(2), self.weight, self.bias)

    def current(self, x):
        return F.linear(x.flatten(1), self.weight, self.bias)


class Recurrent(Dense):
    """Dense, and all neurons to all neurons one step later: V has a row per neuron it comes from."""

    def __init__(self, options, parameters, shape):
        super().__init__(options, parameters, shape)
        self.recurrent = parameters["recurrent"]
        self.inner = self.neuron
        self.neuron = self

    def start(self, first):
        self.inner.start(first)
        self.last = None

    def scaled(self, x):
        return self.inner.scaled(x)

    def step(self, x):
        if self.last is not None:
            x = torch.addmm(x, self.last, self.recurrent)
        self.last, membrane = self.inner.step(x)
        return self.last, membrane


class Conv:
    """A convolution of each image."""

    @staticmethod
    def arrange(values, options, shape):
        k = options["kernel"]
        return {**values, "weight": values["weight"].reshape(options["channels"], shape[0], k, k)}

    def __init__(self, options, parameters, shape):
        self.stride, self.padding = options["stride"], options["padding"]
        self.weight = parameters["weight"]
        self.bias = parameters["bias"][0] if "bias" in parameters else None
        self.neuron = neuron_of(options, parameters)
        k = options["kernel"]
        self.shape = (options["channels"],) + tuple(
            (n + 2 * self.padding - k) // self.stride + 1 for n in shape[1:]
        )

    def current(self, x):
        return F.conv2d(x, self.weight, self.bias, self.stride, self.padding)

    def currents(self, x):
        return each(self.current, x)


class MaxPool:
    """The largest value of each square of pixels."""

    neuron = None

    def __init__(self, options, parameters, shape):
        self.size = options["size"]
        self.shape = (shape[0], shape[1] // self.size, shape[2] // self.size)

    def current(self, x):
        return F.max_pool2d(x, self.size)

    def currents(self, x):
        return each(self.current, x)


class BatchNorm:
    """Channels normalised over all steps and examples, while training; so not step by step."""

    def __init__(self, options, parameters, shape):
        expect(float(options["scale"]) == 1, options)
        self.shape = shape
        self.momentum, self.epsilon = float(options["momentum"]), float(options["epsilon"])
        self.weight, self.bias = parameters["weight"][0], parameters["bias"][0]
        self.mean, self.variance = (parameters[n][0] for n in ("running_mean", "running_variance"))
        self.neuron = neuron_of(options, parameters)
        self.training = True

    def current(self, x):
        return F.batch_norm(
            x, self.mean, self.variance, self.weight, self.bias, self.training, self.momentum,
            self.epsilon,
        )

    def currents(self, x):
        return each(self.current, x)


class Neurons:
    """Neurons whose currents are the input."""

    def __init__(self, options, parameters, shape):
        self.shape = shape
        self.neuron = neuron_of(options, parameters)

    def currents(self, x):
        return x

    current = currents


class Flatten:
    """The same lines, no longer an image."""

    neuron = None

    def __init__(self, options, parameters, shape):
        size = 1
        for n in shape:
            size *= n
        self.shape = (size,)

    def currents(self, x):
        return x.flatten(2)

    def current(self, x):
        return x.flatten(1)


class Add:
    """The sum of two layers, as of a residual block."""

    neuron = None

    def __init__(self, shape):
        self.shape = shape

    def currents(self, a, b):
        return a + b

    current = currents


LAYERS = {
    "dense": Dense,
    "recurrent": Recurrent,
    "conv": Conv,
    "batch-norm": BatchNorm,
    "max-pool": MaxPool,
    "neurons": Neurons,
    "flatten": Flatten,
    "srm-bernoulli": SrmBernoulli,
}

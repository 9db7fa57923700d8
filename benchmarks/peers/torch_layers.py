"""The layers of `snn bench` as plain PyTorch.

A layer has the `shape` of what it puts out, per example, and

arrange   its parameters as PyTorch wants them; the manifest has one row per input line of a dense
          weight, and one row per output channel of a convolution
currents  of all steps [T x B x ...], which the hoisted loop calls
current   of one step [B x ...], which the stepwise loop calls
neuron    what takes these currents step by step; None where they are the layer's output

Images lie channels last, with which convolutions and what is behind them take two thirds of the
time of PyTorch's default on a CPU.
"""
import torch
import torch.nn.functional as F

from torch_neurons import expect, neuron_of
from torch_srm import SrmBernoulli


def each(map, x):
    """A map of images, of all steps in one call."""
    return map(x.flatten(0, 1)).unflatten(0, x.shape[:2])


def stacked(steps):
    """All steps in one tensor; images keep their layout."""
    if steps[0].dim() < 4:
        return torch.stack(steps)
    return torch.stack([s.permute(0, 2, 3, 1) for s in steps]).permute(0, 1, 4, 2, 3)


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
        self.csr = None

    def currents(self, x):
        if self.csr is not None:
            y = (self.csr @ x.flatten(0, 1).flatten(1).t()).t()
            return (y if self.bias is None else y + self.bias).unflatten(0, x.shape[:2])
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
        x = x.contiguous(memory_format=torch.channels_last)
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


class Normalise(torch.autograd.Function):
    """F.batch_norm while training, by its own kernels but for the statistics, which of images with
    channels last it sums in single precision, one value after the other: 1e-4 off in large maps."""

    @staticmethod
    def forward(ctx, x, weight, bias, epsilon):
        mean = x.mean((0, 2, 3))
        variance = x.square().mean((0, 2, 3)) - mean.square()
        ctx.save_for_backward(x, weight, mean, torch.rsqrt(variance + epsilon))
        ctx.epsilon = epsilon
        ctx.mark_non_differentiable(mean, variance)
        return F.batch_norm(x, mean, variance, weight, bias, eps=epsilon), mean, variance

    @staticmethod
    def backward(ctx, grad, *others):
        x, weight, mean, inverse = ctx.saved_tensors
        grads = torch.ops.aten.native_batch_norm_backward(
            grad, x, weight, None, None, mean, inverse, True, ctx.epsilon, [True, True, True]
        )
        return (*grads, None)


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
        if self.training:
            y, mean, variance = Normalise.apply(x, self.weight, self.bias, self.epsilon)
            n = x.numel() / x.shape[1]
            self.mean.lerp_(mean, self.momentum)
            self.variance.lerp_(variance * (n / (n - 1)), self.momentum)
            return y
        return F.batch_norm(x, self.mean, self.variance, self.weight, self.bias, eps=self.epsilon)

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

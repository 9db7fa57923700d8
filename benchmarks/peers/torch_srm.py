"""Stochastic neurons with filtered input and feedback as plain PyTorch."""
import math

import numpy as np
import torch
import torch.nn.functional as F


class Bernoulli(torch.autograd.Function):
    """1 where a uniform number is below p; gradients go straight through."""

    @staticmethod
    def forward(ctx, p, uniform):
        return (uniform < p).to(p.dtype)

    @staticmethod
    def backward(ctx, grad):
        return grad, None


class SrmBernoulli:
    """Stochastic neurons: filtered input and filtered own spikes decide how probably each fires."""

    def __init__(self, options, parameters, shape):
        self.size = options["size"]
        self.shape = (self.size,)
        self.neuron = self
        self.ff = torch.from_numpy(
            raised_cosines(options["ff_bases"], options["tau_ff"], float(options["mu"]))
        )
        self.fb = torch.from_numpy(
            raised_cosines(options["fb_bases"], options["tau_fb"], float(options["mu"]))
        )
        self.weight = parameters["weight"]
        self.feedback = parameters["feedback"]
        self.bias = parameters["bias"][0]
        self.uniforms = None

    @staticmethod
    def arrange(values, options, shape):
        """From rows (basis, neuron) to one row per neuron, with columns (basis, input line)."""
        split = values["weight"].t().reshape(options["ff_bases"], options["size"], -1)
        return {**values, "weight": split.transpose(0, 1).flatten(1)}

    def start(self, first):
        self.taps = self.feedback.t() @ self.fb
        self.spikes = []
        self.probabilities = []
        self.noise = self.uniforms.unbind(0)

    def currents(self, x):
        """The inputs through every filter, then through the weights, for all steps."""
        taps = self.ff.shape[1]
        padded = torch.cat([x.new_zeros(taps - 1, *x.shape[1:]), x])
        traces = padded.unfold(0, taps, 1) @ self.ff.flip(1).t()
        return F.linear(traces.transpose(2, 3).flatten(2), self.weight, self.bias)

    def current(self, x):
        taps = self.ff.shape[1]
        self.window = [x] + self.window[: taps - 1]
        traces = torch.stack(self.window, 2) @ self.ff[:, : len(self.window)].t()
        return F.linear(traces.transpose(1, 2).flatten(1), self.weight, self.bias)

    def scaled(self, current):
        return current

    def step(self, current):
        u = current
        if self.spikes:
            last = torch.stack(self.spikes[: self.taps.shape[1]], 2)
            u = u + (last * self.taps[:, : last.shape[2]]).sum(2)
        p = torch.sigmoid(u)
        y = Bernoulli.apply(p, self.noise[len(self.probabilities)])
        self.probabilities.append(p)
        self.spikes = [y] + self.spikes[: self.taps.shape[1] - 1]
        return y, u

    def draw(self, first, position, steps, batch):
        """Numbers for the next step: those of the first one are the same as ours."""
        self.window = []
        shape = (steps, batch, self.size)
        self.uniforms = (
            torch.from_numpy(our_uniforms("layers[%d]" % position, *shape))
            if first
            else torch.rand(shape)
        )


def raised_cosines(bases, length, mu):
    span = math.log(max(2, length))
    width = span if bases == 1 else span / (bases - 1)
    k = np.zeros(1) if bases == 1 else np.arange(bases)
    phase = mu * math.pi * (np.log(np.arange(length) + 1)[None] - (k * width)[:, None]) / width
    return ((1 + np.cos(np.clip(phase, -math.pi, math.pi))) / 2).astype(np.float32)


def our_uniforms(path, steps, batch, size):
    """What `dev.snn.api.random` draws for a layer in the first step of a measurement."""
    golden = np.uint64(0x9E3779B97F4A7C15)

    def finish(z):
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return z ^ (z >> np.uint64(31))

    def mix(key, number):
        return finish(finish(key) + (number + np.uint64(1)) * golden)

    def keyed(root, purpose):
        hashed = 0xCBF29CE484222325
        for letter in purpose:
            hashed = (hashed ^ ord(letter)) * 0x100000001B3 % (1 << 64)
        return mix(np.uint64(root), np.uint64(hashed))

    with np.errstate(over="ignore"):
        layer = keyed(keyed(1, "speed/step-0"), path)
        examples = mix(layer, np.arange(batch, dtype=np.uint64))
        counters = np.arange(steps * size, dtype=np.uint64).reshape(steps, 1, size)
        bits = finish(examples[None, :, None] + (counters + np.uint64(1)) * golden)
    return ((bits >> np.uint64(40)).astype(np.float32) * np.float32(2.0**-24)).copy()

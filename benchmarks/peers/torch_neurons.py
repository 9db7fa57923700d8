"""Spiking neurons as plain PyTorch: each takes one step of its currents after the other."""
import math

import torch


def expect(condition, what):
    if not condition:
        raise SystemExit("this peer does not know %s" % (what,))


class FastSigmoid(torch.autograd.Function):
    """1 where h >= threshold; the derivative is 1 / (1 + slope |h - threshold|)^2."""

    @staticmethod
    def forward(ctx, h, threshold, slope):
        ctx.save_for_backward(h)
        ctx.threshold = threshold
        ctx.slope = slope
        return (h >= threshold).to(h.dtype)

    @staticmethod
    def backward(ctx, grad):
        (h,) = ctx.saved_tensors
        return grad / (1 + ctx.slope * (h - ctx.threshold).abs()) ** 2, None, None


class Box(torch.autograd.Function):
    """1 where u >= 0; the derivative is 1/width for -width/2 < u <= width/2, else 0."""

    @staticmethod
    def forward(ctx, u, width):
        ctx.save_for_backward(u)
        ctx.width = width
        return (u >= 0).to(u.dtype)

    @staticmethod
    def backward(ctx, grad):
        (u,) = ctx.saved_tensors
        inside = (u > -0.5 * ctx.width) & (u <= 0.5 * ctx.width)
        return grad * inside.to(grad.dtype) / ctx.width, None


class Atan(torch.autograd.Function):
    """1 where h >= threshold; the derivative is alpha / 2 / (1 + (pi / 2 alpha (h - threshold))^2)."""

    @staticmethod
    def forward(ctx, h, threshold, alpha):
        ctx.save_for_backward(h)
        ctx.threshold = threshold
        ctx.alpha = alpha
        return (h >= threshold).to(h.dtype)

    @staticmethod
    def backward(ctx, grad):
        (h,) = ctx.saved_tensors
        x = (h - ctx.threshold).mul_(math.pi / 2 * ctx.alpha)
        return (grad * (ctx.alpha / 2)).div_(x.square_().add_(1)), None, None


class Lif:
    """v <- alpha v + x, spike where v >= threshold, v <- v - threshold there (detached)."""

    def __init__(self, options, parameters):
        surrogate = options["surrogate"]
        expect(surrogate["type"] == "fast-sigmoid" and not surrogate["normalise"], surrogate)
        self.alpha = float(options["alpha"])
        self.threshold = float(options["v_threshold"])
        self.slope = float(surrogate["slope"])
        gain = (1 - self.alpha) * float(options["r"])
        expect(abs(gain - 1) < 1e-6, "a gain of %g" % gain)
        expect(options["reset"] == "subtract" and options["detach_reset"], options)
        expect(float(options["v_leak"]) == 0, options)

    def start(self, first):
        self.v = torch.zeros_like(first)

    def scaled(self, x):
        return x

    def step(self, x):
        """Spikes, and the membrane before the reset."""
        h = torch.add(x, self.v, alpha=self.alpha)
        s = FastSigmoid.apply(h, self.threshold, self.slope)
        self.v = torch.sub(h, s.detach(), alpha=self.threshold)
        return s, h


class LifTrace:
    """Synaptic trace q, membrane trace p, refractory trace r (detached), in this order of use:
    p <- a p + (1 - a) q, q <- b q + (1 - b) x, spike where p + bias + r >= 0, r <- c r - spike."""

    def __init__(self, options, parameters):
        expect(options["surrogate"]["type"] == "box", options["surrogate"])
        expect(options["unit_gain"] and options["detach_reset"], options)
        self.a = float(options["alpha"])
        self.b = float(options["beta"])
        self.c = float(options["alpha_rp"])
        self.width = float(options["surrogate"]["width"])
        self.bias = parameters["neuron.bias"][0]

    def start(self, first):
        self.p = self.q = self.r = torch.zeros_like(first)

    def scaled(self, x):
        return x

    def step(self, x):
        self.p = torch.add(self.a * self.p, self.q, alpha=1 - self.a)
        self.q = torch.add(self.b * self.q, x, alpha=1 - self.b)
        u = self.p + self.bias + self.r
        s = Box.apply(u, self.width)
        self.r = torch.sub(self.c * self.r, s.detach())
        return s, u


class ParametricLif:
    """v <- v + sigmoid(w) (x - v), spike where v >= threshold, v <- 0 there (detached)."""

    def __init__(self, options, parameters):
        surrogate = options["surrogate"]
        expect(surrogate["type"] == "atan", surrogate)
        expect(options["reset"] == "zero" and options["detach_reset"], options)
        expect(float(options["v_leak"]) == 0 and float(options["v_reset"]) == 0, options)
        expect(float(options["r"]) == 1 and not options["per_neuron"], options)
        self.threshold = float(options["v_threshold"])
        self.slope = float(surrogate["alpha"])
        self.w = parameters["neuron.w"]

    def start(self, first):
        self.v = torch.zeros_like(first)
        self.decay = 1 - torch.sigmoid(self.w[0])

    def scaled(self, x):
        return x * torch.sigmoid(self.w[0])

    def step(self, x):
        h = torch.addcmul(x, self.v, self.decay)
        s = Atan.apply(h, self.threshold, self.slope)
        silent = s.detach()
        self.v = torch.addcmul(h, h, silent, value=-1)
        return s, h


class Integrator:
    """v <- v + r x, without spikes: a readout."""

    def __init__(self, options, parameters):
        expect(options["reset"] == "none" and float(options.get("v_init") or 0) == 0, options)
        self.r = float(options["r"])

    def start(self, first):
        self.v = torch.zeros_like(first)

    def scaled(self, x):
        return x

    def step(self, x):
        self.v = torch.add(self.v, x, alpha=self.r)
        return None, self.v


NEURONS = {"lif": Lif, "lif-trace": LifTrace, "plif": ParametricLif, "if": Integrator}


def neuron_of(options, parameters):
    """The neurons of a layer; None where it has none."""
    neuron = options.get("neuron")
    if neuron is None:
        return None
    expect(neuron["type"] in NEURONS, neuron)
    return NEURONS[neuron["type"]](neuron, parameters)

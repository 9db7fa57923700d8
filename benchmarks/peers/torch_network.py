"""The networks of `snn bench` as plain PyTorch, without any framework for spiking networks.

A layer is computed in two ways, to the same numbers:

hoisted   the input currents of all time steps in one product, before the loop over time;
          the loop takes them apart with unbind (indexing would make the backward pass twice as slow)
stepwise  everything inside the loop over time
"""
import math

import numpy as np
import torch
import torch.nn.functional as F


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


class Bernoulli(torch.autograd.Function):
    """1 where a uniform number is below p; gradients go straight through."""

    @staticmethod
    def forward(ctx, p, uniform):
        return (uniform < p).to(p.dtype)

    @staticmethod
    def backward(ctx, grad):
        return grad, None


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

    def start(self, batch, size):
        self.v = torch.zeros(batch, size)

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

    def start(self, batch, size):
        self.p = self.q = self.r = torch.zeros(batch, size)

    def step(self, x):
        self.p = torch.add(self.a * self.p, self.q, alpha=1 - self.a)
        self.q = torch.add(self.b * self.q, x, alpha=1 - self.b)
        u = self.p + self.bias + self.r
        s = Box.apply(u, self.width)
        self.r = torch.sub(self.c * self.r, s.detach())
        return s, u


class Dense:
    """All inputs to all neurons."""

    NEURONS = {"lif": Lif, "lif-trace": LifTrace}

    def __init__(self, options, parameters):
        expect(options["neuron"]["type"] in self.NEURONS, options["neuron"])
        self.size = options["size"]
        self.weight = parameters["weight"]
        self.bias = parameters["bias"][0] if "bias" in parameters else None
        self.neuron = self.NEURONS[options["neuron"]["type"]](options["neuron"], parameters)

    def start(self, steps, batch):
        self.neuron.start(batch, self.size)

    def currents(self, x):
        return F.linear(x, self.weight, self.bias)

    current = currents

    def step(self, current):
        return self.neuron.step(current)


class SrmBernoulli:
    """Stochastic neurons: filtered input and filtered own spikes decide how probably each fires."""

    def __init__(self, options, parameters):
        self.size = options["size"]
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
    def arrange(weight, options):
        """From rows (basis, neuron) to one row per neuron, with columns (basis, input line)."""
        split = weight.reshape(options["ff_bases"], options["size"], -1)
        return split.transpose(0, 1).flatten(1).contiguous()

    def start(self, steps, batch):
        self.taps = self.feedback.t() @ self.fb
        self.spikes = []
        self.window = []
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


class MembraneSum:
    """The scores are the membranes of the last layer, summed over time."""

    def __init__(self, options, parameters):
        expect(options["over"] == "sum", options)

    def scores(self, outputs, membranes):
        return sum(membranes)


class Mlp:
    """One hidden layer on every spike of the window: feature l N + n is neuron n at step l."""

    def __init__(self, options, parameters):
        expect(options["on"] == "window" and options["tau"] == 0, options)
        self.parameters = parameters

    def scores(self, outputs, membranes):
        p = self.parameters
        x = torch.cat(outputs, 1)
        h = F.relu(F.linear(x, p["hidden.weight"], p["hidden.bias"][0]))
        return F.linear(h, p["out.weight"], p["out.bias"][0])


def cross_entropy(options):
    return lambda network, scores, targets: F.cross_entropy(scores, targets)


def binary_cross_entropy(options):
    expect(options["reduction"] == "mean", options)
    return lambda network, scores, targets: F.binary_cross_entropy_with_logits(scores, targets)


def bottleneck(options):
    """Distortion + beta x mean divergence of the firing probabilities from the prior r."""
    expect(options["normalise"] == "mean", options)
    distortion = LOSSES[options["distortion"]["type"]](options["distortion"])
    beta, r = float(options["beta"]), float(options["r"])

    def loss(network, scores, targets):
        p = torch.stack(network.layers[-1].probabilities).clamp(1e-6, 1 - 1e-6)
        divergence = p * torch.log(p / r) + (1 - p) * torch.log((1 - p) / (1 - r))
        return distortion(network, scores, targets) + beta * divergence.mean()

    return loss


LAYERS = {"dense": Dense, "srm-bernoulli": SrmBernoulli}
DECODERS = {"membrane": MembraneSum, "mlp": Mlp}
LOSSES = {"cross-entropy": cross_entropy, "bce": binary_cross_entropy, "vib": bottleneck}


class Network:
    """Layers, a decoder and a loss.

    values: initial parameters by name, one row per input line; a weight is kept as
    torch.nn.functional.linear wants it, one row per neuron.
    """

    def __init__(self, workload, values):
        self.values = {}
        for name, value in values.items():
            value = value.t().contiguous() if name.endswith("weight") else value.clone()
            self.values[name] = value
        for k, options in enumerate(workload["layers"]):
            expect(options["type"] in LAYERS, options)
            if LAYERS[options["type"]] is SrmBernoulli:
                name = "layers[%d].weight" % k
                self.values[name] = SrmBernoulli.arrange(self.values[name], options)
        for value in self.values.values():
            value.requires_grad_()
        self.layers = []
        for k, options in enumerate(workload["layers"]):
            parameters = self.within("layers[%d]." % k)
            self.layers.append(LAYERS[options["type"]](options, parameters))
        expect(workload["decoder"]["type"] in DECODERS, workload["decoder"])
        expect(workload["loss"]["type"] in LOSSES, workload["loss"])
        decoder = workload["decoder"]
        self.decoder = DECODERS[decoder["type"]](decoder, self.within("decoder."))
        self.evaluate = LOSSES[workload["loss"]["type"]](workload["loss"])

    def within(self, prefix):
        return {n[len(prefix) :]: v for n, v in self.values.items() if n.startswith(prefix)}

    def parameters(self):
        return list(self.values.values())

    def prepare(self, first, steps, batch):
        """Draws what the stochastic layers need; not timed."""
        for position, layer in enumerate(self.layers):
            if isinstance(layer, SrmBernoulli):
                layer.draw(first, position, steps, batch)

    def loss(self, scores, targets):
        return self.evaluate(self, scores, targets)

    def hoisted(self, x):
        steps, batch, _ = x.shape
        for layer in self.layers:
            layer.start(steps, batch)
            results = [layer.step(current) for current in layer.currents(x).unbind(0)]
            outputs, membranes = zip(*results)
            if layer is not self.layers[-1]:
                x = torch.stack(outputs)
        return self.decoder.scores(outputs, membranes)

    def stepwise(self, x):
        steps, batch, _ = x.shape
        for layer in self.layers:
            layer.start(steps, batch)
        outputs, membranes = [], []
        for t in range(steps):
            s = x[t]
            for layer in self.layers:
                s, v = layer.step(layer.current(s))
            outputs.append(s)
            membranes.append(v)
        return self.decoder.scores(outputs, membranes)

"""The networks of `snn bench` as plain PyTorch, without any framework for spiking networks.

A network is computed in these ways, to the same numbers:

hoisted   layer by layer: the input currents of all time steps in one call (images of T steps and B
          examples are T B images), then the layer's neurons in a loop over time, which takes the
          currents apart with unbind (indexing would make the backward pass twice as slow)
stepwise  everything inside the loop over time; not there for what needs all steps at once
csr       hoisted, with the weights as torch.sparse_csr; for inference of networks some of whose
          weights are absent (the optimisers of PyTorch do not train such tensors)
"""
import torch
import torch.nn.functional as F

from torch_layers import LAYERS, Add, BatchNorm, stacked
from torch_neurons import expect
from torch_srm import SrmBernoulli


class Membrane:
    """The scores are the membranes of the last layer, summed over time or at its end."""

    def __init__(self, options, parameters):
        expect(options["over"] in ("sum", "last"), options)
        self.sum = options["over"] == "sum"

    def scores(self, outputs, membranes):
        return sum(membranes) if self.sum else membranes[-1]


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


DECODERS = {"membrane": Membrane, "mlp": Mlp}
LOSSES = {"cross-entropy": cross_entropy, "bce": binary_cross_entropy, "vib": bottleneck}


class Network:
    """Nodes (layers and merges), a decoder and a loss.

    values: initial parameters by name, as the manifest has them.
    """

    def __init__(self, workload, values, training):
        self.values = {}
        size = workload["input"]
        shapes = {"input": tuple(size["shape"]) if "shape" in size else (size["size"],)}
        self.input = shapes["input"]
        self.nodes = []
        before = "input"
        for k, options in enumerate(workload["layers"]):
            place = "layers[%d]" % k
            name = options.get("name", place)
            read = options.get("from", before)
            read = read if isinstance(read, list) else [read]
            if "merge" in options:
                expect(options["merge"] == "add" and len(read) == 2, options)
                layer = Add(shapes[read[0]])
            else:
                layer = self.layer(place + ".", options, values, shapes[read[0]])
            shapes[name] = layer.shape
            self.nodes.append((name, layer, read))
            before = name
        self.layers = [layer for _, layer, _ in self.nodes]
        norms = [layer for layer in self.layers if isinstance(layer, BatchNorm)]
        for norm in norms:
            norm.training = training
        self.is_stepwise = not (norms and training)
        expect(workload["decoder"]["type"] in DECODERS, workload["decoder"])
        expect(workload["loss"]["type"] in LOSSES, workload["loss"])
        decoder = workload["decoder"]
        mine = within(values, "decoder.")
        mine = {n: v.t() if n.endswith("weight") else v for n, v in mine.items()}
        self.decoder = DECODERS[decoder["type"]](decoder, self.keep("decoder.", mine))
        self.evaluate = LOSSES[workload["loss"]["type"]](workload["loss"])

    def layer(self, prefix, options, values, shape):
        expect(options["type"] in LAYERS, options)
        kind = LAYERS[options["type"]]
        mine = within(values, prefix)
        if hasattr(kind, "arrange"):
            mine = kind.arrange(mine, options, shape)
        return kind(options, self.keep(prefix, mine), shape)

    def keep(self, prefix, values):
        """Parameters of the network's own, which learn where they are no running statistics."""
        mine = {n: v.clone(memory_format=torch.contiguous_format) for n, v in values.items()}
        for name, value in mine.items():
            value.requires_grad_(not name.startswith("running_"))
            self.values[prefix + name] = value
        return mine

    def parameters(self):
        return [value for value in self.values.values() if value.requires_grad]

    def prepare(self, first, steps, batch):
        """Draws what the stochastic layers need; not timed."""
        for position, layer in enumerate(self.layers):
            if isinstance(layer, SrmBernoulli):
                layer.draw(first, position, steps, batch)

    def loss(self, scores, targets):
        return self.evaluate(self, scores, targets)

    def hoisted(self, x):
        done = {"input": x.unflatten(2, self.input) if len(self.input) > 1 else x}
        for name, layer, read in self.nodes:
            x = layer.currents(*(done[r] for r in read))
            if layer.neuron is not None:
                x = layer.neuron.scaled(x)
                layer.neuron.start(x[0])
                outputs, membranes = zip(*[layer.neuron.step(c) for c in x.unbind(0)])
                if layer is not self.layers[-1]:
                    x = stacked(outputs)
            done[name] = x
        return self.decoder.scores(outputs, membranes)

    def csr(self, x):
        for layer in self.layers:
            if layer.csr is None:
                layer.csr = layer.weight.detach().to_sparse_csr()
        return self.hoisted(x)

    def stepwise(self, x):
        outputs, membranes = [], []
        for t, x in enumerate(x.unbind(0)):
            done = {"input": x.unflatten(1, self.input) if len(self.input) > 1 else x}
            for name, layer, read in self.nodes:
                s = layer.current(*(done[r] for r in read))
                if layer.neuron is not None:
                    s = layer.neuron.scaled(s)
                    if t == 0:
                        layer.neuron.start(s)
                    s, v = layer.neuron.step(s)
                done[name] = s
            outputs.append(s)
            membranes.append(v)
        return self.decoder.scores(outputs, membranes)


def within(values, prefix):
    return {n[len(prefix) :]: v for n, v in values.items() if n.startswith(prefix)}

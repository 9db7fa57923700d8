"""A plain PyTorch loop for `snn nir bench --against torch`.

    torch_nir.py FOLDER THREADS

FOLDER holds manifest.json and raw little-endian arrays: the nodes of a NIR file that form a chain, with their
parameters, and the events of some examples. The first line on the standard output describes this process; then
every command on the standard input is answered by one line of JSON:

    stepwise|hoisted PASSES   ->   {"millis": [...], "sums": [[...]], "spikes": {node: [...]}, "peak_rss_mb": ...}

    product large TIMES   ->   {"millis": [...]}, as in torch_peer.py

A pass is all steps of all examples, as one batch, from dense frames to the sums of the output's lines over all
steps and the numbers of spikes of each node that fires. `stepwise` passes through all nodes step by step.
`hoisted` goes through the nodes and does a stretch of steps in one call of each that has no neurons. Memory for
all steps and examples at once would be gigabytes; a stretch is what was fastest.
The end of the standard input ends the process at once.
"""
import json
import os
import signal
import sys
import time

import numpy as np
import torch

from peer import answer, commands, peak_rss_mb
from torch_peer import blas, product_millis

STRETCH = 10


def array(folder, name, kind):
    return np.fromfile(os.path.join(folder, name), dtype=kind)


def frames(folder, manifest):
    """Counts of events [T, B, *shape]."""
    shape = [manifest["steps"], manifest["examples"], int(np.prod(manifest["shape"]))]
    dense = np.zeros(shape, dtype=np.float32)
    at = tuple(array(folder, name, "<i4") for name in ("event-steps", "event-examples", "event-lines"))
    dense[at] = array(folder, "event-counts", "<f4")
    return torch.from_numpy(dense.reshape(shape[:2] + manifest["shape"]))


def pair(values):
    values = [int(v) for v in values]
    return (values[0], values[0]) if len(values) == 1 else tuple(values)


class Product:
    """A node without memory: a function of rows [n, ...]."""

    def __init__(self, kind, p):
        weight = p.get("weight")
        bias = p.get("bias")
        if kind == "Conv2d":
            args = pair(p["stride"]), pair(p["padding"]), pair(p["dilation"]), int(p["groups"][0])
            self.of = lambda s: torch.nn.functional.conv2d(s, weight, bias, *args)
        elif kind == "SumPool2d":
            size = pair(p["kernel_size"])
            args = size, pair(p["stride"]), pair(p["padding"])
            self.of = lambda s: torch.nn.functional.avg_pool2d(s, *args, divisor_override=1)
        elif kind in ("Affine", "Linear"):
            self.of = lambda s: torch.nn.functional.linear(s, weight, bias)
        elif kind == "Flatten":
            self.of = lambda s: s.flatten(1)
        else:
            raise ValueError(kind)


class Neurons:
    """IF: v' = v + r x, reset where it is above its threshold."""

    def __init__(self, name, p, gain, subtract):
        self.name = name
        self.r = p["r"] * gain
        self.unit = bool((self.r == 1).all())
        self.threshold = p["v_threshold"]
        self.reset = p.get("v_reset", torch.zeros(1))
        self.subtract = subtract

    def start(self):
        self.v = None
        self.spikes = 0

    def step(self, x):
        x = x if self.unit else x * self.r
        h = x if self.v is None else self.v + x
        s = (h > self.threshold).float()
        self.v = h - s * self.threshold if self.subtract else h * (1 - s) + s * self.reset
        self.spikes = self.spikes + s.flatten(1).sum(1)
        return s


class Network:
    def __init__(self, folder, manifest):
        self.nodes = []
        self.neurons = []
        for node in manifest["nodes"]:
            p = {}
            for name, entry in node["parameters"].items():
                values = torch.from_numpy(array(folder, entry["file"], "<f8").reshape(entry["shape"]))
                p[name] = values.float() if values.dim() > 0 else values.float().reshape(1)
                if name in ("stride", "padding", "dilation", "groups", "kernel_size"):
                    p[name] = values.reshape(-1).tolist()
            if node["type"] == "IF":
                self.neurons.append(Neurons(node["name"], p, manifest["gain"], manifest["subtract"]))
                self.nodes.append(self.neurons[-1])
            else:
                self.nodes.append(Product(node["type"], p))

    def start(self):
        for node in self.neurons:
            node.start()

    def stepwise(self, x):
        self.start()
        sums = 0
        for t in range(x.shape[0]):
            s = x[t]
            for node in self.nodes:
                s = node.step(s) if isinstance(node, Neurons) else node.of(s)
            sums = sums + s
        return sums

    def hoisted(self, x):
        self.start()
        sums = 0
        for from_step in range(0, x.shape[0], STRETCH):
            s = x[from_step : from_step + STRETCH]
            for node in self.nodes:
                if isinstance(node, Neurons):
                    s = torch.stack([node.step(now) for now in s.unbind(0)])
                else:
                    s = node.of(s.flatten(0, 1)).unflatten(0, s.shape[:2])
            sums = sums + s.sum(0)
        return sums


def main():
    # Whoever started this process decides when it ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    folder, threads = sys.argv[1], int(sys.argv[2])
    torch.set_num_threads(threads)
    with open(os.path.join(folder, "manifest.json")) as file:
        manifest = json.load(file)
    x = frames(folder, manifest)
    network = Network(folder, manifest)
    described = {"version": torch.__version__, "blas": blas(), "threads": torch.get_num_threads()}
    answer({**described, "loops": ["stepwise", "hoisted"]})
    for loop, *passes in commands():
        if loop == "product":
            answer({"millis": product_millis(int(passes[1]))})
            continue
        millis = []
        for _ in range(int(passes[0])):
            start = time.perf_counter()
            with torch.inference_mode():
                sums = getattr(network, loop)(x)
            millis.append(1e3 * (time.perf_counter() - start))
        spikes = {node.name: node.spikes.tolist() for node in network.neurons}
        answer({"millis": millis, "sums": sums.tolist(), "spikes": spikes, "peak_rss_mb": peak_rss_mb()})


if __name__ == "__main__":
    main()

"""A plain PyTorch loop for the networks of `snn bench --against torch`.

    torch_peer.py FOLDER THREADS

FOLDER holds manifest.json and raw little-endian arrays: the network, its initial weights and the
batches. The first line on the standard output describes this process; then every command on the
standard input is answered by one line of JSON:

    train|infer hoisted|stepwise STEPS   ->   {"millis": [...], "first_loss": ..., "peak_rss_mb": ...}

hoisted:  each layer's input currents are computed for all time steps in one product, then taken
          apart with unbind (indexing C[t] would make the backward pass twice as slow).
stepwise: everything is computed time step by time step.

The steps of a command go on where the last command of the same kind ended. The end of the standard
input ends the process at once.
"""
import json
import os
import queue
import signal
import sys
import threading
import time

import numpy as np
import torch
import torch.nn.functional as F


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


class Lif:
    """v <- alpha v + x, spike where v >= threshold, v <- v - threshold there (detached)."""

    def __init__(self, options):
        surrogate = options["surrogate"]
        expect(options["type"] == "lif" and surrogate["type"] == "fast-sigmoid", options)
        self.alpha = float(options["alpha"])
        self.threshold = float(options["v_threshold"])
        self.slope = float(surrogate["slope"])
        gain = (1 - self.alpha) * float(options["r"])
        expect(abs(gain - 1) < 1e-6, "a gain of %g" % gain)
        expect(options["reset"] == "subtract" and options["detach_reset"], options)
        expect(float(options["v_leak"]) == 0, options)

    def step(self, v, x):
        """Membrane before reset, spikes, membrane after reset."""
        h = torch.add(x, v, alpha=self.alpha)
        s = FastSigmoid.apply(h, self.threshold, self.slope)
        return h, s, torch.sub(h, s.detach(), alpha=self.threshold)


class Network:
    """Dense layers of LIF neurons; the scores are the last layer's membranes summed over time."""

    def __init__(self, manifest, folder):
        workload = manifest["workload"]
        expect(workload["decoder"] == {"type": "membrane", "over": "sum"}, workload["decoder"])
        expect(workload["loss"]["type"] == "cross-entropy", workload["loss"])
        expect(all(layer["type"] == "dense" for layer in workload["layers"]), workload["layers"])
        self.neurons = [Lif(layer["neuron"]) for layer in workload["layers"]]
        self.sizes = [layer["size"] for layer in workload["layers"]]
        values = {p["name"]: parameter(folder, p) for p in manifest["parameters"]}
        expect(len(values) == 2 * len(self.neurons), list(values))
        # Ours has one row per input line, torch.nn.functional.linear one per neuron.
        self.weights = [
            values["layers[%d].weight" % k].t().contiguous().requires_grad_()
            for k in range(len(self.neurons))
        ]
        self.biases = [
            values["layers[%d].bias" % k][0].clone().requires_grad_()
            for k in range(len(self.neurons))
        ]

    def parameters(self):
        return self.weights + self.biases

    def hoisted(self, x):
        steps, batch, _ = x.shape
        last = len(self.neurons) - 1
        for k, neuron in enumerate(self.neurons):
            currents = F.linear(x.reshape(steps * batch, -1), self.weights[k], self.biases[k])
            v = torch.zeros(batch, self.sizes[k])
            scores = torch.zeros(batch, self.sizes[k])
            spikes = []
            for current in currents.view(steps, batch, -1).unbind(0):
                h, s, v = neuron.step(v, current)
                if k == last:
                    scores = scores + h
                else:
                    spikes.append(s)
            if k == last:
                return scores
            x = torch.stack(spikes)

    def stepwise(self, x):
        steps, batch, _ = x.shape
        membranes = [torch.zeros(batch, size) for size in self.sizes]
        scores = torch.zeros(batch, self.sizes[-1])
        for t in range(steps):
            s = x[t]
            for k, neuron in enumerate(self.neurons):
                current = F.linear(s, self.weights[k], self.biases[k])
                h, s, membranes[k] = neuron.step(membranes[k], current)
            scores = scores + h
        return scores


class Runner:
    """Steps of one kind on a network of its own."""

    def __init__(self, manifest, folder, batches, phase, loop):
        self.network = Network(manifest, folder)
        self.forward = getattr(self.network, loop)
        self.batches = batches
        self.step = self.train if phase == "train" else self.infer
        optimizer = manifest["workload"]["training"]["optimizer"]
        expect(optimizer["type"] == "adam" and float(optimizer["weight_decay"]) == 0, optimizer)
        self.optimizer = torch.optim.Adam(
            self.network.parameters(),
            lr=float(optimizer["lr"]),
            betas=(float(optimizer["beta1"]), float(optimizer["beta2"])),
            eps=float(optimizer["eps"]),
        )
        self.taken = 0
        self.first_loss = None

    def run(self, steps):
        millis = []
        for _ in range(steps):
            x, labels = self.batches[self.taken % len(self.batches)]
            start = time.perf_counter()
            result = self.step(x, labels)
            millis.append((time.perf_counter() - start) * 1e3)
            if self.taken == 0:
                loss = result if self.step == self.train else F.cross_entropy(result, labels)
                self.first_loss = loss.item()
            self.taken += 1
        return millis

    def train(self, x, labels):
        self.optimizer.zero_grad(set_to_none=True)
        loss = F.cross_entropy(self.forward(x), labels)
        loss.backward()
        self.optimizer.step()
        return loss

    def infer(self, x, labels):
        with torch.inference_mode():
            return self.forward(x)


def expect(condition, what):
    if not condition:
        raise SystemExit("this peer does not know %s" % (what,))


def array(folder, name, kind):
    return np.fromfile(os.path.join(folder, name), dtype=kind)


def parameter(folder, entry):
    values = array(folder, entry["file"], "<f4").reshape(entry["rows"], entry["columns"])
    return torch.from_numpy(values.astype(np.float32))


def batch(folder, entry, steps, size):
    """The events as a dense tensor [T x B x N], and the labels."""
    offsets = array(folder, entry["offsets"], "<i4")
    units = array(folder, entry["units"], "<i4")
    rows = np.repeat(np.arange(len(offsets) - 1), np.diff(offsets))
    dense = np.zeros((len(offsets) - 1, size), dtype=np.float32)
    dense[rows, units] = 1
    labels = array(folder, entry["labels"], "<i4").astype(np.int64)
    return torch.from_numpy(dense.reshape(steps, -1, size)), torch.from_numpy(labels)


def blas():
    """The library that does the dense products."""
    if torch.backends.mkl.is_available():
        return "MKL"
    try:
        with open("/proc/self/maps") as maps:
            paths = {os.path.realpath(line.split()[-1]) for line in maps if "blas" in line}
    except OSError:
        return "unknown"
    # libblas.so.3 may be a part of OpenBLAS, or only refer to it.
    chosen = [path for path in paths if "openblas" in os.path.basename(path)] or paths
    return ", ".join(sorted("/".join(path.split("/")[-2:]) for path in chosen)) or "unknown"


def peak_rss_mb():
    try:
        with open("/proc/self/status") as status:
            for line in status:
                if line.startswith("VmHWM:"):
                    return int(line.split()[1]) / 1024
    except OSError:
        pass
    return None


def commands():
    """Lines of the standard input; its end ends the process, whatever it is doing."""
    lines = queue.Queue()

    def read():
        for line in sys.stdin:
            lines.put(line)
        os._exit(0)

    threading.Thread(target=read, daemon=True).start()
    while True:
        yield lines.get().split()


def main():
    # Whoever started this process decides when it ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    folder, threads = sys.argv[1], int(sys.argv[2])
    torch.set_num_threads(threads)
    with open(os.path.join(folder, "manifest.json")) as file:
        manifest = json.load(file)
    shape = manifest["workload"]["input"]
    batches = [batch(folder, b, shape["steps"], shape["size"]) for b in manifest["batches"]]
    answer({"version": torch.__version__, "blas": blas(), "threads": torch.get_num_threads()})
    runners = {}
    for phase, loop, steps in commands():
        if (phase, loop) not in runners:
            runners[phase, loop] = Runner(manifest, folder, batches, phase, loop)
        runner = runners[phase, loop]
        millis = runner.run(int(steps))
        answer({"millis": millis, "first_loss": runner.first_loss, "peak_rss_mb": peak_rss_mb()})


def answer(values):
    print(json.dumps(values), flush=True)


if __name__ == "__main__":
    main()

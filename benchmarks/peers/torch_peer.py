"""A plain PyTorch loop for the networks of `snn bench --against torch`.

    torch_peer.py FOLDER THREADS

FOLDER holds manifest.json and raw little-endian arrays: the network, its initial weights and the
batches. The first line on the standard output describes this process; then every command on the
standard input is answered by one line of JSON:

    train|infer hoisted|stepwise|csr STEPS   ->   {"millis": [...], "first_loss": ..., "peak_rss_mb": ...}

    product large TIMES   ->   {"millis": [...]}

times products of two large matrices, which show whether the threads are used.
`hoisted`, `stepwise` and `csr` are explained in torch_network.py; "loops" in the first line names those
that compute a phase. The steps of a command go on where the last command of the same kind ended.
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
from torch_network import Network, expect


class Runner:
    """Steps of one kind on a network of its own."""

    def __init__(self, manifest, folder, batches, phase, loop):
        self.network = network(manifest, folder, phase)
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
        self.masks = masks(manifest, self.network)

    def run(self, steps):
        millis = []
        for _ in range(steps):
            x, targets = self.batches[self.taken % len(self.batches)]
            self.network.prepare(self.taken == 0, x.shape[0], x.shape[1])
            start = time.perf_counter()
            result = self.step(x, targets)
            millis.append((time.perf_counter() - start) * 1e3)
            if self.taken == 0:
                training = self.step == self.train
                self.first_loss = (result if training else self.network.loss(result, targets)).item()
            self.taken += 1
        return millis

    def train(self, x, targets):
        self.optimizer.zero_grad(set_to_none=True)
        loss = self.network.loss(self.forward(x), targets)
        loss.backward()
        with torch.no_grad():
            for value, mask in self.masks:
                value.grad.mul_(mask)
        self.optimizer.step()
        return loss

    def infer(self, x, targets):
        with torch.inference_mode():
            return self.forward(x)


def network(manifest, folder, phase):
    values = {p["name"]: parameter(folder, p) for p in manifest["parameters"]}
    return Network(manifest["workload"], values, phase == "train")


def masks(manifest, network):
    """Weights some of which are absent, which is where they are 0, and a 1 where they are not."""
    if "connectivity" not in manifest["workload"]:
        return []
    weights = [v for n, v in network.values.items() if n.endswith("weight")]
    return [(v, (v.detach() != 0).float()) for v in weights]


def loops(manifest, folder, phase):
    sparse = phase == "infer" and "connectivity" in manifest["workload"]
    stepwise = network(manifest, folder, phase).is_stepwise
    return ["hoisted"] + ["stepwise"] * stepwise + ["csr"] * sparse


def array(folder, name, kind):
    return np.fromfile(os.path.join(folder, name), dtype=kind)


def parameter(folder, entry):
    values = array(folder, entry["file"], "<f4").reshape(entry["rows"], entry["columns"])
    return torch.from_numpy(values.astype(np.float32))


def batch(folder, entry, steps, size):
    """The events as a dense tensor [T x B x N], and the labels or targets."""
    offsets = array(folder, entry["offsets"], "<i4")
    units = array(folder, entry["units"], "<i4")
    rows = np.repeat(np.arange(len(offsets) - 1), np.diff(offsets))
    dense = np.zeros((len(offsets) - 1, size), dtype=np.float32)
    dense[rows, units] = 1
    if "labels" in entry:
        targets = array(folder, entry["labels"], "<i4").astype(np.int64)
    else:
        examples = (len(offsets) - 1) // steps
        targets = array(folder, entry["targets"], "<f4").reshape(examples, -1).astype(np.float32)
    return torch.from_numpy(dense.reshape(steps, -1, size)), torch.from_numpy(targets)


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


def product_millis(times, size=1024):
    """How long products of two square matrices take."""
    a, b = torch.rand(size, size), torch.rand(size, size)
    millis = []
    for _ in range(times):
        start = time.perf_counter()
        a @ b
        millis.append(1e3 * (time.perf_counter() - start))
    return millis


def main():
    # Whoever started this process decides when it ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    folder, threads = sys.argv[1], int(sys.argv[2])
    torch.set_num_threads(threads)
    with open(os.path.join(folder, "manifest.json")) as file:
        manifest = json.load(file)
    shape = manifest["workload"]["input"]
    lines = int(np.prod(shape["shape"])) if "shape" in shape else shape["size"]
    batches = [batch(folder, b, shape["steps"], lines) for b in manifest["batches"]]
    answer(
        {
            "version": torch.__version__,
            "blas": blas(),
            "threads": torch.get_num_threads(),
            "loops": {phase: loops(manifest, folder, phase) for phase in ("train", "infer")},
        }
    )
    runners = {}
    for phase, loop, steps in commands():
        if phase == "product":
            answer({"millis": product_millis(int(steps))})
            continue
        if (phase, loop) not in runners:
            runners[phase, loop] = Runner(manifest, folder, batches, phase, loop)
        runner = runners[phase, loop]
        millis = runner.run(int(steps))
        answer({"millis": millis, "first_loss": runner.first_loss, "peak_rss_mb": peak_rss_mb()})


if __name__ == "__main__":
    main()

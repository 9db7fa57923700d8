#!/usr/bin/python3
"""What PyTorch makes of the convolutional network of the NIR paper, for CnnTest.

Usage: cnn.py DATA, a folder with nir/cnn_sinabs.nir and nmnist/nmnist-small.zip; it writes ../resources/cnn/*.csv.

Each of the 100 test recordings of N-MNIST becomes 300 frames of 1 ms, 2 x 34 x 34 counts of events. The network is
read with h5py and run step by step: torch's conv2d, linear and sums over windows; a neuron adds r times its current to
its membrane, fires above its threshold, and is set to 0 (zero) or loses its threshold (subtract). The class is the
output that fired most, of equal ones the first. A line of the result: class in the list, class of the network, spikes of
each of the five layers, and of the ten outputs.
"""
import os
import sys
import zipfile

import h5py
import numpy as np
import torch

STEPS = 300
OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "resources", "cnn")
torch.set_grad_enabled(False)


def frames(raw):
    """Counts of events [300, 2, 34, 34]: records of 40 bits, x, y, polarity and time in us."""
    b = np.frombuffer(raw, np.uint8).reshape(-1, 5).astype(np.int64)
    x, y, polarity = b[:, 0], b[:, 1], b[:, 2] >> 7
    time = (b[:, 2] & 127) << 16 | b[:, 3] << 8 | b[:, 4]
    overflow = y == 240
    time = time + (1 << 13) * np.cumsum(overflow)
    step = time // 1000
    keep = ~overflow & (step < STEPS)
    out = np.zeros((STEPS, 2, 34, 34), np.float32)
    np.add.at(out, (step[keep], polarity[keep], y[keep], x[keep]), 1)
    return torch.from_numpy(out)


def network(path):
    """The nodes in the order of the chain: (type, parameters)."""
    with h5py.File(path, "r") as file:
        group = file["node"]
        edges = {a.decode(): b.decode() for a, b in group["edges"][()]}
        chain, name = [], edges["input"]
        while name != "output":
            node = {k: v[()] for k, v in group["nodes"][name].items()}
            chain.append((node.pop("type").decode(), node))
            name = edges[name]
    return chain


def run(chain, x, reset):
    """Spikes of each layer, and of each output."""
    members = {}
    totals = [0] * sum(kind == "IF" for kind, _ in chain)
    outputs = torch.zeros(x.shape[1], 10)
    for t in range(STEPS):
        s = x[t]
        layer = 0
        for k, (kind, p) in enumerate(chain):
            w = torch.from_numpy(p["weight"]) if "weight" in p else None
            b = torch.from_numpy(p["bias"]) if "bias" in p else None
            if kind == "Conv2d":
                args = (tuple(int(v) for v in p[a]) for a in ("stride", "padding", "dilation"))
                s = torch.nn.functional.conv2d(s, w, b, *args, int(p["groups"]))
            elif kind == "SumPool2d":
                kernel, stride, padding = (tuple(int(v) for v in p[a]) for a in ("kernel_size", "stride", "padding"))
                area = kernel[0] * kernel[1]
                s = torch.nn.functional.avg_pool2d(s, kernel, stride, padding) * area
            elif kind == "Flatten":
                s = s.flatten(1)
            elif kind == "Affine":
                s = torch.nn.functional.linear(s, w, b)
            elif kind == "IF":
                v = members.get(k, torch.zeros_like(s)) + torch.from_numpy(p["r"]) * s
                threshold = torch.from_numpy(p["v_threshold"])
                s = (v > threshold).float()
                members[k] = v - s * threshold if reset == "subtract" else v * (1 - s)
                totals[layer] = totals[layer] + s.flatten(1).sum(1)
                layer += 1
            else:
                raise ValueError(kind)
        outputs += s
    return totals, outputs


def main(data):
    chain = network(os.path.join(data, "nir", "cnn_sinabs.nir"))
    with zipfile.ZipFile(os.path.join(data, "nmnist", "nmnist-small.zip")) as archive:
        names = {os.path.basename(n): n for n in archive.namelist()}
        lines = archive.read(names["test100.txt"]).decode().split("\n")
        rows = [line.split() for line in lines if line.strip() and not line.startswith("#")]
        x = torch.stack([frames(archive.read(names[f"{n}.bs2"])) for n, _ in rows], 1)
    for reset in ("zero", "subtract"):
        totals, outputs = run(chain, x, reset)
        classes = outputs.argmax(1)
        right = sum(int(c) == int(label) for c, (_, label) in zip(classes, rows))
        print(f"{reset}: {right} of {len(rows)} right")
        with open(os.path.join(OUT, f"{reset}.csv"), "w") as out:
            for k, (_, label) in enumerate(rows):
                numbers = [int(t[k]) for t in totals] + [int(v) for v in outputs[k]]
                # The first of equal outputs.
                best = int(np.argmax(outputs[k].numpy()))
                out.write(f"{label},{best}," + ",".join(map(str, numbers)) + "\n")


main(sys.argv[1])

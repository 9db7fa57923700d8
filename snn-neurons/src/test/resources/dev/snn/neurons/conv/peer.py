"""Gradients of one fixed network per layer by PyTorch's autograd; writes peer.txt beside this file.

Run: python3 peer.py (made with torch 1.13.1). All signals are [T, B, N], lines channel by channel, each row by row.
The neuron is integrate-and-fire: threshold 1, hard reset to 0 that is detached, arctan surrogate with alpha = 2.
"""
import math
import os

import torch
from torch import nn

T, B, C, H, W = 3, 2, 2, 6, 6


class Atan(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return (x >= 0).to(x)

    @staticmethod
    def backward(ctx, g):
        (x,) = ctx.saved_tensors
        return g / (1 + (math.pi / 2 * 2 * x) ** 2)


def fire(x):
    v = torch.zeros_like(x[0])
    out = []
    for now in x:
        h = v + now
        s = Atan.apply(h - 1)
        v = h * (1 - s.detach())
        out.append(s)
    return torch.stack(out)


def steps(layer):
    return lambda s: layer(s.flatten(0, 1)).unflatten(0, (s.shape[0], s.shape[1]))


def rounded(t):
    return [float("%.7g" % v) for v in t.detach().flatten().tolist()]


def case(layer, forward, spikes, seed):
    torch.manual_seed(seed)
    s = (torch.rand(T, B, C, H, W) < 0.4).float() if spikes else torch.randn(T, B, C, H, W)
    s = torch.tensor(rounded(s)).view(T, B, C, H, W).requires_grad_()
    with torch.no_grad():
        for p in layer.parameters():
            p.copy_(torch.tensor(rounded(torch.randn_like(p) * 0.5)).view_as(p))
    out = forward(s)
    g = torch.tensor(rounded(torch.randn_like(out))).view_as(out)
    out.backward(g)
    values = {"input": s, "gradient_of_output": g, "output": out, "gradient_of_input": s.grad}
    for name, p in layer.named_parameters():
        values[name] = p
        values["gradient_of_" + name] = p.grad
    values.update({name: b for name, b in layer.named_buffers() if b.dim()})
    return {key: rounded(value) for key, value in values.items()}


conv = nn.Conv2d(C, 3, 3, stride=2, padding=1)
grouped = nn.Conv2d(C, 4, 2, padding=1, dilation=3, groups=2)
spiking = nn.Conv2d(C, 2, 3, padding=1)
norm = nn.BatchNorm2d(C)
firing = nn.BatchNorm2d(C)
cases = {
    "conv": case(conv, steps(conv), True, 1),
    "conv-groups": case(grouped, steps(grouped), True, 9),
    "conv-if": case(spiking, lambda s: fire(steps(spiking)(s)), True, 2),
    "batch-norm": case(norm, steps(norm), False, 3),
    "batch-norm-if": case(firing, lambda s: fire(steps(firing)(s)), False, 8),
    "max-pool": case(nn.Identity(), steps(nn.MaxPool2d(2)), False, 5),
    "avg-pool": case(nn.Identity(), steps(nn.AvgPool2d(2)), True, 6),
}
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "peer.txt"), "w") as f:
    for name, values in cases.items():
        for key, numbers in values.items():
            print(name, key, *("%.7g" % n for n in numbers), file=f)

"""Losses of fixed readouts and their gradients by PyTorch's autograd; writes peer.txt beside this file.

Run: python3 peer.py (made with torch 1.13.1). Readouts are [T, B, N] with N = 3 classes of k neurons, classes one after
the other. Losses are written as the libraries define them: a mean over batch and classes, spike counts or each step.
"""
import os

import torch
from torch.nn import functional as F

T, B, C = 5, 4, 3
LABELS = torch.tensor([0, 2, 1, 2])


def rounded(t):
    return [float("%.7g" % v) for v in t.detach().flatten().tolist()]


def drawn(k, seed, low, high):
    torch.manual_seed(seed)
    x = torch.rand(T, B, C * k) * (high - low) + low
    return torch.tensor(rounded(x)).view(T, B, C * k).requires_grad_()


def spikes(k, seed):
    torch.manual_seed(seed)
    return (torch.rand(T, B, C * k) < 0.4).float().requires_grad_()


def classes(x):
    return x.unflatten(-1, (C, -1))


def hot(right, wrong):
    return F.one_hot(LABELS, C).float() * (right - wrong) + wrong


def count_mse(y, right, wrong):
    """Of snnTorch's mse_count_loss, with population code."""
    k = y.shape[-1] // C
    return F.mse_loss(classes(y).sum((0, 3)), hot(T * k * right, T * k * wrong)) / T


def every_step(x, loss):
    return sum(loss(now) for now in x) / len(x)


def soft_times(p):
    return torch.cumprod(1 - classes(p).permute(0, 3, 1, 2).flatten(0, 1), 0)[p.shape[-1] // C - 1 :: p.shape[-1] // C].sum(0)


def hard_times(y):
    """First spike from 0, T - 1 where there is none."""
    at = torch.arange(T).view(T, 1, 1).expand(T, B, C)
    return torch.where(y > 0, at, torch.tensor(T - 1)).min(0).values


def temporal(times, right, wrong, tolerance=0):
    target = hot(right % T, wrong % T)
    late = torch.where((times - target).abs() < tolerance, torch.zeros(()), times - target)
    return (late / T).pow(2).mean()


def bounds(y, lower, lower_weight, upper, upper_weight, power):
    n = y.sum(0)
    below = F.relu(lower - n).pow(power).mean(1)
    above = F.relu(n.mean(1) - upper).pow(power)
    return (lower_weight * below + upper_weight * above).mean()


def ce(x):
    return F.cross_entropy(x, LABELS)


cases = {}


def case(name, x, loss, *more):
    value = loss(x, *more)
    value.backward()
    cases[name] = {"readout": x, "loss": value, "gradient": x.grad}
    for k, other in enumerate(more):
        cases[name].update({"readout%d" % k: other, "gradient%d" % k: other.grad})


case("count", spikes(1, 1), lambda y: count_mse(y, 0.8, 0.2))
case("count-population", spikes(2, 2), lambda y: count_mse(y, 0.6, 0))
case("rate", spikes(1, 3), lambda y: every_step(y, ce))
case("rate-membrane", drawn(1, 4, -1, 2), lambda v: every_step(v, ce))
case("rate-membrane-mse", drawn(1, 5, -1, 2), lambda v: every_step(v, lambda now: F.mse_loss(now, hot(1, -0.5))))
case("rate-mean", spikes(2, 6), lambda y: ce(classes(y).mean((0, 3))))
case("rate-mean-mse", spikes(1, 7), lambda y: F.mse_loss(y.mean(0), hot(0.9, 0.1)))
case("temporal", drawn(1, 8, 0.05, 0.7), lambda p: temporal(soft_times(p), 1, -1))
case("temporal-population", drawn(2, 9, 0.05, 0.5), lambda p: temporal(soft_times(p), 0, -2, 1.2))
hard = spikes(1, 10)
with torch.no_grad():
    hard[3] = 1
cases["temporal-hard"] = {"readout": hard, "loss": temporal(hard_times(hard), 1, -1)}
case(
    "bounds",
    spikes(1, 11),
    lambda y, h0, h1: every_step(y, ce) + bounds(h0, 3, 0.2, 1, 0.5, 2) + bounds(h1, 3, 0.2, 1, 0.5, 2),
    spikes(2, 12),
    spikes(3, 13),
)
case("bounds-first-power", spikes(1, 14), lambda y: every_step(y, ce) + bounds(y, 2, 0.2, 1.5, 0.5, 1))

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "peer.txt"), "w") as f:
    for name, values in cases.items():
        for key, numbers in values.items():
            print(name, key, *("%.7g" % n for n in rounded(numbers)), file=f)

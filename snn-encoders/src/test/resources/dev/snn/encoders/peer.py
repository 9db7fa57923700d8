"""Codes of fixed examples, computed with numpy the way the peers do it; writes peer.txt beside this file.

Run: python3 peer.py. Each case has its input and its code, [T, N] row by row.
delta: snnTorch's spikegen.delta (off_spike), differences of the whole array at once; and step-forward encoding.
phase: SpikingJelly's WeightedPhaseEncoder, comparing with halved weights. burst: Guo et al. 2021, spike by spike.
events: SpikingJelly's frames of equal numbers of events, by the indices of their ends.
"""
import os

import numpy as np

rng = np.random.default_rng(7)
cases = {}


def case(name, values, code, **more):
    cases[name] = {"input": np.asarray(values).ravel(), **more, "code": np.asarray(code).ravel()}


series = np.round(np.cumsum(rng.normal(0, 0.12, (12, 2)), axis=0) + 0.3, 3).astype(np.float32)


def difference(x, threshold, before):
    change = x - np.concatenate([before[None], x])[:-1]
    return np.concatenate([change >= threshold, -change >= threshold], axis=1).astype(int)


def step_forward(x, threshold):
    code = np.zeros((len(x), 2 * x.shape[1]), int)
    for k in range(x.shape[1]):
        base = x[0, k]
        for t in range(len(x)):
            up, down = x[t, k] >= base + np.float32(threshold), x[t, k] <= base - np.float32(threshold)
            code[t, k], code[t, x.shape[1] + k] = up, down
            base = base + np.float32(threshold) if up else base - np.float32(threshold) if down else base
    return code


case("delta-previous", series, difference(series, np.float32(0.1), np.zeros(2, np.float32)))
case("delta-level", series, step_forward(series, 0.07))

pixels = np.array([0, 1, 30, 77, 128, 200, 254, 255]) / np.float32(255)


def phase(x, bits, steps):
    left, code = x.astype(np.float64), []
    for p in range(bits):
        digit = left >= 2.0 ** -(p + 1)
        left = left - digit * 2.0 ** -(p + 1)
        code.append(digit.astype(int))
    return np.array([code[t % bits] for t in range(steps)])


case("phase", pixels, phase(pixels, 8, 20))
weights = np.array([2.0 ** -(1 + t % 5) for t in range(11)])
case("phase-weighted", pixels, phase(pixels, 5, 11) * weights[:, None])


def burst(x, steps, most, shortest, longest):
    code = np.zeros((steps, len(x)), int)
    for n, p in enumerate(x):
        spikes, interval = int(np.ceil(most * p)), int(np.ceil(-(longest - shortest) * p + longest))
        for k in range(spikes):
            if k * interval < steps:
                code[k * interval, n] = 1
    return code


case("burst", pixels, burst(pixels, 14, 5, 2, 6))

train = np.round(rng.normal(3, 2, (9, 2)), 2).astype(np.float32)
points = np.array([train[0], train.min(0), train.max(0) + 2])


def fields(x, n, gamma):
    low, high = train.min(0).astype(float), train.max(0).astype(float)
    width = (high - low) / (gamma * (n - 2))
    centre = np.array([low + (2 * i - 3) / 2 * (high - low) / (n - 2) for i in range(1, n + 1)])
    return np.exp(-((x - centre) ** 2) / (2 * width**2)).T.ravel()


def latency(a, steps, silent):
    code = np.zeros((steps, len(a)), int)
    for k, v in enumerate(a):
        if v >= silent:
            code[int(np.floor((steps - 1) * (1 - v) + 0.5)), k] = 1
    return code


def rank(a, steps, silent):
    code = np.zeros((steps, len(a)), int)
    for place, k in enumerate(np.argsort(-a, kind="stable")[:steps]):
        if a[k] >= silent:
            code[place, k] = 1
    return code


a = np.array([fields(x, 5, 2) for x in points])
case("grf-values", points, a, train=train.ravel())
case("grf-latency", points, [latency(v, 10, 0.1) for v in a], train=train.ravel())
case("grf-rank", points[:1], rank(a[0], 4, 0.01), train=train.ravel())

E, W, H, STEPS = 47, 4, 3, 6
times = np.sort(rng.integers(0, 1000, E) ** 2 // 1000)
x, y, p = rng.integers(0, W, E), rng.integers(0, H, E), rng.integers(0, 2, E)
frames = np.zeros((STEPS, 2, H, W), int)
for i in range(STEPS):
    first, last = E // STEPS * i, E // STEPS * (i + 1) if i < STEPS - 1 else E
    np.add.at(frames[i], (p[first:last], y[first:last], x[first:last]), 1)
case("events-count", np.stack([times, x, y, p]), frames)

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "peer.txt"), "w") as f:
    for name, values in cases.items():
        for key, numbers in values.items():
            print(name, key, *("%.9g" % n for n in numbers), file=f)

#!/usr/bin/python3
"""Traces of the neurons of other libraries, from their published equations, for PeersTest.

Each model below is written from the equations in its library's documentation (named there), in double
precision, with autograd and the library's surrogate. Run it in this folder; it writes ../resources/peers.
A trace is: a line "lo LO hi HI name count ...", then the named arrays: h the membrane before a reset, v after
it, g the gradient of the input, w that of a parameter (little-endian floats), s the spikes (bits, first bit
first). The input is lo + (hi - lo) u with u from input.f32, the loss sum(a s) + sum(b h) with
a = cos(0.3 t + n), b = 0.5 sin(0.7 t + 1.3 n), over t of 100 steps and n of 64 neurons.
"""
import math
import os

import numpy as np
import torch

T, N = 100, 64
OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "resources", "peers")
torch.set_default_dtype(torch.float64)
MARGIN = 1e-5


class Step(torch.autograd.Function):
    """A step with a surrogate derivative; strict: zero does not fire."""

    @staticmethod
    def forward(ctx, x, slope, strict):
        ctx.save_for_backward(x)
        ctx.slope = slope
        return ((x > 0) if strict else (x >= 0)).to(x)

    @staticmethod
    def backward(ctx, g):
        (x,) = ctx.saved_tensors
        return g * ctx.slope(x), None, None


def atan(alpha):
    return lambda x: alpha / 2 / (1 + (math.pi / 2 * alpha * x) ** 2)


def sigmoid(alpha):
    return lambda x: alpha * torch.sigmoid(alpha * x) * (1 - torch.sigmoid(alpha * x))


def superspike(alpha):
    return lambda x: 1 / (alpha * x.abs() + 1) ** 2


def triangle(damping, width):
    return lambda x: damping / width * torch.clamp(1 - (x / width).abs(), min=0)


def zeros(value=0.0):
    return torch.full((N,), float(value))


# snnTorch (snntorch.readthedocs.io, snn.neurons_*): U[t+1] = f(U[t], I[t+1]) - R U_thr or - R f(...), where the
# reset R = 1[U[t] > U_thr] comes from the membrane before and carries no gradient; S = 1[U > U_thr]; ATan(2).
def snntorch(charge, reset, late=True, theta=1.0):
    fire = lambda u: Step.apply(u - theta, atan(2.0), True)

    def run(x):
        state = (zeros(), zeros())
        for t in range(T):
            u, syn = state
            R = (u > theta).to(u).detach()
            if reset == "zero-first":  # Leaky: U is set to 0 before the leak
                u, syn = charge((1 - R) * u, syn, x[t])
            else:
                u, syn = charge(u, syn, x[t])
                u = u - R * theta if reset == "subtract" and late else u - R * u if reset == "zero" else u
            s = fire(u)
            h = u
            if not late:
                u = u - s * theta
            state = (u, syn)
            yield h, u, s, u - theta if late else h - theta

    return run


# RLeaky: its own spikes come back through a linear layer V, s_j V[j][n], before the reset.
def rleaky(beta, reset, theta=1.0):
    j = torch.arange(N)
    V = 0.2 * torch.cos(0.37 * j.unsqueeze(1) + 1.1 * j.unsqueeze(0))

    def run(x):
        u, s = zeros(), zeros()
        for t in range(T):
            R = (u > theta).to(u).detach()
            u = beta * u + x[t] + s @ V
            u = u - R * theta if reset == "subtract" else u - R * u
            s = Step.apply(u - theta, atan(2.0), True)
            yield u, u, s, u - theta

    return run


# Alpha: I_exc = alpha I_exc + I, I_inh = beta I_inh - I, U = tau_alpha (I_exc + I_inh) with tau_alpha = log alpha /
# (log beta - log alpha) + 1; a reset to zero takes all three of this step, input included.
def alpha_neuron(alpha, beta, reset, theta=1.0):
    tau_alpha = math.log(alpha) / (math.log(beta) - math.log(alpha)) + 1

    def run(x):
        u, exc, inh = zeros(), zeros(), zeros()
        for t in range(T):
            R = (u > theta).to(u).detach() if reset == "zero" else zeros()
            exc = (1 - R) * (alpha * exc + x[t])
            inh = (1 - R) * (beta * inh - x[t])
            u = tau_alpha * (exc + inh)
            yield u, u, Step.apply(u - theta, atan(2.0), True), u - theta

    return run


def leaky(beta):
    return lambda u, syn, x: (beta * u + x, syn)


def synaptic(alpha, beta):
    def charge(u, syn, x):
        syn = alpha * syn + x
        return beta * u + syn, syn

    return charge


def lapicque(R, C, dt):
    return lambda u, syn, x: (x * dt / C + (1 - dt / (R * C)) * u, syn)


# SpikingJelly (spikingjelly.readthedocs.io, activation_based.neuron): H = f(V, X), S = 1[H >= V_th],
# V = H (1 - S) + V_reset S (hard) or H - V_th S (soft, V_reset None); the gradient flows through S; Sigmoid(4).
def jelly(charge, v_reset, theta=1.0):
    def run(x):
        v = zeros(v_reset or 0.0)
        for t in range(T):
            h = charge(v, x[t])
            s = Step.apply(h - theta, sigmoid(4.0), False)
            v = h - s * theta if v_reset is None else h * (1 - s) + v_reset * s
            yield h, v, s, h - theta

    return run


def jelly_lif(tau, v_reset, decay_input):
    rest = v_reset or 0.0
    if decay_input:
        return lambda v, x: v + (x - (v - rest)) / tau
    return lambda v, x: v - (v - rest) / tau + x


def jelly_plif(w, v_reset, decay_input):
    def charge(v, x):
        k = torch.sigmoid(w)
        return v + (x - (v - v_reset)) * k if decay_input else v - (v - v_reset) * k + x

    return charge


def jelly_qif(tau, v_c, a0, v_rest):
    return lambda v, x: v + (x + a0 * (v - v_rest) * (v - v_c)) / tau


def jelly_eif(tau, delta_T, theta_rh, v_rest):
    return lambda v, x: v + (x + v_rest - v + delta_T * torch.exp((v - theta_rh) / delta_T)) / tau


# IzhikevichNode: the charge takes w off, w follows the charged membrane, w = w + b S.
def jelly_izhikevich(tau, v_c, a0, v_rest, tau_w, a, b, v_reset=0.0, theta=1.0):
    def run(x):
        v, w = zeros(v_reset), zeros()
        for t in range(T):
            h = v + (x[t] + a0 * (v - v_rest) * (v - v_c) - w) / tau
            w = w + (a * (h - v_rest) - w) / tau_w
            s = Step.apply(h - theta, sigmoid(4.0), False)
            v = h * (1 - s) + v_reset * s
            w = w + b * s
            yield h, v, s, h - theta

    return run


# Norse (norse.github.io, functional.lif / lif_box / lif_refrac), feed-forward steps of dt: dv = dt tau_mem_inv
# (v_leak - v + i) with the current of the step before, di = -dt tau_syn_inv i, z = 1[v > v_th], v = (1 - z) v +
# z v_reset, i = i + input; SuperSpike(100). Refractory: rho is set to rho_reset by a spike and counts down; while
# 1[rho > 0] v is held and z = 0.
def norse(d, a=None, rho_reset=None, theta=1.0, v_reset=0.0, v_leak=0.0):
    step = lambda x: Step.apply(x, superspike(100.0), True)

    def run(x):
        v, i, rho = zeros(v_leak), zeros(), zeros()
        for t in range(T):
            u = x[t] if a is None else i
            c = v + (1 - d) * (v_leak - v + u)
            if a is not None:
                i = a * i + x[t]
            z = step(c - theta)
            new = (1 - z) * c + z * v_reset
            h = c
            if rho_reset is not None:
                mask = step(rho)
                h = (1 - mask) * c + mask * v
                new = (1 - mask) * new + mask * v
                z = (1 - mask) * z
                rho = (1 - z) * torch.relu(rho - mask) + z * rho_reset
            v = new
            yield h, v, z, c - theta

    return run


# Norse's izhikevich: Euler steps of both variables from those before, of tau_inv dt = 250 / s * 1 ms = 1/4 ms.
def norse_izhikevich(a, b, c, d, v_rest, step=0.25, theta=30.0):
    def run(x):
        v, u = zeros(v_rest), zeros(v_rest * b)
        for t in range(T):
            h = v + step * (0.04 * v**2 + 5 * v + 140 - u + x[t])
            u = u + step * a * (b * v - u)
            z = Step.apply(h - theta, superspike(100.0), True)
            v = (1 - z) * h + z * c
            u = u + z * d
            yield h, v, z, h - theta

    return run


# Norse's leaky_integrator: i jumps by the input, v takes i, then i decays; before version 1, i jumped last.
def norse_li(d, a, jump_first=True, v_leak=0.0):
    def run(x):
        v, i = zeros(v_leak), zeros()
        for t in range(T):
            if jump_first:
                i = i + x[t]
            v = v + (1 - d) * (v_leak - v + i)
            i = a * i if jump_first else a * i + x[t]
            yield v, v, zeros(), zeros(-1)

    return run


# NIR (neuroir.org/docs, primitives): LIF tau dv/dt = (v_leak - v) + R I; CubaLIF with tau_syn dI/dt = -I + w_in S;
# z = 1[v > v_threshold], then v - v_threshold, or v_reset. A differential equation: the exact solution for an
# input held over dt, and Euler's. LI is LIF without spikes.
def nir_lif(tau, R, v_leak, v_reset, theta=1.0, dt=1.0):
    def run(x):
        v = zeros(v_leak)
        for t in range(T):
            target = v_leak + R * x[t]
            h = target + (v - target) * math.exp(-dt / tau)
            z = (h > theta).to(h)
            v = h - z * theta if v_reset is None else torch.where(z > 0, zeros(v_reset), h)
            yield h, v, z, h - theta

    return run


def nir_li(tau, R, v_leak, dt=1.0):
    def run(x):
        v = zeros(v_leak)
        for t in range(T):
            target = v_leak + R * x[t]
            v = target + (v - target) * math.exp(-dt / tau)
            yield v, v, zeros(), zeros(-1)

    return run


def nir_cubalif(tau_syn, tau_mem, w_in, R, v_leak, v_reset, theta=1.0, dt=1.0):
    def run(x):
        v, i = zeros(v_leak), zeros()
        for t in range(T):
            i = i + dt / tau_syn * (-i + w_in * x[t])
            h = v + dt / tau_mem * (v_leak - v + R * i)
            z = (h > theta).to(h)
            v = h - z * theta if v_reset is None else torch.where(z > 0, zeros(v_reset), h)
            yield h, v, z, h - theta

    return run


# Bellec et al. 2020, doi:10.1038/s41467-020-17236-y, eqs. 6-11: v' = alpha v + I - z v_th, A = v_th + beta a,
# a' = rho a + z, z = 1[v >= A], none for the refractory time after a spike; pseudo-derivative 0.3 / v_th max(0, 1 -
# |v - A| / v_th), 0 in the refractory time; the reset carries no gradient.
def bellec(tau_m, tau_a, beta, theta, refractory, dt=1.0):
    alpha, rho = math.exp(-dt / tau_m), math.exp(-dt / tau_a)

    def run(x):
        v, a, z, last = zeros(), zeros(), zeros(), zeros(-1000)
        for t in range(T):
            v = alpha * v + x[t] - z.detach() * theta
            a = rho * a + z
            free = (t - last > refractory).to(v)
            z = free * Step.apply(v - theta - beta * a, triangle(0.3, theta), False)
            last = torch.where(z.detach() > 0, zeros(t), last)
            yield v, v, z, v - theta - beta * a

    return run


def numbers(values):
    return np.asarray(values, dtype="<f4").tobytes()


def trace(name, u, run, lo, hi, gradient=True, parameter=None):
    """Runs a model, with the input widened a little until no membrane is too near the threshold."""
    for attempt in range(50):
        x = (torch.from_numpy(np.float32(lo + (hi - lo) * u)).to(torch.float64)).requires_grad_()
        rows = list(run(x))
        margin = min(float(r[3].abs().min()) for r in rows)
        if margin > MARGIN:
            break
        hi = round(hi + 0.01, 4)
    else:
        raise SystemExit(name + ": no input with a margin")
    h, v, s = (torch.stack([r[k] for r in rows]) for k in range(3))
    parts = [("h", numbers(h.detach()))]
    if not torch.equal(h, v):
        parts.append(("v", numbers(v.detach())))
    if gradient:
        t = torch.arange(T).unsqueeze(1)
        n = torch.arange(N).unsqueeze(0)
        loss = (torch.cos(0.3 * t + n) * s + 0.5 * torch.sin(0.7 * t + 1.3 * n) * h).sum()
        loss.backward()
        parts.append(("g", numbers(x.grad)))
        if parameter is not None:
            parts.append(("w", numbers([float(parameter.grad.sum())])))
    parts.append(("s", np.packbits(s.detach().numpy().astype(np.uint8).ravel(), bitorder="little").tobytes()))
    header = "lo %r hi %r " % (lo, hi) + " ".join("%s %d" % (k, len(b)) for k, b in parts) + "\n"
    with open(os.path.join(OUT, name + ".trace"), "wb") as f:
        f.write(header.encode())
        for _, b in parts:
            f.write(b)
    print("%-28s %4d spikes, margin %.1e, input %g .. %g" % (name, int(s.sum()), margin, lo, hi))


def main():
    os.makedirs(OUT, exist_ok=True)
    u = np.random.default_rng(20240607).random((T, N)).astype("<f4")
    u.tofile(os.path.join(OUT, "input.f32"))
    u = u.astype(np.float64)
    trace("snntorch-leaky", u, snntorch(leaky(0.9), "subtract"), -0.3, 1.0)
    trace("snntorch-leaky-strong", u, snntorch(leaky(0.9), "subtract"), -0.5, 3.0)
    trace("snntorch-leaky-zero", u, snntorch(leaky(0.9), "zero-first"), -0.3, 1.0)
    trace("snntorch-leaky-none", u, snntorch(leaky(0.9), "none"), -0.4, 0.6)
    trace("snntorch-leaky-at-once", u, snntorch(leaky(0.9), "subtract", late=False), -0.3, 0.9)
    beta = torch.tensor(0.9, requires_grad=True)
    trace("snntorch-leaky-learn", u, snntorch(leaky(beta), "subtract"), -0.3, 1.0, parameter=beta)
    trace("snntorch-synaptic", u, snntorch(synaptic(0.8, 0.9), "subtract"), -0.3, 0.6)
    trace("snntorch-synaptic-zero", u, snntorch(synaptic(0.8, 0.9), "zero"), -0.3, 0.6)
    trace("snntorch-synaptic-none", u, snntorch(synaptic(0.8, 0.9), "none"), -0.3, 0.4)
    trace("snntorch-lapicque", u, snntorch(lapicque(5.0, 2.0, 1.0), "subtract"), -0.6, 2.0)
    trace("snntorch-lapicque-zero", u, snntorch(lapicque(5.0, 2.0, 1.0), "zero"), -0.6, 2.0)
    trace("snntorch-lapicque-none", u, snntorch(lapicque(5.0, 2.0, 1.0), "none"), -0.6, 1.2)
    trace("snntorch-alpha", u, alpha_neuron(0.9, 0.8, "zero"), -0.3, 1.2)
    trace("snntorch-alpha-none", u, alpha_neuron(0.9, 0.8, "none"), -0.3, 0.6)
    trace("snntorch-rleaky", u, rleaky(0.9, "subtract"), -0.3, 0.9)
    trace("snntorch-rleaky-zero", u, rleaky(0.9, "zero"), -0.3, 0.9)
    trace("spikingjelly-if", u, jelly(lambda v, x: v + x, 0.0), -0.3, 0.8)
    trace("spikingjelly-if-reset", u, jelly(lambda v, x: v + x, -0.3), -0.3, 0.8)
    trace("spikingjelly-lif", u, jelly(jelly_lif(2.0, 0.0, True), 0.0), -0.5, 3.0)
    trace("spikingjelly-lif-undecayed", u, jelly(jelly_lif(5.0, -0.2, False), -0.2), -0.3, 1.2)
    trace("spikingjelly-lif-soft", u, jelly(jelly_lif(5.0, None, True), None), -0.5, 4.0)
    for name, decay_input, hi in (("spikingjelly-plif", True, 3.0), ("spikingjelly-plif-undecayed", False, 1.5)):
        w = torch.tensor(-math.log(2.0 - 1), requires_grad=True)
        trace(name, u, jelly(jelly_plif(w, 0.0, decay_input), 0.0), -0.5, hi, parameter=w)
    trace("spikingjelly-qif", u, jelly(jelly_qif(2.0, 0.8, 1.0, 0.0), -0.1), -0.5, 2.0)
    trace("spikingjelly-qif-soft", u, jelly(jelly_qif(2.0, 0.8, 1.0, 0.0), None), -1.0, 1.5)
    trace("spikingjelly-eif", u, jelly(jelly_eif(2.0, 1.0, 0.8, 0.0), -0.1), -0.5, 1.5)
    trace("spikingjelly-izhikevich", u, jelly_izhikevich(2.0, 0.8, 1.0, -0.1, 2.0, 0.2, 0.1), -0.5, 2.0)
    trace("norse-izhikevich", u, norse_izhikevich(0.02, 0.2, -65.0, 6.0, -70.0), -200.0, 400.0)
    trace("norse-lif", u, norse(0.9, 0.8), -0.5, 2.0)
    trace("norse-lifbox", u, norse(0.9), -1.0, 6.0)
    trace("norse-lifrefrac", u, norse(0.9, 0.8, rho_reset=5.0), -0.5, 2.0)
    trace("norse-li", u, norse_li(0.9, 0.8), -0.5, 2.0)
    trace("norse-li-jump-last", u, norse_li(0.9, 0.8, jump_first=False), -0.5, 2.0)
    trace("nir-li", u, nir_li(7.0, 3.0, 0.1), -0.3, 1.2, gradient=False)
    trace("nir-lif", u, nir_lif(7.0, 3.0, 0.1, None), -0.3, 1.2, gradient=False)
    trace("nir-lif-reset", u, nir_lif(7.0, 3.0, 0.1, -0.2), -0.3, 1.2, gradient=False)
    trace("nir-cubalif", u, nir_cubalif(5.0, 10.0, 2.0, 1.5, 0.1, None), -0.3, 1.2, gradient=False)
    trace("nir-cubalif-reset", u, nir_cubalif(5.0, 10.0, 2.0, 1.5, 0.1, 0.0), -0.3, 1.2, gradient=False)
    trace("bellec-alif", u, bellec(20.0, 200.0, 0.07, 0.8, 0), -0.2, 0.6)
    trace("bellec-alif-refractory", u, bellec(20.0, 200.0, 0.07, 0.8, 5), -0.2, 0.6)


if __name__ == "__main__":
    main()

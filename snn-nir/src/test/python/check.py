#!/usr/bin/python3
"""Whether NIR files are such as the reference library reads: names, shapes, types. Usage: check.py FILE...

From the format's documentation (neuroir.org): /version and /node; a graph has type, nodes and edges, pairs of names that
are words; a node has its type and all arguments of its primitive; parameters of neurons are arrays of one shape, in
floating point; those of windows are whole numbers. Ends with 1 where a file is not.
"""
import sys

import h5py
import numpy as np

NEURONS = dict(
    I="r", LI="tau r v_leak", IF="r v_threshold v_reset?", LIF="tau r v_leak v_threshold v_reset?",
    CubaLI="tau_syn tau_mem r v_leak w_in", CubaLIF="tau_syn tau_mem r v_leak v_threshold w_in v_reset?",
    Scale="scale", Threshold="threshold", Delay="delay",
)
OTHERS = dict(
    Input="shape", Output="shape", Affine="weight bias", Linear="weight", Flatten="input_type start_dim end_dim",
    Conv1d="input_shape weight stride padding dilation groups bias",
    Conv2d="input_shape weight stride padding dilation groups bias",
    SumPool2d="kernel_size stride padding", AvgPool2d="kernel_size stride padding",
)
WHOLE = "shape input_shape stride padding dilation groups kernel_size input_type start_dim end_dim".split()


def word(data):
    value = data[()]
    assert isinstance(value, bytes), f"{data.name} is no word but {value!r}"
    return value.decode("utf8")


def node(group):
    kind = word(group["type"])
    if kind == "NIRGraph":
        return graph(group)
    names = NEURONS.get(kind) or OTHERS.get(kind)
    assert names, f"{group.name}: there is no primitive {kind}"
    need = {n for n in names.split() if not n.endswith("?")}
    known = {n.rstrip("?") for n in names.split()}
    have = set(group) - {"type", "metadata"}
    assert need <= have <= known, f"{group.name} ({kind}) has {sorted(have)}, needs {sorted(need)} of {sorted(known)}"
    arrays = {n: group[n][()] for n in have}
    for name, array in arrays.items():
        if name in WHOLE:
            assert isinstance(array, bytes) or np.issubdtype(np.asarray(array).dtype, np.integer), f"{group.name}/{name}"
        else:
            assert np.issubdtype(np.asarray(array).dtype, np.floating), f"{group.name}/{name} is {array.dtype}"
            assert np.isfinite(array).all(), f"{group.name}/{name} is not finite"
    if kind in NEURONS:
        shapes = {a.shape for a in arrays.values()}
        assert len(shapes) == 1, f"{group.name}: shapes {shapes} differ"
    if kind == "Affine":
        assert arrays["bias"].shape == arrays["weight"].shape[:1], group.name
    if kind.startswith("Conv"):
        axes = int(kind[4])
        assert arrays["weight"].ndim == axes + 2 and arrays["bias"].shape == arrays["weight"].shape[:1], group.name
    return 1


def graph(group):
    assert word(group["type"]) == "NIRGraph", group.name
    count = sum(node(each) for each in group["nodes"].values())
    edges = [(a.decode("utf8"), b.decode("utf8")) for a, b in group["edges"][()]]
    for a, b in edges:
        assert a in group["nodes"] and b in group["nodes"], f"{group.name}: edge {a} -> {b}"
    assert len(set(edges)) == len(edges), f"{group.name}: an edge stands there twice"
    kinds = [word(n["type"]) for n in group["nodes"].values()]
    assert "Input" in kinds and "Output" in kinds, f"{group.name}: no Input or no Output"
    return count


bad = 0
for name in sys.argv[1:]:
    try:
        with h5py.File(name, "r") as file:
            print(f"{name}: version {word(file['version'])}, {graph(file['node'])} nodes, as the format says")
    except (AssertionError, AttributeError, KeyError, OSError, TypeError, ValueError) as e:
        bad = 1
        print(f"{name}: {e}")
sys.exit(bad)

#!/usr/bin/python3
"""Small NIR files, right and wrong, for NirReaderTest; run it in this folder, it writes ../resources/files."""
import os

import h5py
import numpy as np

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "resources", "files")
F = np.float32


def port(kind, *shape):
    return dict(type=kind, shape=np.array(shape))


def lif(n, **other):
    full = lambda value: np.full(n, value, F)
    return dict(type="LIF", tau=full(0.02), r=full(1), v_leak=full(0), v_threshold=full(1)) | other


def chain(**nodes):
    names = list(nodes)
    return dict(type="NIRGraph", nodes=nodes, edges=list(zip(names, names[1:])))


def put(group, tree, options, word):
    for name, value in tree.items():
        if name == "edges":
            words = np.array([[word(a), word(b)] for a, b in value]).reshape(-1, 2)
            kind = words.dtype if words.dtype.kind == "S" else h5py.string_dtype()
            group.create_dataset(name, data=words.astype(object if words.dtype.kind == "U" else words.dtype), dtype=kind)
        elif isinstance(value, dict):
            put(group.create_group(name), value, options, word)
        elif isinstance(value, str):
            group.create_dataset(name, data=word(value))
        else:
            group.create_dataset(name, data=value, **(options if np.ndim(value) else {}))


def file(name, graph, options={}, word=str, libver="earliest"):
    with h5py.File(os.path.join(OUT, name + ".nir"), "w", libver=(libver, "latest")) as out:
        out.create_dataset("version", data=word("1.0.6"))
        put(out.create_group("node"), graph, options, word)


eye = np.eye(2, dtype=F)
simple = chain(input=port("Input", 2), fc=dict(type="Linear", weight=eye), lif=lif(2), output=port("Output", 2))
file("plain", simple)
file("chunked", simple, options=dict(chunks=True, compression="gzip"))
file("fixed-strings", simple, word=lambda text: np.bytes_(text))
inner = chain(input=port("Input", 2), lif=lif(2), output=port("Output", 2))
file("nested", chain(input=port("Input", 2), block=inner, output=port("Output", 2)))

every = chain(
    input=port("Input", 1, 6, 6),
    conv=dict(type="Conv2d", input_shape=np.array([6, 6]), weight=np.ones((2, 1, 3, 3), F), stride=np.array([1, 1]),
              padding="same", dilation=np.array([1, 1]), groups=1, bias=np.zeros(2)),
    IF=dict(type="IF", r=np.ones((2, 6, 6)), v_threshold=np.ones((2, 6, 6)), v_reset=np.zeros((2, 6, 6))),
    pool=dict(type="SumPool2d", kernel_size=np.array([2, 2]), stride=np.array([2, 2]), padding=np.array([0, 0])),
    mean=dict(type="AvgPool2d", kernel_size=np.array([3, 3]), stride=np.array([1, 1]), padding=np.array([1, 1])),
    flat=dict(type="Flatten", input_type=np.array([2, 3, 3]), start_dim=0, end_dim=-1),
    affine=dict(type="Affine", weight=np.ones((4, 18), F), bias=np.zeros(4)),
    scale=dict(type="Scale", scale=np.arange(4.0)),
    LI=dict(type="LI", tau=np.full(4, 0.01), r=np.ones(4), v_leak=np.zeros(4)),
    I=dict(type="I", r=np.ones(4)),
    CubaLI=dict(type="CubaLI", tau_syn=np.full(4, 0.005), tau_mem=np.full(4, 0.01), r=np.ones(4), v_leak=np.zeros(4),
                w_in=np.ones(4)),
    CubaLIF=dict(type="CubaLIF", tau_syn=np.full(4, 0.005), tau_mem=np.full(4, 0.01), r=np.ones(4), v_leak=np.zeros(4),
                 v_threshold=np.ones(4), w_in=np.ones(4)),
    threshold=dict(type="Threshold", threshold=np.zeros(4)),
    delay=dict(type="Delay", delay=np.full(4, 0.001)),
    output=port("Output", 4),
)
file("every", every, libver="v110")
file("conv1d", chain(
    input=port("Input", 2, 5),
    line=dict(type="Conv1d", input_shape=5, weight=np.ones((1, 2, 3), F), stride=2, padding=1, dilation=1, groups=1,
              bias=np.zeros(1)),
    output=port("Output", 1, 3)))

# Wrong ones.
file("unknown-type", chain(input=port("Input", 2), lif=lif(2, type="LIFF"), output=port("Output", 2)))
file("no-parameter", chain(input=port("Input", 2), lif={k: v for k, v in lif(2).items() if k != "tau"},
                           output=port("Output", 2)))
file("foreign-parameter", chain(input=port("Input", 2), lif=lif(2, adaptation=np.ones(2)), output=port("Output", 2)))
file("negative-tau", chain(input=port("Input", 2), lif=lif(2, tau=np.array([0.1, -1])), output=port("Output", 2)))
file("no-node", simple | dict(edges=[("input", "fc"), ("fc", "lfi"), ("lif", "output")]))
file("no-edge", simple | dict(edges=[("input", "fc"), ("lif", "output")]))
file("idle-cycle", simple | dict(edges=simple["edges"] + [("fc", "fc")]))
file("shapes", chain(input=port("Input", 3), fc=dict(type="Linear", weight=eye), output=port("Output", 2)))
file("neuron-shapes", chain(input=port("Input", 2), lif=lif(2, r=np.ones(3)), output=port("Output", 2)))
with h5py.File(os.path.join(OUT, "no-nir.nir"), "w") as out:
    out.create_dataset("values", data=np.zeros(3))
for name, options in dict(claims=dict(chunks=(1024, 1024), compression="gzip"), claims_contiguous={}).items():
    file(name.replace("_", "-"), simple)
    with h5py.File(os.path.join(OUT, name.replace("_", "-") + ".nir"), "r+") as out:
        del out["node/nodes/fc/weight"]
        out["node/nodes/fc"].create_dataset("weight", shape=(32768, 16384), dtype="f4", **options)

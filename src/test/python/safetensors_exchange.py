"""Reads and writes safetensors files as the published format says, independently of the Java code.

    safetensors_exchange.py copy SOURCE TARGET      reads all files of a folder, writes them to another
    safetensors_exchange.py bits FILE               prints names, shapes, the bits of all values, texts
    safetensors_exchange.py descriptors NETWORK IMAGES OUTPUT
                                                    what PyTorch computes with the weights of a file
    safetensors_exchange.py examples [FOLDER]       the files of testdata/storage

Needs numpy; descriptors and examples need torch as well.
"""

import json
import struct
import sys
from pathlib import Path

import numpy as np

TYPES = {"F64": np.dtype("<f8"), "F32": np.dtype("<f4")}
LONGEST_HEADER = 100_000_000
EXAMPLES = Path(__file__).resolve().parents[3] / "testdata" / "storage"


def without_duplicates(pairs):
    members = dict(pairs)
    assert len(members) == len(pairs), "a name occurs twice"
    return members


def read(path):
    """The tensors by name, and the metadata."""
    content = Path(path).read_bytes()
    (length,) = struct.unpack("<Q", content[:8])
    assert length <= LONGEST_HEADER and 8 + length <= len(content)
    assert content[8:9] == b"{"
    header = json.loads(content[8 : 8 + length].decode("utf-8"), object_pairs_hook=without_duplicates)
    data = content[8 + length :]
    metadata = header.pop("__metadata__", {})
    assert all(isinstance(text, str) for text in metadata.values())
    tensors = {}
    reached = 0
    for name, entry in sorted(header.items(), key=lambda item: item[1]["data_offsets"]):
        begin, end = entry["data_offsets"]
        assert begin == reached and end <= len(data), name
        values = np.frombuffer(data[begin:end], dtype=TYPES[entry["dtype"]])
        tensors[name] = values.reshape(entry["shape"])
        reached = end
    assert reached == len(data), "bytes after the last tensor"
    return tensors, metadata


def write(path, tensors, metadata):
    """Writes float64 tensors sorted by name, the header as short as it can be, filled up to 8 bytes."""
    header = {"__metadata__": dict(sorted(metadata.items()))} if metadata else {}
    data = b""
    for name in sorted(tensors):
        values = np.asarray(tensors[name], dtype="<f8")
        begin = len(data)
        data += values.tobytes(order="C")
        header[name] = {"dtype": "F64", "shape": list(values.shape), "data_offsets": [begin, len(data)]}
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    text += b" " * (-len(text) % 8)
    Path(path).write_bytes(struct.pack("<Q", len(text)) + text + data)


def copy(source, target):
    for path in sorted(Path(source).iterdir()):
        write(Path(target) / path.name, *read(path))


def bits(path):
    tensors, metadata = read(path)
    for name in sorted(tensors):
        values = tensors[name].astype("<f8")
        words = values.reshape(-1).view("<u8")
        print(json.dumps(name), values.shape, *(f"{word:016x}" for word in words))
    for key in sorted(metadata):
        print(json.dumps(key), json.dumps(metadata[key]))


def descriptors(network, images, output):
    """Descriptors of the tensor "images", N x 1 x S x S, as the tensor "descriptors", N x D."""
    import torch
    from torch import nn

    torch.set_default_dtype(torch.float64)
    torch.set_num_threads(1)
    tensors, metadata = read(network)
    side, blocks, filters, dimensions = (
        int(metadata["architecture." + key]) for key in ("side", "blocks", "filters", "dimensions")
    )
    model = nn.Sequential()
    channels = 1
    for block in range(1, blocks + 1):
        layers = nn.Sequential()
        layers.add_module("conv", nn.Conv2d(channels, filters, 3, padding=1, bias=False))
        layers.add_module("bn", nn.BatchNorm2d(filters))
        layers.add_module("relu", nn.ReLU())
        layers.add_module("pool", nn.MaxPool2d(2))
        model.add_module(f"block{block}", layers)
        channels = filters
    model.add_module("flatten", nn.Flatten())
    model.add_module("linear", nn.Linear(filters * (side >> blocks) ** 2, dimensions))
    state = {name: torch.from_numpy(values.astype(np.float64)) for name, values in tensors.items()}
    missing, unexpected = model.load_state_dict(state, strict=False)
    assert not unexpected and all(name.endswith("num_batches_tracked") for name in missing)
    model.eval()
    inputs, texts = read(images)
    with torch.no_grad():
        found = nn.functional.normalize(model(torch.from_numpy(inputs["images"].copy())))
    write(output, {"images": inputs["images"], "descriptors": found.numpy()}, texts)


def write_unlike_ours(path):
    """What the format allows and our writer does not do: spaces, escapes, any order, F32, no padding."""
    header = {
        "second": {"shape": [2, 2], "data_offsets": [4, 20], "dtype": "F32"},
        "before \u00e9\U0001f58b": {"data_offsets": [20, 44], "dtype": "F64", "shape": [3, 1]},
        "__metadata__": {"caf\u00e9": "a/b\u2028\U0001f58b"},
        "empty": {"dtype": "F32", "shape": [0, 7], "data_offsets": [20, 20]},
        "first": {"dtype": "F32", "shape": [], "data_offsets": [0, 4]},
    }
    text = json.dumps(header, indent=1).replace("/", "\\/").encode("ascii") + b"\n\t "
    data = struct.pack("<f", 0.1) + struct.pack("<ffff", 1, -0.0, 1e-45, -3.25)
    data += struct.pack("<ddd", 0.1, -1e300, 5e-324)
    Path(path).write_bytes(struct.pack("<Q", len(text)) + text + data)


def write_hard(path):
    write(
        path,
        {
            "": np.array(-0.0),
            'quote " backslash \\ slash / tab \t line \n': np.array([[1.5, -2.0, 0.1]]),
            "empty": np.zeros((3, 0, 2)),
            "extremes": np.array([5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, -1 / 3]),
            "four axes": np.arange(24.0).reshape(2, 1, 3, 4),
            "gr\u00f6\u00dfe \u8a9e \U0001f58b": np.array([0.2]),
        },
        {"": "", "control": "\x00\x1f\x7f\b\f\r\u2028", "line": "one\ntwo", "\u00e9": "\U0001f58b"},
    )


def write_network(path, side, blocks, filters, dimensions, seed):
    random = np.random.default_rng(seed)
    tensors = {}
    channels = 1
    for block in range(1, blocks + 1):
        prefix = f"block{block}."
        tensors[prefix + "conv.weight"] = random.normal(size=(filters, channels, 3, 3))
        tensors[prefix + "bn.weight"] = random.normal(1, 0.5, size=filters)
        tensors[prefix + "bn.bias"] = random.normal(size=filters)
        tensors[prefix + "bn.running_mean"] = random.normal(size=filters)
        tensors[prefix + "bn.running_var"] = random.uniform(0.1, 3, size=filters)
        channels = filters
    tensors["linear.weight"] = random.normal(size=(dimensions, filters * (side >> blocks) ** 2))
    tensors["linear.bias"] = random.normal(size=dimensions)
    metadata = {
        "architecture.blocks": str(blocks),
        "architecture.dimensions": str(dimensions),
        "architecture.filters": str(filters),
        "architecture.side": str(side),
        "format": "set2model network 1",
        "input.background": "0",
        "input.channels": "1",
        "input.format": f"{side}x{side}x1 dark-on-light",
        "input.ink": "1",
        "input.range": "0 to 1",
        "scorer.model": "gmm:3",
        "scorer.prior.strength": "12.5",
        "training.command": "invented, never trained",
        "training.seed": "-7",
    }
    write(path, tensors, metadata)


def examples(folder=EXAMPLES):
    folder = Path(folder)
    write_hard(folder / "hard.safetensors")
    write_unlike_ours(folder / "unlike-ours.safetensors")
    network = folder / "network.safetensors"
    side = 13
    write_network(network, side, blocks=2, filters=6, dimensions=7, seed=11)
    ink = np.random.default_rng(12).integers(0, 256, size=(12, 1, side, side))
    ink[0] = 0
    ink[1] = 255
    ink[2:6] *= ink[2:6] > 200
    images = folder / "descriptors.safetensors"
    write(images, {"images": ink / 255}, {})
    descriptors(network, images, images)


if __name__ == "__main__":
    commands = {"copy": copy, "bits": bits, "descriptors": descriptors, "examples": examples}
    commands[sys.argv[1]](*sys.argv[2:])

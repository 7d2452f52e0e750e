"""The modified Hausdorff baseline of one-shot runs, independently of the Java code.

    hausdorff_reference.py FOLDER [FOLDER ...]     the error of each run below each folder, and the mean
    hausdorff_reference.py distances RUN           of the first three items to the first three classes

Pictures are PNGs of one bit a pixel, black ink. Needs numpy.
"""

import struct
import sys
import zlib
from pathlib import Path

import numpy as np


def pixels(path):
    """A gray PNG of one bit a pixel, without interlacing, as a matrix of 0 and 1."""
    content = path.read_bytes()
    assert content[:8] == b"\x89PNG\r\n\x1a\n", path
    data, at = b"", 8
    while at < len(content):
        (length,) = struct.unpack(">I", content[at : at + 4])
        kind, body = content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            width, height, depth, color, _, _, interlaced = struct.unpack(">IIBBBBB", body)
            assert (depth, color, interlaced) == (1, 0, 0), path
        elif kind == b"IDAT":
            data += body
        at += 12 + length
    raw = np.frombuffer(zlib.decompress(data), dtype=np.uint8)
    stride = (width + 7) // 8
    rows, above = [], [0] * stride
    for line in raw.reshape(height, stride + 1).tolist():
        row = []
        for i, value in enumerate(line[1:]):
            left, upper, corner = (row[i - 1] if i else 0), above[i], (above[i - 1] if i else 0)
            row.append((value + predicted(line[0], left, upper, corner)) % 256)
        rows.append(row)
        above = row
    return np.unpackbits(np.array(rows, dtype=np.uint8), axis=1)[:, :width]


def predicted(kind, left, upper, corner):
    if kind == 4:
        p = left + upper - corner
        return min((left, upper, corner), key=lambda value: abs(p - value))
    return (0, left, upper, (left + upper) // 2)[kind]


def points(path):
    ink = np.argwhere(pixels(path) == 0).astype(float)
    return ink - ink.mean(axis=0)


def distance(a, b):
    d = np.sqrt(((a[:, None, :] - b[None, :, :]) ** 2).sum(axis=2))
    return max(d.min(axis=1).mean(), d.min(axis=0).mean())


def labels(run):
    lines = (run / "class_labels.txt").read_text().splitlines()
    return dict(line.split() for line in lines)


def matrix(run, items, classes):
    pictures = {name: points(run.parent / name) for name in [*items, *classes]}
    return np.array([[distance(pictures[i], pictures[c]) for c in classes] for i in items])


def error(run):
    answers = labels(run)
    items, classes = sorted(answers), sorted(set(answers.values()))
    nearest = matrix(run, items, classes).argmin(axis=1)
    return np.mean([classes[nearest[i]] != answers[item] for i, item in enumerate(items)])


def main():
    if sys.argv[1] == "distances":
        run = Path(sys.argv[2])
        answers = labels(run)
        print(repr(matrix(run, sorted(answers)[:3], sorted(set(answers.values()))[:3]).tolist()))
        return
    for folder in sys.argv[1:]:
        errors = []
        for run in sorted(path.parent for path in Path(folder).glob("*/class_labels.txt")):
            errors.append(error(run))
            print(run, f"{errors[-1]:.4f}")
        print(folder, "mean", np.mean(errors))


if __name__ == "__main__":
    main()

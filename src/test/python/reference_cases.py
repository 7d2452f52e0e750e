"""Writes reference cases: values and vector-Jacobian products as PyTorch and scikit-learn find them.

    python3 src/test/python/reference_cases.py [FOLDER]

Needs torch, scikit-learn and numpy; FOLDER is testdata/reference unless given. Everything is
computed in float64 on one thread from seeded inputs, so a second run gives the same files.

Each file holds the cases of one operation. A line is "name rows columns v v v ...", the values in
row-major order and written so that they are read back to the bit; "case NAME" begins a case and "#"
a comment. Names within a case:

    option:NAME     a whole number that shapes the operation, or a row of them
    input:NAME      an input matrix, in the order in which the operation takes them
    initial:NAME    a running statistic before the operation
    upstream        gradient of a scalar with respect to the output
    output          what the operation gives
    gradient:NAME   gradient of that scalar with respect to an input
    final:NAME      a running statistic after the operation
    atLeast:NAME    smallest scale on which to judge NAME, where its exact value is zero or what a
                    cancellation leaves of terms of that size
"""

import platform
import sys
import warnings
import zlib
from pathlib import Path

import numpy as np
import sklearn
import torch
import torch.nn.functional as F
from sklearn.exceptions import ConvergenceWarning
from sklearn.mixture import GaussianMixture
from torch.distributions import Categorical, Independent, MixtureSameFamily, Normal

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)

DEFAULT_FOLDER = Path(__file__).resolve().parents[3] / "testdata" / "reference"
FOLDER = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_FOLDER


def short(values, digits=4):
    """Rounds to a few significant decimal digits: inputs with short texts."""
    return np.vectorize(lambda v: float(f"{v:.{digits - 1}e}"), otypes=[float])(values)


def line(name, matrix):
    matrix = np.asarray(matrix, dtype=np.float64)
    if matrix.ndim == 0:
        matrix = matrix.reshape(1, 1)
    if matrix.ndim == 1:
        matrix = matrix.reshape(1, -1)
    assert matrix.ndim == 2 and np.isfinite(matrix).all(), name
    texts = [repr(float(v)).removesuffix(".0") for v in matrix.ravel()]
    return " ".join([name, str(matrix.shape[0]), str(matrix.shape[1]), *texts])


class Cases:
    """The cases of one operation, written to a file at the end of a with block."""

    def __init__(self, operation, how):
        self.operation = operation
        self.names = []
        self.lines = [
            f"# {operation}: {how}",
            f"# torch {torch.__version__}, scikit-learn {sklearn.__version__}, "
            f"numpy {np.__version__}, Python {platform.python_version()}",
            "# python3 src/test/python/reference_cases.py",
        ]

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if kind is None:
            path = FOLDER / f"{self.operation}.txt"
            path.write_text("\n".join(self.lines) + "\n", encoding="ascii")
            print(f"{path.name}: {len(self.names)} cases, {path.stat().st_size} bytes")

    def random(self, name):
        return np.random.default_rng(zlib.crc32(f"{self.operation}/{name}".encode()))

    def begin(self, name, options, matrices):
        assert name not in self.names, name
        self.names.append(name)
        self.lines.append(f"case {name}")
        for key, value in options.items():
            self.lines.append(line(f"option:{key}", value))
        for key, value in matrices.items():
            self.lines.append(line(key, value))

    def add(self, name, function, inputs, options={}, initial={}, at_least={}, upstream=None):
        """Adds a case; function(*inputs) returns the output or (output, final statistics)."""
        self.begin(
            name,
            options,
            {f"input:{k}": v for k, v in inputs.items()}
            | {f"initial:{k}": v for k, v in initial.items()},
        )
        leaves = [torch.tensor(np.atleast_2d(v), requires_grad=True) for v in inputs.values()]
        result = function(*leaves)
        output, final = result if isinstance(result, tuple) else (result, {})
        if upstream is None:
            upstream = short(self.random(name).standard_normal(tuple(output.shape)))
        gradients = torch.autograd.grad(
            output, leaves, torch.tensor(upstream), allow_unused=True)
        self.lines.append(line("upstream", upstream))
        self.lines.append(line("output", output.detach()))
        for key, leaf, gradient in zip(inputs, leaves, gradients):
            gradient = torch.zeros_like(leaf) if gradient is None else gradient
            self.lines.append(line(f"gradient:{key}", gradient))
        for key, value in final.items():
            self.lines.append(line(f"final:{key}", value.detach()))
        for key, value in at_least.items():
            self.lines.append(line(f"atLeast:{key}", value))


# Images. The project's layout is channel-major, C x (N H W); PyTorch's is N x C x H x W.


def to_torch(x, height, width):
    return x.reshape(x.shape[0], -1, height, width).permute(1, 0, 2, 3)


def from_torch(x):
    return x.permute(1, 0, 2, 3).reshape(x.shape[1], -1)


def size(height, width):
    return {"height": height, "width": width}


def convolved(x, w, height, width):
    filters = w.reshape(w.shape[0], x.shape[0], 3, 3)
    return from_torch(F.conv2d(to_torch(x, height, width), filters, padding=1))


def pooled(x, height, width):
    return from_torch(F.max_pool2d(to_torch(x, height, width), 2))


def normalized(x, gamma, beta, mean, variance, training):
    """Batch normalization of the rows of x; mean and variance are changed in training."""
    y = F.batch_norm(
        x.unsqueeze(0), mean, variance, gamma.squeeze(1), beta.squeeze(1), training, 0.1, 1e-5)
    return y.squeeze(0)


def running(initial):
    return tuple(torch.tensor(initial[k]).reshape(-1) for k in ("runningMean", "runningVariance"))


def finals(mean, variance):
    return {"runningMean": mean.reshape(-1, 1), "runningVariance": variance.reshape(-1, 1)}


def convolution():
    with Cases("convolution", "torch.nn.functional.conv2d, padding=1") as cases:
        for name, (height, width, images, channels, filters), scale in [
            ("one channel, 7x9, one image", (7, 9, 1, 1, 2), 1),
            ("one pixel", (1, 1, 3, 2, 2), 1),
            ("one row", (1, 6, 2, 2, 1), 1),
            ("one column", (5, 1, 2, 1, 3), 1),
            ("three images, 7x9", (7, 9, 3, 2, 3), 1),
            ("nine channels, 5x4", (5, 4, 2, 9, 5), 1),
            ("seventeen channels, 3x5", (3, 5, 1, 17, 9), 1),
            ("eight channels in several bands, 33x17", (33, 17, 1, 8, 1), 1),
            ("one channel in several bands, 33x17", (33, 17, 2, 1, 2), 1),
            ("rows wider than a band, 2x521", (2, 521, 1, 1, 1), 1),
            ("huge", (4, 5, 2, 2, 2), 1e8),
            ("tiny", (4, 5, 2, 2, 2), 1e-8),
        ]:
            r = cases.random(name + "/inputs")
            cases.add(
                name,
                lambda x, w: convolved(x, w, height, width),
                {
                    "images": short(scale * r.standard_normal((channels, images * height * width))),
                    "filters": short(r.standard_normal((filters, 9 * channels)) / scale**0.5),
                },
                size(height, width),
            )


def normalization_inputs(r, channels, columns, scales=1.0, offsets=0.0):
    return {
        "x": short(scales * r.standard_normal((channels, columns)) + offsets),
        "gamma": short(r.uniform(0.5, 2, (channels, 1)) * r.choice([-1, 1], (channels, 1))),
        "beta": short(r.standard_normal((channels, 1))),
    }


def statistics(r, channels, scale=1.0):
    return {
        "runningMean": short(scale * r.standard_normal((channels, 1))),
        "runningVariance": short(scale**2 * r.uniform(0.1, 3, (channels, 1))),
    }


def batch_normalization():
    fresh = lambda channels: {
        "runningMean": np.zeros((channels, 1)), "runningVariance": np.ones((channels, 1))}
    for training in (True, False):
        mode = "training" if training else "evaluation"
        how = f"torch.nn.functional.batch_norm, training={training}, momentum=0.1, eps=1e-5"
        with Cases(f"batch-normalization-{mode}", how) as cases:

            def add(name, channels, columns, initial=None, at_least={}, **kind):
                r = cases.random(name + "/inputs")
                inputs = normalization_inputs(r, channels, columns, **kind)
                initial = statistics(r, channels) if initial is None else initial

                def function(x, gamma, beta):
                    mean, variance = running(initial)
                    y = normalized(x, gamma, beta, mean, variance, training)
                    return y, finals(mean, variance)

                cases.add(name, function, inputs, initial=initial, at_least=at_least)

            add("fresh statistics", 3, 63, fresh(3))
            add("one channel", 1, 63)
            add("twelve channels", 12, 40)
            # Two values become -1 and 1 but for epsilon: terms of size 1 leave a gradient of 1e-5.
            add("two values", 3, 2, at_least={"gradient:x": 1} if training else {})
            add("scales from 1e-8 to 1e8", 5, 30,
                scales=np.array([[1e-8], [1e-4], [1], [1e4], [1e8]]))
            add("far from zero", 2, 40, offsets=100)
            add("a constant channel", 2, 24, scales=np.array([[0.0], [1]]), offsets=0.5)
            if not training:
                add("one value", 2, 1)
                add("variances from 1e-16 to 1e16", 3, 20, {
                    "runningMean": np.array([[1e-8], [1], [1e8]]),
                    "runningVariance": np.array([[1e-16], [1], [1e16]])})


def relu():
    with Cases("relu", "torch.relu") as cases:
        for name, shape, scale in [
            ("one entry", (1, 1), 1), ("3x21", (3, 21), 1), ("huge", (2, 5), 1e300),
            ("tiny", (2, 5), 1e-300)]:
            x = short(scale * cases.random(name + "/inputs").standard_normal(shape))
            cases.add(name, torch.relu, {"x": x})
        cases.add("zeros of both signs", torch.relu, {"x": np.array([[0.0, -0.0, 1.0, -1.0]])})


def max_pooling():
    with Cases("max-pooling", "torch.nn.functional.max_pool2d, kernel 2") as cases:
        for name, (height, width, images, channels), scale in [
            ("2x2", (2, 2, 1, 1), 1),
            ("7x9", (7, 9, 1, 3), 1),
            ("6x8, three images", (6, 8, 3, 2), 1),
            ("3x2, ten channels", (3, 2, 2, 10), 1),
            ("huge", (4, 4, 1, 1), 1e300),
            ("tiny", (4, 4, 1, 1), 1e-300),
        ]:
            x = cases.random(name + "/inputs").standard_normal((channels, images * height * width))
            cases.add(name, lambda x: pooled(x, height, width), {"images": short(scale * x)},
                      size(height, width))
        ties = cases.random("ties/inputs").integers(0, 2, (2, 2 * 6 * 6)).astype(float)
        cases.add("ties", lambda x: pooled(x, 6, 6), {"images": ties}, size(6, 6))


def convolution_block():
    for training in (True, False):
        mode = "training" if training else "evaluation"
        how = f"conv2d, batch_norm(training={training}), relu, max_pool2d"
        with Cases(f"convolution-block-{mode}", how) as cases:
            for name, (height, width, images, channels, filters), scale in [
                ("7x9, one channel, one image", (7, 9, 1, 1, 3), 1),
                ("2x2", (2, 2, 3, 2, 2), 1),
                ("6x5, nine channels", (6, 5, 2, 9, 4), 1),
                ("4x6, eleven filters", (4, 6, 4, 2, 11), 1),
                ("large", (5, 4, 2, 2, 2), 1e4),
                ("small", (5, 4, 2, 2, 2), 1e-3),
            ]:
                r = cases.random(name + "/inputs")
                initial = statistics(r, filters, 3 * scale)

                def function(x, w, gamma, beta):
                    mean, variance = running(initial)
                    y = convolved(x, w, height, width)
                    y = torch.relu(normalized(y, gamma, beta, mean, variance, training))
                    return pooled(y, height, width), finals(mean, variance)

                images_matrix = scale * r.standard_normal((channels, images * height * width))
                cases.add(
                    name,
                    function,
                    {
                        "images": short(images_matrix),
                        "filters": short(r.standard_normal((filters, 9 * channels))),
                        "gamma": short(
                            r.uniform(0.5, 2, (filters, 1)) * r.choice([-1, 1], (filters, 1))),
                        "beta": short(r.standard_normal((filters, 1))),
                    },
                    size(height, width),
                    initial,
                )


def network():
    how = "two blocks as in convolution-block, flatten, linear, normalize; final:descriptors is "
    with Cases("network", how + "the same in evaluation mode afterwards") as cases:
        for name, (side, blocks, filters, dimensions), images in [
            ("one block, side 5, one image", (5, 1, 2, 3), 1),
            ("two blocks, side 10", (10, 2, 4, 5), 3),
            ("two blocks, side 7, nine filters", (7, 2, 9, 4), 4),
        ]:
            r = cases.random(name + "/inputs")
            ink = r.integers(0, 256, (1, images * side * side)).astype(float)
            inputs = {}
            channels = 1
            for b in range(1, blocks + 1):
                inputs[f"block{b}.filters"] = r.standard_normal((filters, 9 * channels)) / 2
                inputs[f"block{b}.scale"] = r.uniform(0.5, 1.5, (filters, 1))
                inputs[f"block{b}.shift"] = r.standard_normal((filters, 1)) / 4
                channels = filters
            features = filters * (side >> blocks) ** 2
            inputs["linear.weights"] = r.standard_normal((dimensions, features)) / features**0.5
            inputs["linear.bias"] = r.standard_normal((1, dimensions)) / 4
            inputs = {"images": ink / 255} | {k: short(v) for k, v in inputs.items()}
            stats = [(torch.zeros(filters), torch.ones(filters)) for _ in range(blocks)]

            def embedded(leaves, training):
                h = leaves[0]
                for b in range(blocks):
                    w, gamma, beta = leaves[1 + 3 * b: 4 + 3 * b]
                    height = side >> b
                    h = convolved(h, w, height, height)
                    h = torch.relu(normalized(h, gamma, beta, *stats[b], training))
                    h = pooled(h, height, height)
                last = side >> blocks
                rows = to_torch(h, last, last).flatten(1)
                return F.normalize(F.linear(rows, leaves[-2], leaves[-1].squeeze(0)), dim=1)

            def function(*leaves):
                descriptors = embedded(leaves, True)
                return descriptors, {"descriptors": embedded(leaves, False)}

            cases.add(name, function, inputs, {
                "side": side, "blocks": blocks, "filters": filters, "dimensions": dimensions,
                "ink": ink})


# Matrices.


def linear():
    with Cases("linear", "torch.nn.functional.linear") as cases:
        for name, (rows, features, dimensions), scale in [
            ("one by one", (1, 1, 1), 1), ("one row", (1, 7, 3), 1),
            ("one dimension", (5, 4, 1), 1), ("13x11x6", (13, 11, 6), 1), ("huge", (3, 4, 2), 1e8),
            ("tiny", (3, 4, 2), 1e-8)]:
            r = cases.random(name + "/inputs")
            cases.add(name, lambda x, w, b: F.linear(x, w, b.squeeze(0)), {
                "x": short(scale * r.standard_normal((rows, features))),
                "weights": short(r.standard_normal((dimensions, features))),
                "bias": short(scale * r.standard_normal((1, dimensions)))})


def flatten():
    with Cases("flatten", "torch.flatten(start_dim=1)") as cases:
        for name, (height, width, images, channels) in [
            ("one pixel", (1, 1, 3, 2)), ("7x9", (7, 9, 2, 3)), ("one image", (3, 2, 1, 10)),
            ("one channel", (2, 3, 4, 1))]:
            r = cases.random(name + "/inputs")
            x = short(r.standard_normal((channels, images * height * width)))
            cases.add(name, lambda x: to_torch(x, height, width).flatten(1), {"images": x},
                      size(height, width))


def row_normalization():
    with Cases("row-normalization", "torch.nn.functional.normalize, dim=1, eps=0") as cases:
        for name, shape, scale in [
            ("one row", (1, 5), 1), ("9x16", (9, 16), 1), ("two columns", (6, 2), 1),
            ("scales from 1e-150 to 1e150", (5, 7),
             np.array([[1e-150], [1e-8], [1], [1e8], [1e150]]))]:
            x = short(scale * cases.random(name + "/inputs").standard_normal(shape))
            upstream = short(cases.random(name).standard_normal(shape))
            cases.add(name, lambda x: F.normalize(x, dim=1, eps=0), {"x": x}, upstream=upstream)


def elementary():
    with Cases("exponential", "torch.exp") as cases:
        for name, x in [
            ("one entry", [[0.7]]),
            ("ordinary", cases.random("x").standard_normal((4, 5)) * 3),
            ("from tiny to huge", np.c_[[-700, -100, -1e-12, 0, 1e-300, 50, 300, 709]]),
        ]:
            cases.add(name, torch.exp, {"x": short(np.array(x, dtype=float))})

    with Cases("addition", "a + b") as cases:
        for name, shape, scale in [("one entry", (1, 1), 1), ("3x7", (3, 7), 1),
                                   ("different scales", (2, 6), 1e8)]:
            r = cases.random(name + "/inputs")
            cases.add(name, torch.add, {"a": short(r.standard_normal(shape)),
                                        "b": short(scale * r.standard_normal(shape))})

    with Cases("scalar-multiplication", "s * x") as cases:
        for name, shape, scale in [("one entry", (1, 1), 1), ("3x7", (3, 7), 1),
                                   ("huge", (4, 2), 1e150), ("tiny", (4, 2), 1e-150)]:
            r = cases.random(name + "/inputs")
            cases.add(name, torch.mul, {"s": short(scale * r.standard_normal((1, 1))),
                                        "x": short(r.standard_normal(shape))})

    with Cases("broadcast", "torch.Tensor.expand") as cases:
        for name, shape in [("one entry", (1, 1)), ("3x7", (3, 7)), ("a column", (6, 1))]:
            s = short(cases.random(name + "/inputs").standard_normal((1, 1)))
            cases.add(name, lambda s: s.expand(*shape), {"s": s},
                      {"rows": shape[0], "columns": shape[1]})

    with Cases("row-selection", "torch.index_select, dim=0") as cases:
        for name, shape, indices in [
            ("one of one", (1, 3), [0]), ("some", (6, 4), [4, 0, 3]),
            ("repeated", (5, 3), [2, 2, 0, 4, 2, 0]), ("a permutation", (4, 2), [3, 1, 0, 2])]:
            x = short(cases.random(name + "/inputs").standard_normal(shape))
            cases.add(name, lambda x: torch.index_select(x, 0, torch.tensor(indices)), {"x": x},
                      {"indices": indices})


# Mixtures. theta is K x (1+2D): weight, means, variances.


def parts(theta):
    dimensions = theta.shape[1] // 2
    return theta[:, 0], theta[:, 1: 1 + dimensions], theta[:, 1 + dimensions:]


def log_densities(theta, x):
    """log N(x_n; mu_k, phi_k), N x K."""
    _, means, variances = parts(theta)
    return Independent(Normal(means, variances.sqrt()), 1).log_prob(x.unsqueeze(1))


def log_density(theta, x):
    return torch.logsumexp(theta[:, 0].log() + log_densities(theta, x), 1, keepdim=True)


def log_density_zero_weights(theta, x):
    """The same without the logarithm of a weight."""
    l = log_densities(theta, x)
    largest = l.detach().max(1, keepdim=True).values
    return largest + (theta[:, 0] * (l - largest).exp()).sum(1, keepdim=True).log()


def maximized(x, c, total, alpha, kappa, nu, m, s2, floor):
    """theta from the shares c, N x K, of the components in the points."""
    components = c.shape[1]
    mass = c.sum(0).unsqueeze(1)
    weights = (mass + alpha) / (total + components * alpha)
    means = (c.T @ x + kappa * m) / (mass + kappa)
    squares = (c.T.unsqueeze(2) * (x - means.unsqueeze(1)) ** 2).sum(1)
    variances = (squares + kappa * (means - m) ** 2 + nu * s2) / (mass + nu) + floor
    return torch.cat([weights, means, variances], 1)


def gaussian(x, a, alpha, *prior):
    theta = maximized(x, a, a.sum(), alpha, *prior)
    return torch.cat([torch.ones(1, 1), theta[:, 1:]], 1)


def step(x, a, *prior_and_theta):
    *prior, theta = prior_and_theta
    r = torch.softmax(theta[:, 0].log() + log_densities(theta, x), 1)
    return maximized(x, a * r, a.sum(), *prior)


def fitted(iterations):
    def function(x, a, *prior_and_theta):
        *prior, theta = prior_and_theta
        for _ in range(iterations):
            theta = step(x, a, *prior, theta)
        return theta

    return function


def started(indices):
    def function(x, a, *prior):
        means = torch.index_select(x, 0, torch.tensor(indices))
        variances = gaussian(x, a, *prior)[:, 1 + x.shape[1]:].expand_as(means)
        weights = torch.full((len(indices), 1), 1 / len(indices))
        return torch.cat([weights, means, variances], 1)

    return function


def fit_inputs(r, size, dimensions, weighted=True, prior=True, scale=1.0, offset=0.0):
    """Points in overlapping groups, example weights and a prior; scale is a number or a row."""
    scale = np.broadcast_to(scale, dimensions)
    groups = r.standard_normal((3, dimensions))[r.integers(0, 3, size)]
    points = scale * (groups + 0.7 * r.standard_normal((size, dimensions)) + offset)
    strengths = r.uniform(0.2, 3, 3) if prior else np.zeros(3)
    return {
        "points": short(points),
        "exampleWeights": short(r.uniform(0.1, 2, (size, 1)) if weighted else np.ones((size, 1))),
        "alpha": short(strengths[:1]),
        "kappa": short(strengths[1:2]),
        "nu": short(strengths[2:]),
        "priorMean": short(scale * (0.3 * r.standard_normal(dimensions) + offset)),
        "priorVariance": short(scale**2 * r.uniform(0.2, 1, dimensions)),
        "floor": short(1e-2 * scale.min() ** 2),
    }


def theta_input(r, points, components, scale=1.0):
    size, dimensions = points.shape
    weights = r.dirichlet(np.full(components, 5.0)).reshape(-1, 1)
    means = points[r.integers(0, size, components)]
    means = means + 0.5 * scale * r.standard_normal((components, dimensions))
    variances = scale**2 * r.uniform(0.5, 2, (components, dimensions))
    return short(np.hstack([weights, means, variances]))


SCALES = np.array([1e-8, 1.0, 1e8])


def log_densities_of_mixtures():
    how = "torch.logsumexp over torch.distributions.Normal.log_prob"
    with Cases("log-density", how) as cases:
        for name, (queries, dimensions, components), scale in [
            ("one component, one dimension, one query", (1, 1, 1), 1),
            ("one component", (6, 5, 1), 1),
            ("two components", (7, 3, 2), 1),
            ("three components", (9, 4, 3), 1),
            ("four components, 32 dimensions", (5, 32, 4), 1),
            ("more queries than a block", (259, 1, 2), 1),
            ("huge", (5, 3, 2), 1e8),
            ("tiny", (5, 3, 2), 1e-8),
            ("scales from 1e-8 to 1e8", (6, 3, 3), SCALES),
        ]:
            r = cases.random(name + "/inputs")
            z = short(scale * r.standard_normal((queries, dimensions)))
            theta = theta_input(r, z, components, scale)
            cases.add(name, log_density, {"theta": theta, "queries": z})
            # The same function through the library's own mixture, for weights that sum to one.
            w, means, variances = parts(torch.tensor(theta))
            mixture = MixtureSameFamily(
                Categorical(w), Independent(Normal(means, variances.sqrt()), 1))
            other = log_density(torch.tensor(theta), torch.tensor(z))[:, 0] - w.sum().log()
            assert torch.allclose(mixture.log_prob(torch.tensor(z)), other, rtol=1e-12, atol=0)
        r = cases.random("hard/inputs")
        z = short(r.standard_normal((4, 3)))
        theta = theta_input(r, z, 3)
        cases.add("far queries", log_density, {"theta": theta, "queries": 1000 * z})
        theta[1, 0] = 0
        cases.add(
            "a weight of zero", log_density_zero_weights, {"theta": theta, "queries": z})


def gaussian_fit():
    with Cases("gaussian-fit", "explicit formula of weighted moments and prior") as cases:
        for name, (size, dimensions), kind in [
            ("one point", (1, 3), {}),
            ("one dimension", (6, 1), {}),
            ("with prior and example weights", (9, 4), {}),
            ("no prior, unit weights", (8, 3), {"prior": False, "weighted": False}),
            ("no prior, example weights", (8, 3), {"prior": False}),
            ("more dimensions than points", (3, 40), {}),
            ("far from zero", (7, 2), {"offset": 30}),
            ("huge", (6, 3), {"scale": 1e8}),
            ("tiny", (6, 3), {"scale": 1e-8}),
            ("scales from 1e-8 to 1e8", (6, 3), {"scale": SCALES}),
        ]:
            r = cases.random(name + "/inputs")
            cases.add(name, gaussian, fit_inputs(r, size, dimensions, **kind))


def mixture_start():
    with Cases("mixture-start", "chosen points, equal weights, common variances") as cases:
        for name, (size, dimensions), indices, kind in [
            ("one of one point", (1, 2), [0], {}),
            ("two components", (6, 3), [4, 1], {}),
            ("four components", (9, 4), [8, 0, 3, 5], {}),
            ("no prior, unit weights", (7, 2), [0, 6, 2], {"prior": False, "weighted": False}),
            ("scales from 1e-8 to 1e8", (6, 3), [2, 3], {"scale": SCALES}),
        ]:
            r = cases.random(name + "/inputs")
            cases.add(name, started(indices), fit_inputs(r, size, dimensions, **kind),
                      {"indices": indices})


# With one component, these are exactly zero: the weight is 1 whatever the strength of its prior,
# and the responsibilities are 1 whatever theta.
EXACT_ZEROS = {"gradient:alpha": 1, "gradient:theta": 1}


def expectation_maximization():
    with Cases("expectation-maximization-step", "explicit formula of one step") as cases:
        for name, (size, dimensions, components), kind in [
            ("one point", (1, 2, 2), {}),
            ("one component", (6, 3, 1), {}),
            ("two components, one dimension", (8, 1, 2), {}),
            ("two components", (9, 3, 2), {}),
            ("three components", (12, 4, 3), {}),
            ("four components, 16 dimensions", (10, 16, 4), {}),
            ("no prior, unit weights", (10, 3, 3), {"prior": False, "weighted": False}),
            ("no prior, example weights", (10, 3, 2), {"prior": False}),
            ("huge", (8, 3, 2), {"scale": 1e8}),
            ("tiny", (8, 3, 2), {"scale": 1e-8}),
            ("scales from 1e-8 to 1e8", (9, 3, 3), {"scale": SCALES}),
        ]:
            r = cases.random(name + "/inputs")
            inputs = fit_inputs(r, size, dimensions, **kind)
            inputs["theta"] = theta_input(
                r, inputs["points"], components, kind.get("scale", 1.0))
            zeros = EXACT_ZEROS if components == 1 else {}
            cases.add(name, step, inputs, at_least=zeros)


def mixture_fit():
    with Cases("mixture-fit", "steps of the explicit formula, unrolled by autograd") as cases:
        for name, (size, dimensions, components), iterations, kind in [
            ("no iterations", (5, 2, 2), 0, {}),
            ("one iteration", (8, 3, 3), 1, {}),
            ("one component", (7, 3, 1), 4, {}),
            ("two components", (10, 3, 2), 10, {}),
            ("three components", (15, 4, 3), 10, {}),
            ("four components", (16, 8, 4), 20, {}),
            ("no prior, unit weights", (20, 2, 2), 10, {"prior": False, "weighted": False}),
            ("huge", (9, 3, 2), 5, {"scale": 1e8}),
            ("tiny", (9, 3, 2), 5, {"scale": 1e-8}),
            ("scales from 1e-8 to 1e8", (9, 3, 3), 5, {"scale": SCALES}),
        ]:
            r = cases.random(name + "/inputs")
            inputs = fit_inputs(r, size, dimensions, **kind)
            inputs["theta"] = theta_input(
                r, inputs["points"], components, kind.get("scale", 1.0))
            zeros = EXACT_ZEROS if components == 1 else {}
            cases.add(name, fitted(iterations), inputs, {"iterations": iterations}, at_least=zeros)


def mixture_fit_sklearn():
    """scikit-learn starts with an expectation from the given parameters and ends with a
    maximization, as here; it adds reg_covar to the variances as here the floor, and 2e-15 to every
    component's mass, within the tolerance."""
    how = "sklearn.mixture.GaussianMixture, diag, tol=0, reg_covar=floor, given start"
    with Cases("mixture-fit-sklearn", how) as cases:
        for name, (size, dimensions, weights), iterations, kind in [
            ("one component", (8, 3, [1.0]), 3, {}),
            ("two components", (20, 3, [0.4, 0.6]), 10, {}),
            ("three components", (30, 2, [0.2, 0.5, 0.3]), 25, {}),
            ("four components, converged", (40, 4, [0.25, 0.25, 0.125, 0.375]), 200, {}),
            ("large", (20, 3, [0.4, 0.6]), 10, {"scale": 1e3}),
            ("small", (20, 3, [0.4, 0.6]), 10, {"scale": 1e-3}),
        ]:
            r = cases.random(name + "/inputs")
            inputs = fit_inputs(r, size, dimensions, weighted=False, prior=False, **kind)
            theta = theta_input(r, inputs["points"], len(weights), kind.get("scale", 1.0))
            theta[:, 0] = weights
            inputs["theta"] = theta
            _, means, variances = parts(theta)
            model = GaussianMixture(
                len(weights), covariance_type="diag", tol=0, reg_covar=float(inputs["floor"]),
                max_iter=iterations, weights_init=np.array(weights), means_init=means,
                precisions_init=1 / variances, random_state=0)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", ConvergenceWarning)
                model.fit(inputs["points"])
            assert model.n_iter_ == iterations
            cases.begin(name, {"iterations": iterations},
                        {f"input:{k}": v for k, v in inputs.items()})
            cases.lines.append(line("output", np.hstack(
                [model.weights_.reshape(-1, 1), model.means_, model.covariances_])))


# Losses and scores.


def scores(r, relevant, irrelevant, scale=1.0, offset=0.0, gap=0.5):
    return {
        "relevant": short(scale * (r.standard_normal((relevant, 1)) + gap) + offset),
        "irrelevant": short(scale * r.standard_normal((irrelevant, 1)) + offset),
    }


def pairwise_logistic_loss():
    # softplus is linear above its threshold, by default 20, where the error is 2e-9: raised until
    # exp would overflow.
    def loss(relevant, irrelevant):
        return F.softplus(irrelevant.T - relevant, threshold=700).mean().reshape(1, 1)

    with Cases("pairwise-logistic-loss", "softplus of all gaps, threshold=700, mean") as cases:
        for name, counts, kind in [
            ("one pair", (1, 1), {}), ("one relevant", (1, 7), {}), ("one irrelevant", (6, 1), {}),
            ("9 and 14", (9, 14), {}), ("far from zero", (5, 6), {"offset": 1000}),
            ("huge gaps", (5, 6), {"scale": 1e8}), ("wide gaps", (5, 6), {"scale": 30}),
            ("tiny gaps", (5, 6), {"scale": 1e-8})]:
            cases.add(name, loss, scores(cases.random(name + "/inputs"), *counts, **kind))


def histogram_loss():
    """Nodes at a + k (b - a)/(B - 1), a triangular kernel, the share of pairs in wrong order."""

    def histogram(s, low, high, bins):
        u = (s - low) / (high - low) * (bins - 1)
        i = u.detach().floor().clamp(max=bins - 2)
        f = u - i
        i = i.long()
        return torch.zeros(bins).index_add(0, i, 1 - f).index_add(0, i + 1, f) / len(s)

    def loss_of(bins):
        def loss(relevant, irrelevant):
            relevant, irrelevant = relevant.squeeze(1), irrelevant.squeeze(1)
            union = torch.cat([relevant, irrelevant])
            low, high = union.amin(), union.amax()
            below = histogram(relevant, low, high, bins).cumsum(0)
            return (histogram(irrelevant, low, high, bins) * below).sum().reshape(1, 1)

        return loss

    with Cases("histogram-loss", "explicit formula of the soft histograms") as cases:
        for name, counts, bins, kind in [
            ("one pair", (1, 1), 10, {}),
            ("two nodes", (5, 6), 2, {}),
            ("three nodes", (5, 6), 3, {}),
            ("one relevant", (1, 12), 20, {}),
            ("one irrelevant", (12, 1), 20, {}),
            ("100 nodes", (20, 60), 100, {}),
            ("400 nodes", (20, 60), 400, {}),
            ("huge", (10, 12), 30, {"scale": 1e8}),
            ("tiny", (10, 12), 30, {"scale": 1e-8}),
            ("far from zero", (10, 12), 30, {"offset": 64}),
        ]:
            at_least = {}
            if counts == (1, 1):
                # The two scores are both ends of the range: whatever they are, the loss is 0 or 1.
                at_least = {"gradient:relevant": 1, "gradient:irrelevant": 1}
            cases.add(name, loss_of(bins),
                      scores(cases.random(name + "/inputs"), *counts, **kind), {"bins": bins},
                      at_least=at_least)
        tied = scores(cases.random("ties/inputs"), 6, 7)
        tied["relevant"][:2] = tied["irrelevant"][3] = 4.0
        tied["relevant"][4] = tied["irrelevant"][:2] = -4.0
        cases.add("ties for minimum and maximum", loss_of(50), tied, {"bins": 50})


def inner_products():
    for operation, how, function in [
        ("mean-inner-product", "queries @ support.mean(0)",
         lambda x, z: z @ x.mean(0, keepdim=True).T),
        ("maximum-inner-product", "(queries @ support.T).max(1)",
         lambda x, z: (z @ x.T).max(1, keepdim=True).values),
    ]:
        with Cases(operation, how) as cases:
            for name, (size, queries, dimensions), scale in [
                ("one of each", (1, 1, 1), 1), ("one example", (1, 5, 4), 1),
                ("one query", (6, 1, 3), 1), ("9 examples, 12 queries", (9, 12, 13), 1),
                ("huge", (4, 5, 6), 1e8), ("tiny", (4, 5, 6), 1e-8)]:
                r = cases.random(name + "/inputs")
                cases.add(name, function, {
                    "support": short(scale * r.standard_normal((size, dimensions))),
                    "queries": short(r.standard_normal((queries, dimensions)))})


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    convolution()
    batch_normalization()
    relu()
    max_pooling()
    convolution_block()
    network()
    linear()
    flatten()
    row_normalization()
    elementary()
    log_densities_of_mixtures()
    gaussian_fit()
    mixture_start()
    expectation_maximization()
    mixture_fit()
    mixture_fit_sklearn()
    pairwise_logistic_loss()
    histogram_loss()
    inner_products()

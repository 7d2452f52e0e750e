"""How many wrong gradients torch.autograd.gradcheck lets pass.

Wraps six functions in a torch.autograd.Function with the right value and a backward rule that one
bug has spoiled, the same bugs that MutationTest injects into the operations of this project, and
counts what gradcheck finds, with its default tolerances in float64 (eps 1e-6, atol 1e-5, rtol
1e-3) and with fast_mode=True.

    python3 torch_gradcheck_mutations.py [REPETITIONS]

Prints one row per bug: mutants, those found by the default mode, those found by the fast mode.
"""

import sys
import warnings

import torch
from torch.autograd import gradcheck
from torch.nn import functional as F

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
warnings.filterwarnings("ignore")


def functions(generator):
    """Name, function, inputs; sizes from a few dozen to a few hundred entries."""

    def normal(*shape):
        return torch.randn(*shape, generator=generator)

    return [
        ("exp", torch.exp, [normal(16, 16)]),
        ("linear", lambda x, w, b: x @ w.T + b, [normal(12, 10), normal(8, 10), normal(8)]),
        (
            "conv2d 3x3",
            lambda x, w: F.conv2d(x, w, padding=1),
            [normal(2, 2, 6, 6), normal(3, 2, 3, 3)],
        ),
        (
            "batch-norm",
            lambda x, g, b: F.batch_norm(x, None, None, g, b, training=True),
            [normal(24, 5), normal(5), normal(5)],
        ),
        ("log-sum-exp", lambda x: torch.logsumexp(x, 1), [normal(16, 12)]),
        ("L2-normalize", lambda x: x / x.norm(dim=1, keepdim=True), [normal(16, 12)]),
    ]


def all_by(factor):
    return lambda products, rule, upstream, pick: [factor * p for p in products]


def one_by(factor):
    def spoil(products, rule, upstream, pick):
        places = [(i, j) for i, p in enumerate(products) for j in range(p.numel())]
        i, j = places[pick(len(places))]
        products[i].view(-1)[j] *= factor
        return products

    return spoil


def transposed(products, rule, upstream, pick):
    i = pick(len(products))
    p = products[i]
    flat = p.reshape(p.shape[0], -1)
    products[i] = flat.T.contiguous().reshape(p.shape)
    return products


def unreduced(products, rule, upstream, pick):
    first = torch.zeros_like(upstream)
    first[0] = upstream[0]
    i = pick(len(products))
    products[i] = rule(first)[i]
    return products


def stale(products, rule, upstream, pick):
    earlier = torch.randn(upstream.shape, generator=torch.Generator().manual_seed(pick(1 << 30)))
    i = pick(len(products))
    products[i] = rule(earlier)[i]
    return products


def bugs():
    table = [("all x (1+1e-%d)" % k, all_by(1 + 10.0**-k)) for k in range(1, 7)]
    table += [("one x (1+1e-%d)" % k, one_by(1 + 10.0**-k)) for k in range(1, 7)]
    table += [
        ("dropped entry", one_by(0.0)),
        ("flipped sign", one_by(-1.0)),
        ("transposed", transposed),
        ("missing reduction", unreduced),
        ("stale buffer", stale),
    ]
    return table


def mutant(function, spoil, seed):
    """A Function with the value of `function` and a spoiled backward rule, the same at every call."""

    class Mutant(torch.autograd.Function):
        @staticmethod
        def forward(ctx, *inputs):
            ctx.save_for_backward(*inputs)
            return function(*inputs)

        @staticmethod
        def backward(ctx, upstream):
            inputs = [x.detach().requires_grad_() for x in ctx.saved_tensors]

            def rule(gradient):
                with torch.enable_grad():
                    return [g.clone() for g in torch.autograd.grad(function(*inputs), inputs, gradient)]

            draw = torch.Generator().manual_seed(seed)

            def pick(n):
                return int(torch.randint(n, (1,), generator=draw))

            return tuple(spoil(rule(upstream), rule, upstream, pick))

    return Mutant.apply


def found(function, inputs, fast):
    torch.manual_seed(0)
    leaves = [x.clone().requires_grad_() for x in inputs]
    return not gradcheck(function, leaves, fast_mode=fast, raise_exception=False)


def changes(function, broken, inputs):
    """Whether the mutant's gradient differs, for a random upstream gradient."""
    leaves = [x.clone().requires_grad_() for x in inputs]
    value = function(*leaves)
    upstream = torch.randn(value.shape, generator=torch.Generator().manual_seed(1))
    right = torch.autograd.grad(value, leaves, upstream)
    wrong = torch.autograd.grad(broken(*leaves), leaves, upstream)
    return any(not torch.equal(r, w) for r, w in zip(right, wrong))


def main(repetitions):
    print("torch %s, gradcheck in float64, %d repetitions" % (torch.__version__, repetitions))
    print("%-18s %8s %16s %16s" % ("bug", "mutants", "default found", "fast found"))
    for name, spoil in bugs():
        mutants = default = fast = 0
        for repetition in range(repetitions):
            generator = torch.Generator().manual_seed(repetition)
            for _, function, inputs in functions(generator):
                broken = mutant(function, spoil, 17 + repetition)
                if not changes(function, broken, inputs):
                    continue
                mutants += 1
                default += found(broken, inputs, fast=False)
                fast += found(broken, inputs, fast=True)
        print(
            "%-18s %8d %6d (%5.1f %%) %6d (%5.1f %%)"
            % (name, mutants, default, 100 * default / mutants, fast, 100 * fast / mutants),
            flush=True,
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)

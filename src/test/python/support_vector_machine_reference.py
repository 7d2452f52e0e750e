"""Prints the references of SupportVectorMachineTest: weights and bias as scikit-learn finds them.

    python3 src/test/python/support_vector_machine_reference.py

Needs scikit-learn and numpy. Points come from the sequence x <- (1103515245 x + 12345) mod 2^31,
value x / 2^31 - 0.5, row by row, the positives first; 0.5 is added to the positives' first value.
"""

import sys

import numpy as np
import sklearn
from sklearn.svm import LinearSVC

CASES = [  # positives, negatives, dimensions, seed, C
    (1, 2, 2, 1, 1),
    (8, 16, 3, 2, 1),
    (20, 40, 4, 3, 10),
    (3, 6, 12, 4, 1),
    (30, 60, 8, 5, 0.1),
]


def points(count, dimensions, x):
    values = []
    for _ in range(count * dimensions):
        x = (1103515245 * x + 12345) % 2**31
        values.append(x / 2**31 - 0.5)
    return np.array(values).reshape(count, dimensions)


print("scikit-learn", sklearn.__version__, "numpy", np.__version__, "Python", sys.version.split()[0])
for positives, negatives, dimensions, seed, penalty in CASES:
    x = points(positives + negatives, dimensions, seed)
    x[:positives, 0] += 0.5
    y = np.repeat([1, -1], [positives, negatives])
    machine = LinearSVC(loss="hinge", C=penalty, tol=1e-10, max_iter=10**6, random_state=0).fit(x, y)
    values = [*machine.coef_[0], machine.intercept_[0]]
    print(positives, negatives, dimensions, seed, penalty, " ".join(repr(float(v)) for v in values),
          sep=", ")

"""Classes from few labelled examples: a small head on rows that stay as they are (linear probing).

Two heads: multinomial logistic regression, and the nearest centroid by cosine (the classifier of Rocchio 1971). Both
are linear, so a score is a sum over the numbers of a row and a bias.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, Union

import numpy as np
from numpy.typing import ArrayLike, NDArray

from embedlab.compute.arrays import Float64
from embedlab.compute.softmax import log_softmax
from embedlab.errors import InputError

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Matrix = Union[NDArray[np.float32], NDArray[np.float64], "csr_matrix"]
"""(n, d), dense or sparse; rows of unit length, or zeros."""
HeadName = Literal["logistic", "centroid"]
HEADS: Final[tuple[HeadName, ...]] = ("logistic", "centroid")
SIZES: Final = (1, 2, 4, 8, 16, 32, 64)
"""Labelled examples of each class that a curve is measured at."""
C: Final = 10.0
"""Inverse strength of the L2 penalty of the logistic head. Fixed, never tuned: with one example a class nothing is left
to tune on. Rows have unit length, so scikit-learn's 1 would hold the weights down too hard."""
_SLOPE: Final = 1e-7
"""The slope at which the fit of the logistic head ends: so close to 0 that its scores fall apart into examples.
Newton's method is there after ten steps, where L-BFGS takes hundreds."""


@dataclass(frozen=True, eq=False)
class LinearHead:
    """Scores of k classes as ``rows @ weights.T + bias``.

    Attributes:
        weights: (k, d) float64.
        bias: (k,) float64; minus infinity for a class of which no example was seen.
        name: which head it is.
    """

    weights: Float64
    bias: Float64
    name: HeadName

    def scores(self, rows: Matrix) -> Float64:
        """(n, d) -> (n, k): logits of the logistic head, cosines of the centroid head."""
        found: Float64 = np.asarray(rows @ self.weights.T) + self.bias
        return found

    def classes(self, rows: Matrix) -> NDArray[np.int64]:
        """(n, d) -> (n,) the class with the highest score; the first of equal ones."""
        return best_classes(self.scores(rows))


def best_classes(scores: Float64) -> NDArray[np.int64]:
    """The class with the highest score of each row, (n, k) -> (n,) int64; of scores that are equal the first.

    Equal to five digits: a text that shares no word with any example has the same score for all classes but for what
    rounding left over, which differs from machine to machine.
    """
    best: NDArray[np.int64] = np.argmax(np.round(scores, 5), axis=1).astype(np.int64)
    return best


def fit_head(rows: Matrix, labels: ArrayLike, classes: int, name: HeadName) -> LinearHead:
    """Learn a head from m labelled rows, (m, d) and (m,) of 0 to ``classes`` - 1.

    Raises:
        InputError: there are not two classes among the labels.
    """
    known = np.asarray(labels, dtype=np.int64)
    seen = np.unique(known)
    if len(seen) < 2:
        raise InputError("A classifier needs labelled texts of two classes at least.")
    weights = np.zeros((classes, rows.shape[1]))
    bias = np.full(classes, -np.inf)
    weights[seen], bias[seen] = _centroids(rows, known, seen) if name == "centroid" else _logistic(rows, known)
    return LinearHead(weights, bias, name)


def _centroids(rows: Matrix, labels: NDArray[np.int64], seen: NDArray[np.int64]) -> tuple[Float64, Float64]:
    """The mean of each class's rows, drawn out to unit length."""
    member = (labels[None, :] == seen[:, None]).astype(np.float64)
    means: Float64 = np.asarray(member @ rows) / member.sum(axis=1, keepdims=True)
    lengths = np.linalg.norm(means, axis=1, keepdims=True)
    return np.divide(means, lengths, out=np.zeros_like(means), where=lengths > 0), np.zeros(len(seen))


def _logistic(rows: Matrix, labels: NDArray[np.int64]) -> tuple[Float64, Float64]:
    import warnings

    from sklearn.linear_model import LogisticRegression

    made: Any = LogisticRegression(C=C, solver="newton-cg", tol=_SLOPE)
    with warnings.catch_warnings():
        # At a slope this small the last step may find nothing lower, and says so.
        warnings.simplefilter("ignore")
        # In float64: in float32 the last steps depend on how the machine adds.
        made.fit(rows.astype(np.float64), labels)
    weights, bias = np.asarray(made.coef_, np.float64), np.asarray(made.intercept_, np.float64)
    if len(weights) == 1:  # of two classes scikit-learn keeps the difference alone
        return np.vstack([-weights / 2, weights / 2]), np.concatenate([-bias / 2, bias / 2])
    return weights, bias


def shares_of_examples(
    head: LinearHead, rows: Matrix, labels: ArrayLike, row: NDArray[np.float64], wins: int, loses: int
) -> Float64:
    """What each of the m examples that a head was learnt from adds to the lead of a class over another, (m,) float64.

    With the difference of the two biases they add up to the difference of the two scores of ``row`` (d,). A centroid is
    a mean of its examples. Where the slope of the logistic loss is 0, its weights are sums of the examples as well,
    each times how far its probability of the class is from the truth and times ``C`` (the representer theorem,
    Kimeldorf and Wahba 1971). There the pulls of all examples sum to 0, as the bias costs nothing; so what counts is
    how much more alike than the mean example each is, which changes no sum.
    """
    known = np.asarray(labels, dtype=np.int64)
    alike = np.asarray(rows @ row, dtype=np.float64)
    if head.name == "logistic":
        two = len(np.unique(known)) == 2
        truth = np.eye(len(head.bias))[known]
        pull = C * (truth - np.exp(log_softmax(head.scores(rows))))
        parts: Float64 = (alike - alike.mean()) * (pull[:, wins] - pull[:, loses]) / (2 if two else 1)
        return parts
    shares = np.zeros(len(known))
    for sign, kind in ((1.0, wins), (-1.0, loses)):
        own = known == kind
        length = float(np.linalg.norm(np.asarray(own.astype(np.float64) @ rows)))
        shares[own] += sign * alike[own] / (length or 1.0)
    return shares


def drawn(labels: NDArray[np.int64], test: NDArray[np.bool_], size: int, seed: int, draw: int = 0) -> NDArray[np.int64]:
    """Draw ``size`` rows of each class that are not for the test -> (m,) rows; all of a class that has fewer.

    A larger size holds the rows of a smaller one, so a curve goes on with what it has. The same seed and draw give the
    same rows.
    """
    found = []
    for kind in range(int(labels.max()) + 1):
        own = np.flatnonzero((labels == kind) & ~test)
        found.append(np.random.default_rng([seed, draw, kind]).permutation(own)[:size])
    return np.concatenate(found)


def usable_sizes(labels: NDArray[np.int64], test: NDArray[np.bool_]) -> tuple[int, ...]:
    """Those of ``SIZES`` that at least half of the classes have so many examples for; always the first."""
    counts = np.bincount(labels[~test], minlength=int(labels.max()) + 1)
    return tuple(size for size in SIZES if size == SIZES[0] or np.median(counts) >= size)


@dataclass(frozen=True, eq=False)
class Measured:
    """How well heads do on t test texts after s sizes of training, each from r draws.

    Attributes:
        accuracy: (s, r) float64, shares of the test texts that got their class, 0 to 1.
        right: (s, t) int64, in how many of the r draws a text got its class.
    """

    accuracy: Float64
    right: NDArray[np.int64]


def measured(
    rows: Matrix, labels: NDArray[np.int64], test: NDArray[np.bool_], name: HeadName, sizes: tuple[int, ...],
    *, seed: int = 0, draws: int = 5,
) -> Measured:  # fmt: skip
    """Train heads on 1, 2, 4 ... examples a class and let them tell the classes of the test texts -> ``Measured``.

    Args:
        rows: (n, d), frozen.
        labels: (n,) 0 to k - 1.
        test: (n,) which rows are tested on and never learnt from.
        name: the head.
        sizes: examples of each class.
        seed: of all draws.
        draws: how often the examples are drawn anew.
    """
    held, truth, classes = rows[np.flatnonzero(test)], labels[test], int(labels.max()) + 1
    accuracy = np.zeros((len(sizes), draws))
    right = np.zeros((len(sizes), len(truth)), np.int64)
    for place, size in enumerate(sizes):
        for draw in range(draws):
            learnt = drawn(labels, test, size, seed, draw)
            hits = fit_head(rows[learnt], labels[learnt], classes, name).classes(held) == truth
            accuracy[place, draw] = hits.mean()
            right[place] += hits
    return Measured(accuracy, right)

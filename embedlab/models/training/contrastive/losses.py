"""The two objectives as loss and gradient, derived by hand so that a reader can follow every factor."""

import numpy as np

from embedlab.models.training.contrastive.bags import Floats, unit


def in_batch(left: Floats, right: Floats, temperature: float) -> tuple[float, Floats, Floats]:
    """Return the in-batch softmax loss of n pairs and its gradient by both sides.

    Row i of ``left`` belongs to row i of ``right``; the other n - 1 rows are its negatives (Henderson et al. 2017;
    InfoNCE, van den Oord et al. 2018). With cosines S, ``loss = -mean_i log softmax_j(S_ij / temperature)_i``,
    averaged with the same over the columns, so that neither side is favoured.

    Args:
        left: (n, d), any length.
        right: (n, d), any length.
        temperature: over 0.

    Returns:
        The loss in nats, and its gradients, (n, d) float32 each.
    """
    (a, a_lengths), (b, b_lengths) = unit(left), unit(right)
    scores = (a @ b.T) / np.float32(temperature)
    rows, columns = _softmax(scores, 1), _softmax(scores, 0)
    chosen = np.stack([rows.diagonal(), columns.diagonal()])
    loss = float(-np.log(np.maximum(chosen, np.finfo(np.float32).tiny)).mean())
    pull = (rows + columns) / 2
    pull[np.diag_indices_from(pull)] -= 1
    pull /= np.float32(len(pull) * temperature)
    return loss, _through_unit(pull @ b, a, a_lengths), _through_unit(pull.T @ a, b, b_lengths)


def simcse(vectors: Floats, masks: tuple[Floats, Floats], temperature: float) -> tuple[float, Floats]:
    """Return the loss of unsupervised SimCSE (Gao et al. 2021) and its gradient.

    Each text is paired with itself under another dropout mask; the other texts are its negatives.

    Args:
        vectors: (n, d), any length.
        masks: two arrays (n, d) as `dropout_mask` makes them.
        temperature: over 0.
    """
    first, second = masks
    loss, left, right = in_batch(vectors * first, vectors * second, temperature)
    return loss, left * first + right * second


def dropout_mask(shape: tuple[int, ...], share: float, rng: np.random.Generator) -> Floats:
    """Return an array of zeros, a ``share`` of it on average, and of 1 / (1 - share) elsewhere, float32."""
    kept = rng.random(shape, dtype=np.float32) >= np.float32(share)
    return kept / np.float32(1 - share)


def _softmax(scores: Floats, axis: int) -> Floats:
    powers = np.exp(scores - scores.max(axis=axis, keepdims=True))
    normal: Floats = powers / powers.sum(axis=axis, keepdims=True)
    return normal


def _through_unit(gradient: Floats, vectors: Floats, lengths: Floats) -> Floats:
    """The gradient before scaling to length 1: only what is across the vector counts, divided by its length."""
    along = (gradient * vectors).sum(axis=1, keepdims=True)
    return (gradient - along * vectors) / lengths

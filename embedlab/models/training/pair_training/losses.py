"""The two objectives as loss and gradient, derived by hand so that a reader can follow every factor."""

import numpy as np

from embedlab.models.training.pair_training.bags import Floats, unit


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
    scores: Floats = (a @ b.T) / np.float32(temperature)
    (by_row, rows), (by_column, columns) = _cross_entropy(scores), _cross_entropy(scores.T)
    pull: Floats = (rows + columns.T) * np.float32(0.5)
    pull[np.diag_indices_from(pull)] -= 1
    pull /= np.float32(len(pull) * temperature)
    gradients = _through_unit(pull @ b, a, a_lengths), _through_unit(pull.T @ a, b, b_lengths)
    return (by_row + by_column) / 2, *gradients


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
    gradient: Floats = left * first + right * second
    return loss, gradient


def dropout_mask(shape: tuple[int, ...], share: float, rng: np.random.Generator) -> Floats:
    """Return an array of zeros, a ``share`` of it on average, and of 1 / (1 - share) elsewhere, float32."""
    kept = (rng.random(shape, dtype=np.float32) >= np.float32(share)).astype(np.float32)
    mask: Floats = kept / np.float32(1 - share)
    return mask


def _cross_entropy(scores: Floats) -> tuple[float, Floats]:
    """The mean of -log softmax at the diagonal, over the rows of (n, n), and the softmax itself."""
    shifted = scores - scores.max(axis=1, keepdims=True)  # so that no power overflows, however low the temperature
    powers = np.exp(shifted)
    sums = powers.sum(axis=1, keepdims=True)
    loss = float((np.log(sums[:, 0]) - shifted.diagonal()).mean())
    return loss, powers / sums


def _through_unit(gradient: Floats, vectors: Floats, lengths: Floats) -> Floats:
    """The gradient before scaling to length 1: only what is across the vector counts, divided by its length."""
    along = (gradient * vectors).sum(axis=1, keepdims=True)
    across: Floats = (gradient - along * vectors) / lengths
    return across

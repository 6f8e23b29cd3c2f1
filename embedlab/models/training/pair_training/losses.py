"""The two objectives as loss and gradient, derived by hand so that a reader can follow every factor."""

import numpy as np

from embedlab.compute.arrays import Float32, Float64, unit_and_lengths
from embedlab.compute.contrastive import in_batch


def pair_loss(left: Float32, right: Float32, temperature: float) -> tuple[float, Float32, Float32]:
    """Return the in-batch loss of n pairs, by rows and by columns, and its gradient by both sides.

    Row i of ``left`` belongs to row i of ``right``; the other n - 1 rows are its negatives. The loss itself is
    ``compute.contrastive.in_batch`` of their cosines.

    Args:
        left: (n, d), any length.
        right: (n, d), any length.
        temperature: over 0.

    Returns:
        The loss in nats, and its gradients, (n, d) float32 each.
    """
    (a, a_lengths), (b, b_lengths) = unit_and_lengths(left), unit_and_lengths(right)
    found = in_batch(a @ b.T, temperature, "both")
    pull: Float32 = found.probabilities.astype(np.float32)  # by the cosines: (p_ij - [i = j]) / (n T)
    pull[np.diag_indices_from(pull)] -= 1
    pull /= len(pull) * temperature
    return found.mean, through_unit(pull @ b, a, a_lengths), through_unit(pull.T @ a, b, b_lengths)


def simcse(vectors: Float32, masks: tuple[Float32, Float32], temperature: float) -> tuple[float, Float32]:
    """Return the loss of unsupervised SimCSE (Gao et al. 2021) and its gradient.

    Each text is paired with itself under another dropout mask; the other texts are its negatives.

    Args:
        vectors: (n, d), any length.
        masks: two arrays (n, d) as `dropout_mask` makes them.
        temperature: over 0.
    """
    first, second = masks
    loss, left, right = pair_loss(vectors * first, vectors * second, temperature)
    gradient: Float32 = left * first + right * second
    return loss, gradient


def dropout_mask(shape: tuple[int, ...], share: float, rng: np.random.Generator) -> Float32:
    """Return an array of zeros, a ``share`` of it on average, and of 1 / (1 - share) elsewhere, float32."""
    kept = (rng.random(shape, dtype=np.float32) >= np.float32(share)).astype(np.float32)
    mask: Float32 = kept / np.float32(1 - share)  # what is left makes up for what is gone: the mean stays
    return mask


def through_unit(gradient: Float32, vectors: Float32, lengths: Float64) -> Float32:
    """The gradient before scaling to length 1: only what is across the vector counts, divided by its length."""
    along = (gradient * vectors).sum(axis=1, keepdims=True)
    across: Float32 = gradient - along * vectors
    across /= np.where(lengths > 0, lengths, 1)[:, None].astype(np.float32)
    return across

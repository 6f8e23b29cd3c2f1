"""What the home page computes and its text may name."""

from collections.abc import Mapping

CHOICES: Mapping[str, tuple[str, ...]] = {}
"""Home has no quiz."""

NUMBERS: Mapping[str, type] = {
    "model": str,
    "cosine_ab": float,
    "cosine_ac": float,
    "shared_ab": int,
    "shared_ac": int,
    "below_ab": float,
}
"""Kinds and units.

Cosines run from -1 to 1, ``below_ab`` (share of random pairs that are less similar than A and B) from 0 to 1.
``shared_ab`` and ``shared_ac`` count the words that the two texts share.
"""

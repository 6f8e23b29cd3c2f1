"""Texts that say the same again: exactly, or with most of their runs of words in common.

Overlap of meaning is no part of this: it needs a model, and vectors are compared in ``similarity``.
"""

from collections.abc import Sequence
from hashlib import blake2b
from typing import Final

import numpy as np
from numpy.typing import NDArray

from embedlab.words import folded_terms

SHINGLE: Final = 3
"""Words in a run; Broder (1997) took ten for whole web pages, of which a passage has too few."""
SAME: Final = 0.8
"""From this Jaccard index on two texts are near-duplicates."""
_PRIME: Final = np.uint64((1 << 31) - 1)
_SEED: Final = 20

Shingles = frozenset[tuple[str, ...]]


def shingles(text: str, size: int = SHINGLE) -> Shingles:
    """Return the runs of ``size`` words that stand in a text, repeats once; of a shorter text all its words as one run.

    Words are compared whatever their case; signs between them and line breaks do not count. Empty for no word.

    Raises:
        ValueError: ``size`` is below 1.
    """
    if size < 1:
        raise ValueError(f"a run of {size} words is none")
    words = [term for term, _ in folded_terms(text)]
    if not words:
        return frozenset()
    return frozenset(tuple(words[at : at + size]) for at in range(max(1, len(words) - size + 1)))


def jaccard(one: Shingles, other: Shingles) -> float:
    """Return how much two sets have in common, |A and B| / |A or B| (Jaccard 1901), 0 to 1; 0 for two empty ones."""
    union = len(one | other)
    return len(one & other) / union if union else 0.0


def min_hashes(sets: Sequence[Shingles], hashes: int = 128) -> NDArray[np.uint64]:
    """Return a signature for each set, (n, hashes) uint64: the smallest of its members by each of so many hashes.

    Two signatures agree in a share of their places that is the Jaccard index of their sets on average, with a standard
    error of at most 1 / (2 sqrt(hashes)) (Broder 1997): 0.044 for 128. Each hash is a x + b modulo 2^31 - 1 of a
    member's number (Carter and Wegman 1979), with a seed of its own that never changes. An empty set agrees with none
    but empty ones.

    Raises:
        ValueError: ``hashes`` is below 1.
    """
    if hashes < 1:
        raise ValueError(f"{hashes} hashes are none")
    rng = np.random.default_rng(_SEED)
    factors = rng.integers(1, int(_PRIME), hashes, dtype=np.uint64)
    shifts = rng.integers(0, int(_PRIME), hashes, dtype=np.uint64)
    found = np.full((len(sets), hashes), _PRIME, dtype=np.uint64)
    for row, members in enumerate(sets):
        if members:
            own = np.fromiter(map(_number, members), dtype=np.uint64, count=len(members))
            found[row] = ((own[:, None] * factors + shifts) % _PRIME).min(axis=0)
    return found


def _number(member: tuple[str, ...]) -> int:
    """A number below 2^31 - 1, the same in every process; scattered, as neighbours have their smallest too seldom."""
    return int.from_bytes(blake2b("\0".join(member).encode("utf-8", "surrogatepass"), digest_size=8).digest()) % int(
        _PRIME
    )


def signature_agreement(one: NDArray[np.uint64], other: NDArray[np.uint64]) -> float:
    """Return the share of places in which two signatures (hashes,) agree, 0 to 1: an estimate of ``jaccard``."""
    return float(np.mean(one == other))


def agreement_matrix(signatures: NDArray[np.uint64]) -> NDArray[np.float32]:
    """Return ``signature_agreement`` of each two of n signatures, (n, hashes) -> (n, n) float32, symmetric."""
    narrow = signatures.astype(np.uint32)  # all are below 2^31, and half the bytes are compared in half the time
    found = np.ones((len(narrow), len(narrow)), dtype=np.float32)
    for row in range(1, len(narrow)):
        found[row, :row] = np.count_nonzero(narrow[:row] == narrow[row], axis=1) / np.float32(narrow.shape[1])
        found[:row, row] = found[row, :row]
    return found


def repeated_texts(texts: Sequence[str]) -> list[int | None]:
    """Return for each text the first before it that is the same but for white space at its ends, or None."""
    firsts: dict[str, int] = {}
    found = [firsts.setdefault(text.strip(), place) for place, text in enumerate(texts)]
    return [first if first < place else None for place, first in enumerate(found)]


def repeats_by(similarity: NDArray[np.float64], least: float) -> list[int | None]:
    """Return for each of n texts the first before it that is as similar as ``least`` and repeats none itself, or None.

    ``similarity`` (n, n) float64, symmetric; only what stands below its diagonal is read.
    """
    found: list[int | None] = []
    for place in range(len(similarity)):
        earlier = (other for other in range(place) if found[other] is None and similarity[place, other] >= least)
        found.append(next(earlier, None))
    return found


def jaccard_matrix(texts: Sequence[str], size: int = SHINGLE) -> NDArray[np.float64]:
    """Return the Jaccard index of the runs of words of each two texts, (n, n) float64 in [0, 1], symmetric."""
    sets = [shingles(text, size) for text in texts]
    found = np.zeros((len(texts), len(texts)))
    for place, one in enumerate(sets):
        for other in range(place + 1):
            found[place, other] = found[other, place] = jaccard(one, sets[other])
    return found

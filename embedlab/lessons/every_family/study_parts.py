"""What the words of one side bring to a score beside what is lost without each of them: two numbers that can differ."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.agreement import spearman
from embedlab.lessons.every_family.study_tokens import Occlusion
from embedlab.studies.word_parts import WordParts

_FEWEST: Final = 3
"""Words below which an order says nothing: two are alike or reversed."""
_SAME_DIGITS: Final = 6
"""Decimals to which two changes are told apart; scores of models are in float32."""


def paired(parts: WordParts, found: Occlusion) -> NDArray[np.float64]:
    """Both numbers of each word that has both, (2, m) float64: what it brings, and what is lost without it."""
    brings = dict(zip(parts.words, parts.values.tolist(), strict=True))
    both = [(brings[span], lost) for span, lost in zip(found.words, found.changes.tolist(), strict=True)]
    kept = [pair for pair in both if np.isfinite(pair[1])]
    return np.array(kept, dtype=np.float64).reshape(-1, 2).T


def rank_agreement(parts: WordParts, found: Occlusion) -> float | None:
    """Spearman's correlation of parts and changes over words, -1 to 1; None below three words or where all are equal.

    Changes that differ by rounding alone count as equal.
    """
    brings, lost = (values.round(_SAME_DIGITS) for values in paired(parts, found))
    alike = any(values.size < _FEWEST or np.ptp(values) == 0 for values in (brings, lost))
    return None if alike else spearman(brings, lost)

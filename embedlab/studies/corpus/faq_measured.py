"""What is measured on the FAQ collection and ships with lesson 8, as records; its ``shipped_steps`` measures it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embedlab.studies.corpus.findings import Findings
from embedlab.studies.shipped_store import load_shipped


@dataclass(frozen=True, eq=False)
class Measured:
    """What S set-ups reached on Q questions.

    Attributes:
        ranks: (S, Q) int16, the rank of the answer among the first hundred, counted from 1; 0 where it is not there.
        findings: measures, tests, times, models and versions; its checksum is that of the texts that were searched.
    """

    ranks: NDArray[np.int16]
    findings: Findings


@dataclass(frozen=True, eq=False)
class FaqMeasured:
    """What was measured on the FAQ collection.

    Attributes:
        every: the set-ups that have answered all questions.
        sample: all set-ups on a random part of the questions, the same for all; None where none is so slow that it is
            measured on a part alone.
    """

    every: Measured
    sample: Measured | None

    @property
    def widest(self) -> Measured:
        """What has all set-ups in it."""
        return self.sample or self.every


def load_faq_measured() -> FaqMeasured | None:
    """What was measured on the FAQ collection; None where that does not ship."""
    return load_shipped("own_corpus", "faq", FaqMeasured)

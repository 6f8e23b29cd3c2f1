"""What lesson 8 ships: how every set-up does on the questions of the FAQ collection.

``shipped_steps`` computes it; here it is read.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from embedlab.models.runtime import Runtime
from embedlab.models.settings import read_settings
from embedlab.studies.corpus.findings import Findings
from embedlab.studies.corpus.runs import Runs
from embedlab.studies.shipped_store import load_shipped

LESSON: Final = "own_corpus"
SHIPPED_DOCUMENTS: Final = 20
"""Documents that ship of each ranking."""


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


def shipped_kinds() -> dict[str, type]:
    """The record in each file, by the file's name; the runs are those of ``FaqMeasured.widest``."""
    return {"faq": FaqMeasured, "runs-faq": Runs}


def load_faq_measured() -> FaqMeasured | None:
    """What was measured on the FAQ collection; None where that does not ship."""
    return load_shipped(LESSON, "faq", FaqMeasured)


def load_faq_findings(index: str | None = None) -> Findings | None:
    """Return what all set-ups reached; None where it does not ship, or is of other texts than those of an index.

    Args:
        index: the key of the index that the page has; None where it has none, and nothing can be compared.
    """
    found = load_faq_measured()
    if found is None or index not in (None, found.every.findings.corpus.checksum):
        return None
    return found.widest.findings


def ship(runtime: Runtime) -> None:
    """Compute what is not computed yet, and write what ships; hours of one core, of which none is lost."""
    from embedlab.lessons.own_corpus.shipped_steps import go_on

    go_on(runtime, read_settings().home / "work")

"""What lesson 8 shows: a collection, and what an evaluation found on it."""

from dataclasses import dataclass
from typing import Final, Literal

from embedlab.lessons.own_corpus.examples import SHIPPED
from embedlab.studies.corpus.findings import METRICS, Estimate, Findings, SetUpFound
from embedlab.studies.corpus.open_corpus import OpenCorpus
from embedlab.studies.corpus.set_ups import HYBRIDS

Kind = Literal["words", "vector", "mixture", "again"]
"""What kind of search a set-up is: words counted, one vector a text, a mixture, or candidates ranked again."""

LUCK: Final = 0.05
"""A difference whose corrected p-value is below this is taken for more than luck."""


@dataclass(frozen=True, eq=False)
class Chosen:
    """What every part of the page gets.

    Attributes:
        id: of the collection: the name of a shipped one, or 32 hexadecimal digits.
        name: what a reader calls it.
        corpus: its texts; None where it is not on this server.
        findings: what an evaluation found; None where there was none yet.
        metric: which measure the first figure shows, one of ``METRICS``.
    """

    id: str
    name: str
    corpus: OpenCorpus | None
    findings: Findings | None
    metric: str = METRICS[0]

    @property
    def shipped(self) -> bool:
        """Whether the collection comes with EmbedLab."""
        return self.id in SHIPPED

    @property
    def measured(self) -> list[tuple[SetUpFound, Estimate]]:
        """The set-ups that have the chosen measure, in their order, with it."""
        found = self.findings.set_ups if self.findings is not None else ()
        return [(each, each.metrics[self.metric]) for each in found if self.metric in each.metrics]

    @property
    def ordered(self) -> list[tuple[SetUpFound, Estimate]]:
        """The same, best first."""
        return sorted(self.measured, key=lambda row: -row[1].mean)


def kind_of(set_up: str) -> Kind:
    """What kind of search a set-up is, as it is written."""
    if ">" in set_up:
        return "again"
    return "words" if set_up == "bm25" else "mixture" if set_up in HYBRIDS else "vector"


def level_with_best(findings: Findings) -> list[SetUpFound]:
    """The set-ups, without the best itself, whose difference from it is no more than luck may make."""
    return [
        findings.found(test.first if test.second == findings.best.set_up else test.second)
        for test in findings.against_best
        if findings.best is not None and test.adjusted >= LUCK
    ]

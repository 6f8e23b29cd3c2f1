"""What the page shows: the searches beside each other, in rows and in a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, SupportsFloat

from embedlab.lessons.fine_tuning.study import DEPTHS, Found, Outcome, Settings, Step, Way
from embedlab.lessons.fine_tuning.study_files import SHIPPED, Domain
from embedlab.models.training import Job
from embedlab.models.training.specs import TuningDepth, TuningSpec
from embedlab.numbers_text import between, change, p_value, signed, whole

NAMES: Final[dict[Way, str]] = {
    "bm25": "BM25", "before": "Generalist", "hybrid-before": "Generalist + BM25", "weighted-before":
    "Generalist, weighted", "after": "Tuned", "hybrid-after": "Tuned + BM25", "weighted-after": "Tuned, weighted",
}  # fmt: skip
FAMILY: Final[dict[Way, str]] = {
    "bm25": "lexical", "before": "dense", "after": "dense", "hybrid-before": "hybrid", "hybrid-after": "hybrid",
    "weighted-before": "hybrid", "weighted-after": "hybrid",
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Shown:
    """What the page shows.

    Attributes:
        domain: the pairs that are chosen, and what is read.
        outcome: this visitor's last tuning on them that has ended, or the shipped one of the chosen depth; None where
            there is neither.
        shipped: what ships for this domain, by depth.
        spec: what the controls say.
        job: the tuning that was asked for last, None while there is none.
        live: whether it ran when the page looked.
    """

    domain: Domain
    outcome: Outcome | None
    spec: TuningSpec
    shipped: Mapping[TuningDepth, Outcome] = field(default_factory=dict)
    job: Job[Any, Any] | None = None
    live: bool = False

    @property
    def own_domain(self) -> bool:
        """Whether the pairs are a visitor's own."""
        return self.domain.id != SHIPPED

    @property
    def own(self) -> bool:
        """Whether the outcome is a tuning of this visitor."""
        return self.outcome is not None and bool(self.outcome.key)

    @property
    def unfinished(self) -> Job[Any, Any] | None:
        """The tuning whose loss is shown instead of the outcome's: it goes on, or gave no result."""
        if self.job is None:
            return None
        shown = self.outcome is not None and self.outcome.key == self.job.key and self.job.state == "done"
        return None if shown else self.job

    @property
    def steps(self) -> tuple[Step, ...]:
        """The records to draw; more of them each time while a tuning runs."""
        if self.unfinished is not None:
            return tuple(Step(each.step, each.seconds, each.loss) for each in self.unfinished.steps)
        return () if self.outcome is None else self.outcome.steps

    @property
    def settings(self) -> Settings | None:
        """What the loss was tuned with; None when there is nothing to show."""
        if self.unfinished is not None:
            assert isinstance(self.unfinished.spec, TuningSpec)
            return Settings.of(self.unfinished.spec)
        return None if self.outcome is None else self.outcome.settings


@dataclass(frozen=True, eq=False)
class Row:
    """A way of searching with its name in the figure."""

    name: str
    way: Way
    found: Found
    family: str


def rows_of(shown: Shown) -> list[Row]:
    """The rows of the first figure: words, the generalist, each tuned model, alone and with words."""
    outcome = shown.outcome
    if outcome is None:
        return []
    common: tuple[Way, ...] = ("bm25", "before", "hybrid-before")
    rows = [Row(NAMES[way], way, outcome.searches[way], FAMILY[way]) for way in common]
    others = {**shown.shipped, outcome.settings.depth: outcome} if not shown.own else dict(shown.shipped)
    for depth in DEPTHS:
        if depth in others:
            rows += _pair(short_depth(depth), others[depth])
    if shown.own:
        rows += _pair("Yours", outcome)
    return rows


def _pair(name: str, outcome: Outcome) -> list[Row]:
    return [
        Row(name, "after", outcome.searches["after"], "dense"),
        Row(f"{name} + BM25", "hybrid-after", outcome.searches["hybrid-after"], "hybrid"),
    ]


def short_depth(depth: TuningDepth) -> str:
    """What a figure calls a tuned model."""
    return {"adapter": "Adapter", "lora": "LoRA", "layers": "Two layers", "whole": "All weights"}[depth]


def outcome_name(outcome: Outcome) -> str:
    """What a sentence calls a tuned model."""
    return f"{'Your' if outcome.key else 'The shipped'} tuning ({short_depth(outcome.settings.depth)})"


def fine(value: SupportsFloat) -> str:
    """Write a difference with three digits: those of a tuning are small."""
    return change(value, 3)


def gain_sentence(outcome: Outcome) -> str:
    """What tuning brought over all queries, and whether that is more than luck."""
    test = outcome.compared()
    before, after = (outcome.searches[way].mean for way in ("before", "after"))
    luck = "more than luck" if test.sure else "within luck"
    return (
        f"{outcome_name(outcome)}: nDCG@10 {signed(before, 3)} before, {signed(after, 3)} after: "
        f"{fine(test.difference)} ({between((test.low, test.high), fine)}) over {whole(outcome.queries)} queries, "
        f"{p_value(test.p)}, {luck}."
    )

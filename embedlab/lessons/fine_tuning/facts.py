"""What lesson 10 computes and its texts may speak of."""

from dataclasses import dataclass
from typing import Literal

from embedlab.content.facts import Facts
from embedlab.lessons.fine_tuning.examples import MODEL
from embedlab.lessons.fine_tuning.shipped import fewest, load_curves
from embedlab.lessons.fine_tuning.study import Outcome
from embedlab.lessons.fine_tuning.study_compare import Compared
from embedlab.lessons.fine_tuning.study_shown import Shown, short_depth
from embedlab.models.catalog import card

Effect = Literal["more", "luck", "less"]
Hurt = Literal["none", "fewer", "as_many_or_more"]
Part = Literal["under_1", "from_1_to_10", "over_10"]
Fewest = Literal["up_to_250", "more", "never"]


@dataclass(frozen=True)
class TuningFacts(Facts):
    """The facts of the tuning that is shown; all nDCG@10, 0 to 1, over the tested queries.

    Attributes:
        depth: what could change, as figures name it.
        queries: how many were tested.
        texts: how many were searched.
        pairs: how many it learnt from.
        before: of the generalist.
        after: of the tuned model.
        difference: after less before.
        low: lower end of its 95 % interval.
        high: upper end of it.
        p: p-value of the randomisation test.
        bm25: of BM25.
        hybrid_before: of the generalist mixed with BM25.
        hybrid_after: of the tuned model mixed with BM25.
        together_p: p-value of their difference.
        wins: queries that tuning helps.
        losses: queries that it hurts.
        stories: change of the agreement with people on news stories, Pearson, -2 to 2.
        definitions: change of nDCG@10 on definitions.
        share: of the model's numbers, those that could change, 0 to 1.
        fewest: the least number of pairs from which on the adapter helps by more than luck.
        effect: what tuning does to the search by meaning.
        together: the same where both are mixed with BM25.
        words: the tuned model against BM25.
        hurt: whether tuning hurts queries, and how many.
        forgot: what it does on definitions.
        part: the share in three steps.
        fewest_choice: the least number of pairs in three steps.
    """

    depth: str | None = None
    queries: int | None = None
    texts: int | None = None
    pairs: int | None = None
    before: float | None = None
    after: float | None = None
    difference: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    bm25: float | None = None
    hybrid_before: float | None = None
    hybrid_after: float | None = None
    together_p: float | None = None
    wins: int | None = None
    losses: int | None = None
    stories: float | None = None
    definitions: float | None = None
    share: float | None = None
    fewest: int | None = None
    effect: Effect | None = None
    together: Effect | None = None
    words: Effect | None = None
    hurt: Hurt | None = None
    forgot: Effect | None = None
    part: Part | None = None
    fewest_choice: Fewest | None = None


def facts(shown: Shown) -> TuningFacts:
    """Return what is known of the tuning that is shown; nothing before there is one."""
    if shown.outcome is None:
        return TuningFacts()
    return facts_of(shown.outcome, len(shown.domain.probe.of("text")))


def facts_of(outcome: Outcome, texts: int) -> TuningFacts:
    """Return what is known of a tuning that was measured on so many texts."""
    gain, words = outcome.compared(), outcome.compared("after", "bm25")
    together = outcome.compared("hybrid-after", "hybrid-before")
    forgotten = outcome.forgotten
    share = outcome.parameters / card(MODEL).parameters
    curve = load_curves().get("adapter")
    point = None if curve is None else fewest(curve)
    first = None if point is None else point.pairs
    return TuningFacts(
        depth=short_depth(outcome.settings.depth),
        queries=outcome.queries,
        texts=texts,
        pairs=outcome.train_pairs,
        before=outcome.searches["before"].mean,
        after=outcome.searches["after"].mean,
        difference=gain.difference,
        low=gain.low,
        high=gain.high,
        p=gain.p,
        bm25=outcome.searches["bm25"].mean,
        hybrid_before=outcome.searches["hybrid-before"].mean,
        hybrid_after=outcome.searches["hybrid-after"].mean,
        together_p=together.p,
        wins=gain.wins,
        losses=gain.losses,
        stories=None if forgotten is None else forgotten.stories[0],
        definitions=None if forgotten is None else forgotten.change.difference,
        share=share,
        fewest=first,
        effect=effect_of(gain),
        together=effect_of(together),
        words=effect_of(words),
        hurt=hurt_of(gain),
        forgot=None if forgotten is None else effect_of(forgotten.change),
        part=part_of(share),
        fewest_choice=None if curve is None else fewest_of(first),
    )


def effect_of(test: Compared) -> Effect:
    """What a difference comes to: more, less, or nothing that luck would not do."""
    if not test.sure:
        return "luck"
    return "more" if test.difference > 0 else "less"


def hurt_of(test: Compared) -> Hurt:
    """How many queries are hurt, beside those that are helped."""
    if not test.losses:
        return "none"
    return "fewer" if test.losses < test.wins else "as_many_or_more"


def part_of(share: float) -> Part:
    """A share of the model's numbers in three steps."""
    return "under_1" if share < 0.01 else "from_1_to_10" if share <= 0.1 else "over_10"


def fewest_of(pairs: int | None) -> Fewest:
    """A number of pairs in three steps."""
    return "never" if pairs is None else "up_to_250" if pairs <= 250 else "more"

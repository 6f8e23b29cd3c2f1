"""What lesson 6 computes and its texts may speak of."""

from dataclasses import dataclass
from typing import Any, Literal

from embedlab.compute.paired import LUCK, McNemar
from embedlab.content.facts import Facts
from embedlab.lessons.symmetric_or_asymmetric.examples import BARE, PREFIXED, SAME, SYMMETRIC
from embedlab.lessons.symmetric_or_asymmetric.shipped import load_task_ranks
from embedlab.lessons.symmetric_or_asymmetric.study import Asymmetric, best_answer
from embedlab.lessons.symmetric_or_asymmetric.study_paired import paired
from embedlab.lessons.symmetric_or_asymmetric.study_tasks import task_test
from embedlab.studies.search_facts import RankChange, rank_change

Kind = Literal["question", "answer", "other"]
Often = Literal["hardly_ever", "sometimes", "mostly"]
Better = Literal["minilm", "bare", "open"]
Setting = Literal["same", "right", "open"]


@dataclass(frozen=True)
class AsymmetryFacts(Facts):
    """The facts of one search, and of the shipped triples.

    Attributes:
        documents: number of texts.
        rank_symmetric: rank of the best ranked answer by the paraphrase model, the mean over tied orders, 1 is first.
        rank_bare: the same by E5 without its prefixes.
        rank_prefixed: the same by E5 with them.
        symmetric_first: kind of the text that the paraphrase model puts first.
        prefix_effect: ``rank_prefixed`` against ``rank_bare``.
        triples: number of shipped triples.
        related_paraphrase: share of the triples, 0 to 1, whose answer stands above the related question, by the
            paraphrase model.
        related_minilm: the same by all-MiniLM-L6-v2; ``_low`` and ``_high`` bound its 95 % interval (Wilson).
        related_bare: the same by E5 without its prefixes.
        related_prefixed: the same by E5 with them.
        control_named: the same by E5 with them against the full paraphrase, by the answer that names the topic.
        control_entry: the same by the answer that does not name it.
        answer_beats_paraphrase: ``control_entry`` in three steps.
        only_minilm: questions that MiniLM alone got right, of MiniLM and E5 without its prefixes.
        only_bare: the same by E5 without its prefixes.
        better_p: how likely luck alone divides these questions as unevenly (McNemar), 0 to 1.
        better: which of the two is better, if that is unlikely to be luck.
        duplicates_same: of as many questions as there are triples, how many find themselves in other words first, by
            E5 with the query's prefix on both sides.
        duplicates_right: the same with a prefix for each role.
        duplicates_p: how likely luck alone divides them as unevenly (McNemar), 0 to 1.
        duplicates_better: which of the two is better at it, if that is unlikely to be luck.
    """

    documents: int | None = None
    rank_symmetric: float | None = None
    rank_bare: float | None = None
    rank_prefixed: float | None = None
    symmetric_first: Kind | None = None
    prefix_effect: RankChange | None = None
    triples: int | None = None
    related_paraphrase: float | None = None
    related_minilm: float | None = None
    related_minilm_low: float | None = None
    related_minilm_high: float | None = None
    related_bare: float | None = None
    related_bare_low: float | None = None
    related_bare_high: float | None = None
    related_prefixed: float | None = None
    control_named: float | None = None
    control_entry: float | None = None
    answer_beats_paraphrase: Often | None = None
    only_minilm: int | None = None
    only_bare: int | None = None
    better_p: float | None = None
    better: Better | None = None
    duplicates_same: int | None = None
    duplicates_right: int | None = None
    duplicates_p: float | None = None
    duplicates_better: Setting | None = None


def facts(found: Asymmetric) -> AsymmetryFacts:
    """Return what is known; nothing while a ranking is missing, or when no text is called an answer."""
    rankings = [found.results.get(SYMMETRIC), found.bare, found.results.get(PREFIXED)]
    ranks = [best_answer(found.search, result) for result in rankings if result]
    if len(ranks) < len(rankings) or None in ranks or not found.scores:
        return AsymmetryFacts()
    symmetric, before, after = (rank or 0 for rank in ranks)
    summed = [found.scores[key].against_related for key in (SYMMETRIC, "all-minilm-l6-v2", BARE, PREFIXED)]
    paraphrase, minilm, bare, prefixed = summed
    test = paired(found.scores["all-minilm-l6-v2"], found.scores[BARE])
    named, entry = found.scores[PREFIXED].against_paraphrase()
    return AsymmetryFacts(
        documents=len(found.search.documents),
        rank_symmetric=symmetric,
        rank_bare=before,
        rank_prefixed=after,
        symmetric_first=_kind(found.kind_on_top(SYMMETRIC)),
        prefix_effect=rank_change(before, after),
        triples=len(found.scores[PREFIXED].answer),
        related_paraphrase=paraphrase.share,
        related_minilm=minilm.share,
        related_minilm_low=minilm.share_interval[0],
        related_minilm_high=minilm.share_interval[1],
        related_bare=bare.share,
        related_bare_low=bare.share_interval[0],
        related_bare_high=bare.share_interval[1],
        related_prefixed=prefixed.share,
        control_named=named,
        control_entry=entry,
        answer_beats_paraphrase=control_choice(entry),
        only_minilm=test.first,
        only_bare=test.second,
        better_p=test.p,
        better=better_choice(test),
        **_duplicates(),
    )


def _duplicates() -> dict[str, Any]:
    """How often a question finds itself in other words, by the same weights under two settings; empty when unknown."""
    ranks = load_task_ranks()
    if not {SAME, PREFIXED} <= ranks.keys():
        return {}
    test = task_test(ranks, "duplicate", SAME, PREFIXED)
    return {
        "duplicates_same": int(ranks[SAME].found("duplicate").sum()),
        "duplicates_right": int(ranks[PREFIXED].found("duplicate").sum()),
        "duplicates_p": test.p,
        "duplicates_better": setting_choice(test),
    }


def _kind(kind: str) -> Kind:
    return "question" if kind == "question" else "answer" if kind == "answer" else "other"


def control_choice(share: float) -> Often:
    """Return how often the entry beats the paraphrase: below 10 %, below half, or more; ``share`` is 0 to 1."""
    return "hardly_ever" if share < 0.1 else "sometimes" if share < 0.5 else "mostly"


def setting_choice(test: McNemar) -> Setting:
    """Return which setting finds more duplicates, the same prefix twice first; "open" where that may be luck."""
    if test.p >= LUCK:
        return "open"
    return "same" if test.first > test.second else "right"


def better_choice(test: McNemar) -> Better:
    """Return which of two models, MiniLM first, is better; "open": what divides them may be luck, p is 0.05 or more."""
    if test.p >= LUCK:
        return "open"
    return "minilm" if test.first > test.second else "bare"

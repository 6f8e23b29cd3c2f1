"""What can be taken away from lesson 6."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from embedlab.content.triples import load_triples
from embedlab.lessons.symmetric_or_asymmetric.examples import PREFIXED, SHORT, SYMMETRIC
from embedlab.lessons.symmetric_or_asymmetric.study import Asymmetric, TripleScores
from embedlab.lessons.symmetric_or_asymmetric.study_paired import pairings
from embedlab.lessons.symmetric_or_asymmetric.study_tasks import TASKS, TaskRanks
from embedlab.lessons.symmetric_or_asymmetric.study_tied import Contest
from embedlab.models.catalog import card
from embedlab.studies.public_models import TOWERS, public_name
from embedlab.studies.rank.ranker import Prefixes
from embedlab.studies.rows import Rows
from embedlab.studies.searches import Result, Search, rank_rows

_SYMMETRIC: Final = (SYMMETRIC, "all-minilm-l6-v2")
_TOWERS: Final = "two-tower-embedlab"
_CROSS: Final = "ms-marco-minilm-l12-v2"


@dataclass(eq=False)
class Takeaway:
    """The setting of the prefixes that the page shows, the ranking under it, and the search that was ranked.

    The prefix laboratory is drawn apart from the page, and the notebook is made between two runs, when no session can
    be read. So the laboratory writes down here what it shows.
    """

    prefixes: Prefixes = "right"
    prefixed: Result | None = None
    search: Search | None = None


def tables(found: Asymmetric) -> Mapping[str, Callable[[], Rows]]:
    """Return the tables that can be exported, each made only when it is asked for."""
    return {
        "Rankings": partial(rank_rows, found.search, tuple(found.results.values())),
        "Triples": partial(triple_rows, found.scores),
    }


def triple_rows(scores: Mapping[str, TripleScores]) -> Rows:
    """Every score of every triple."""
    return [
        {
            "model": key,
            "question": triple.question,
            "related": float(found.related[i]),
            "answer": float(found.answer[i]),
            "entry": float(found.entry[i]),
            "paraphrase": float(found.paraphrase[i]),
        }
        for key, found in scores.items()
        for i, triple in enumerate(load_triples())
    ]


def measurement_rows(scores: Mapping[str, TripleScores]) -> Rows:
    """What was measured of each model and prompt over the triples, with both intervals."""
    rows = []
    for key, found in scores.items():
        summed, (named, entry) = found.against_related, found.against_paraphrase()
        (low, high), (least, most) = summed.share_interval, summed.margin_interval
        rows.append({
            "model": key, "beats_related": summed.share, "low": low, "high": high, "margin": summed.margin,
            "margin_low": least, "margin_high": most, "beats_paraphrase": named, "entry_beats_paraphrase": entry,
        })  # fmt: skip
    return rows


def pairing_rows(scores: Mapping[str, TripleScores], against: str) -> Rows:
    """Each model beside the one it is compared with: McNemar's test, corrected by Holm, and the bootstrap's margin."""
    return [
        {
            "model": each.asked.key, "compared_with": against, "questions": each.test.items,
            "it_alone_right": each.test.first, "other_alone_right": each.test.second, "p": each.test.p,
            "p_corrected": each.p, "margin_difference": each.margin[0], "low": each.margin[1], "high": each.margin[2],
        }
        for each in pairings(scores, against)
    ]  # fmt: skip


def contest_rows(contests: Sequence[Contest]) -> Rows:
    """What two towers and one were asked on the same items, with McNemar's test."""
    return [
        {
            "right_when": each.name, "items": each.test.items, "two_towers": each.two, "one_tower": each.one,
            "two_alone_right": each.test.first, "one_alone_right": each.test.second, "p": each.test.p,
        }
        for each in contests
    ]  # fmt: skip


def task_rows(ranks: Mapping[str, TaskRanks]) -> Rows:
    """How often each model put first what was looked for, in each task, with Wilson's interval."""
    return [
        {"model": key, "task": task, **dict(zip(("came_first", "low", "high"), found.share(task), strict=True))}
        for task in TASKS
        for key, found in ranks.items()
    ]


def prefix_rows(search: Search, prefixes: Prefixes, before: Result, after: Result) -> Rows:
    """Score and rank of each text without prefixes and under a setting of them."""
    return [
        {
            "text": document.text, "kind": document.kind, "prefixes": prefixes,
            "score": float(after.scores[i]), "rank": int(after.ranking.ranks[i]),
            "score_without": float(before.scores[i]), "rank_without": int(before.ranking.ranks[i]),
        }
        for i, document in enumerate(search.documents)
    ]  # fmt: skip


def notebook(found: Asymmetric, takeaway: Takeaway) -> Mapping[str, object]:
    """Return the values of the notebook's parameters: texts, models and prefixes, and the scores on the page."""
    prompts = card(PREFIXED).prompts

    def shown() -> Takeaway:
        return takeaway if takeaway.search == found.search else Takeaway()

    return {
        "query": found.search.query,
        "texts": list(found.search.texts),
        "kinds": found.kinds,
        "symmetric": {SHORT[model]: public_name(model) for model in _SYMMETRIC},
        "prefixed": public_name(PREFIXED),
        "prompts": {"query": prompts.query, "document": prompts.document},
        "prefixes": lambda: shown().prefixes,
        "towers": list(TOWERS),
        "cross": public_name(_CROSS),
        "page": lambda: _scores(found, shown()),
    }


def _scores(found: Asymmetric, shown: Takeaway) -> dict[str, list[float]]:
    named = {SHORT[model]: found.results.get(model) for model in _SYMMETRIC}
    prefixed = found.results.get(PREFIXED) if shown.prefixes == "right" else shown.prefixed
    named |= {"no prefix": found.bare, "with prefix": prefixed}
    named |= {SHORT[model]: found.results.get(model) for model in (_TOWERS, _CROSS)}
    return {name: result.scores.round(4).tolist() for name, result in named.items() if result is not None}

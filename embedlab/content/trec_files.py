"""Runs and judgements as lines of TREC, so that trec_eval and every other tool of the field can measure them again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from embedlab.content.gathered import Judgement

_NO_ID: Final = "-"


def run_lines(found: Mapping[str, Sequence[tuple[str, float]]], tag: str) -> Iterator[str]:
    """Yield the lines of a run: query, Q0, document, rank from 1, score, tag.

    Tools of TREC sort by the score alone, and equal scores by their own rule: where scores do not fall from one
    document to the next, the rank would be lost, so every score is then the negative rank.

    Args:
        found: by the id of a query, the ids of documents with their scores, best first.
        tag: names the run; white space in it becomes "_".
    """
    name = _plain(tag)
    for query, ranked in found.items():
        scores = [score for _, score in ranked]
        falling = all(before > after for before, after in pairwise(scores))
        for rank, (document, score) in enumerate(ranked, 1):
            yield f"{_plain(query)} Q0 {_plain(document)} {rank} {float(score) if falling else -float(rank)!r} {name}\n"


def qrels_lines(judgements: Iterable[Judgement]) -> Iterator[str]:
    """Yield the lines of judgements: query, 0, document, grade."""
    for query, document, grade in judgements:
        yield f"{_plain(query)} 0 {_plain(document)} {grade}\n"


def topics_lines(queries: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield queries, ids and texts, as lines of an id, a tab and a text."""
    for query, text in queries:
        yield f"{_plain(query)}\t{' '.join(text.split())}\n"


def _plain(text: str) -> str:
    """A text without the white space that would end it."""
    return "_".join(text.split()) or _NO_ID

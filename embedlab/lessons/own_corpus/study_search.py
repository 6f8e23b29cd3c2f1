"""What a search in a collection shows: which set-ups there are, which of them can answer, and how their lists agree."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np
from numpy.typing import NDArray

from embedlab.errors import EmbedLabError
from embedlab.models.cards import ModelCard
from embedlab.models.local import find_card
from embedlab.models.runtime import Runtime
from embedlab.numbers_text import measured, whole
from embedlab.palette import FAMILY_COLOURS
from embedlab.studies.corpus.corpus_search import Hits
from embedlab.studies.corpus.hit_reasons import Reasons
from embedlab.studies.corpus.open_corpus import OpenCorpus, Question
from embedlab.studies.corpus.set_ups import DEFAULT_SET_UPS, HYBRIDS, SetUp
from embedlab.studies.unknown_pieces import unknown_pieces, unknown_sentence
from embedlab.studies.unread import read_sentence, text_cuts
from embedlab.words import Span

FOUND: Final = 50
"""Passages that are asked of each set-up: what is shown, what lists share, and what a prompt is packed from."""
SHARED: Final = 10
"""How many of the first passages of two lists are compared."""
FIRST_SHOWN: Final = ("bm25", "all-minilm-l6-v2", "hybrid-rrf")
"""Set-ups to begin with: words, a vector, and both."""
SNIPPET: Final = 420
"""Characters of a passage that are shown before it is unfolded."""
UNFOLDED: Final = 6_000
"""Characters of a passage that are shown when it is."""

_WORK: Final = {"lexical": 0, "static": 1, "sparse": 2, "contextual": 3, "dense": 3, "hybrid": 4}
_STAGES: Final = {"query": "reads the query", "first": "compares", "rerank": "ranks again"}


@dataclass(frozen=True, eq=False)
class Listed:
    """One list of the page: a set-up, what it found, what must be known of how it read the query, and why it found it.

    Why is known a little later.
    """

    set_up: str
    hits: Hits
    note: str = ""
    reasons: tuple[Reasons, ...] = ()


def offered_set_ups(corpus: OpenCorpus, measured_too: Sequence[str] = ()) -> list[str]:
    """Every set-up that can be chosen: the usual ones, those of all models that have read the texts, and others."""
    read = [str(reading) for reading in corpus.index.readings()]
    found = dict.fromkeys([*DEFAULT_SET_UPS, *read, *measured_too])
    return sorted((each for each in found if is_set_up(each)), key=lambda each: _effort(each)[0])


def is_set_up(text: str) -> bool:
    """Whether a text is a set-up that can search: its models may have been here and be gone."""
    try:
        return bool(SetUp.parse(text))
    except EmbedLabError:
        return False


def fastest_first(set_ups: Sequence[str]) -> list[str]:
    """The set-ups in the order in which they answer, by what they have to read for a query."""
    return sorted(set_ups, key=_effort)


def _effort(set_up: str) -> tuple[int, int]:
    parsed = SetUp.parse(set_up)
    again = 0 if parsed.rerank is None else 1 if find_card(parsed.rerank).ranker == "tokens" else 2
    first = "hybrid" if parsed.first in HYBRIDS else find_card(parsed.first.removesuffix("+none")).family
    return again, _WORK.get(first, 3)


def family_of(set_up: str) -> str:
    """The family that orders the list at last, a key of ``FAMILY_COLOURS``; "" for a mixture, which has no colour."""
    parsed = SetUp.parse(set_up)
    family = find_card(parsed.rerank or parsed.first.removesuffix("+none")).family
    return family if family in FAMILY_COLOURS else ""


def unread_sentence(corpus: OpenCorpus, set_up: str) -> str:
    """Which model of a set-up has not read the texts, and what to do; "" where it can search."""
    unread = [reading.name for reading in SetUp.parse(set_up).readings if not corpus.index.has(reading)]
    if not unread:
        return ""
    return f"{unread[0]} has not read these texts. Open “Let models read the texts” and press Index."


def nothing_sentence(set_up: str) -> str:
    """Why a set-up has found nothing, though there are texts to find."""
    parsed = SetUp.parse(set_up)
    if parsed.first == "bm25":
        return "No text here has a word of the query, so every score is 0: there is nothing to rank."
    if parsed.compares_terms:
        return "No text here shares a term with the query, so every score is 0: there is nothing to rank."
    return f"{parsed.name} knows no word of the query, so every score is 0: there is nothing to rank."


def query_note(runtime: Runtime, set_up: str, query: str) -> str:
    """What must be known of how the models of a set-up read a query: unknown pieces, and where they stop; or ""."""
    told = []
    for card in cards_of(set_up):
        if card.is_transformer:
            told.append(unknown_sentence(*unknown_pieces(runtime, card, query)))
            told += [
                read_sentence(card.name, cut, "the query") for cut in text_cuts(runtime, card, [query], "query") if cut
            ]
    return " ".join(dict.fromkeys(filter(None, told)))


def cards_of(set_up: str) -> list[ModelCard]:
    """The models with weights that a set-up runs for a query."""
    parsed = SetUp.parse(set_up)
    cards = [reading.card for reading in parsed.readings]
    return [*cards, find_card(parsed.rerank)] if parsed.rerank else cards


def time_sentence(seconds: Mapping[str, float]) -> str:
    """How long each stage took, as "reads the query 6 ms · compares 2 ms"."""
    told = (f"{_STAGES[stage]} {measured(took)}" for stage, took in seconds.items() if took and stage in _STAGES)
    return " · ".join(told)


def question_of(corpus: OpenCorpus, query: str) -> Question | None:
    """The query of the collection that was asked, by its words, with what is known of its texts."""
    asked = query.strip()
    same = (question for question in corpus.questions if question.text.strip() == asked)
    return next(same, None)


def grades_of(corpus: OpenCorpus, question: Question | None, rows: NDArray[np.int64]) -> list[int | None]:
    """The grade of the document of each chunk; None where nobody has judged it."""
    if question is None:
        return [None] * len(rows)
    return [question.grades.get(int(corpus.document_of[row])) for row in rows.tolist()]


def relevant_sentence(question: Question | None, grades: Sequence[int | None]) -> str:
    """Where the first passage stands that is known to answer; "" where nothing is known of this query."""
    if question is None or not any(grade > 0 for grade in question.grades.values()):
        return ""
    at = next((rank for rank, grade in enumerate(grades, 1) if grade is not None and grade > 0), None)
    return f"none of the first {whole(len(grades))} answers" if at is None else f"rank {whole(at)} answers"


def share_counts(lists: Mapping[str, NDArray[np.int64]], depth: int = SHARED) -> dict[tuple[str, str], int]:
    """How many of their first passages each two lists share, in the order of the lists."""
    firsts = {name: set(rows[:depth].tolist()) for name, rows in lists.items()}
    return {(one, other): len(firsts[one] & firsts[other]) for one, other in combinations(firsts, 2)}


def agreement_sentence(lists: Mapping[str, NDArray[np.int64]], depth: int = SHARED) -> str:
    """How far lists agree at their top: each pair of three lists, of more the two that agree most and least."""
    counts = share_counts(lists, depth)
    if not counts:
        return ""
    names = {each: SetUp.parse(each).name for each in lists}
    longest = min(depth, max(len(rows) for rows in lists.values()))

    def told(pair: tuple[str, str]) -> str:
        return f"{names[pair[0]]} and {names[pair[1]]} share {whole(counts[pair])}"

    if len(counts) <= 3:
        return f"Of their first {whole(longest)} passages, {'; '.join(map(told, counts))}."
    most, least = max(counts, key=counts.__getitem__), min(counts, key=counts.__getitem__)
    return f"Of their first {whole(longest)} passages, {told(most)}, more than any other two; {told(least)}, the least."


def snippet(text: str, reasons: Reasons | None, length: int = SNIPPET) -> tuple[int, int]:
    """The stretch of a text that is shown: where the words stand that bring the most, its beginning without any."""
    if len(text) <= length + length // 4:
        return 0, len(text)
    start = 0 if reasons is None else _densest(reasons.words, reasons.values, length)
    start = min(start, len(text) - length)
    if start > 0:
        start = text.rfind(" ", 0, start) + 1 if " " in text[max(0, start - 60) : start] else start
    end = start + length
    space = text.rfind(" ", end - 60, end)
    return start, min(space if space > start else end, len(text))


def _densest(words: Sequence[Span], values: NDArray[np.float64], length: int) -> int:
    """Where a window begins in which words bring the most; a few words stand before the first of them."""
    raising = np.flatnonzero(values > 0)
    if not len(raising):
        return 0
    firsts, lasts = (np.array([words[int(place)][end] for place in raising]) for end in (0, 1))
    before = length // 5
    sums = np.concatenate([[0.0], np.cumsum(values[raising])])
    ends = np.searchsorted(lasts, firsts + length - before, side="right")
    brought = sums[np.maximum(ends, np.arange(len(raising)) + 1)] - sums[:-1]
    at = int(firsts[int(np.argmax(brought))])
    return 0 if at < length // 2 else max(0, at - before)

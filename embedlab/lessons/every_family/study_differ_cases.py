"""The queries that two rankers are compared on: the board of an FAQ, the examples of the page, or a visitor's own."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Final, Literal

from embedlab.content.collections import load_collections
from embedlab.lessons.every_family.examples import OPTIONS
from embedlab.lessons.every_family.shipped import LESSON, Board
from embedlab.lessons.every_family.study_differ import Case, Pair
from embedlab.limits import COLLECTION_CHARS, DOCUMENT_CHARS, PAIR_CHARS, QUERIES, QUERY_CHARS, TEXT_CHARS
from embedlab.numbers_text import whole
from embedlab.studies.rank import RankerId
from embedlab.studies.shipped_ranks import load_scores
from embedlab.text_lines import lines_of, within

Where = Literal["board", "examples", "own"]
"""Where the queries come from."""

_TOP: Final = 3
"""Texts from the top of each ranking that are taken to the first screen beside the one of a pair and the answer."""


def board_cases(board: Board, first: str, second: str) -> list[Case] | None:
    """Every question of the board; None where a ranker does not ship."""
    if first not in board.scores or second not in board.scores:
        return None
    rows = zip(board.questions, board.scores[first], board.scores[second], strict=True)
    return [Case(question, board.texts, (one, other), (number,)) for number, (question, one, other) in enumerate(rows)]


def example_cases(first: str, second: str) -> list[Case] | None:
    """Every example of the page; None where a ranker does not ship."""
    cases = []
    for example in load_collections(LESSON):
        sides = [load_scores(LESSON, example.name, ranker, OPTIONS) for ranker in (first, second)]
        if sides[0] is None or sides[1] is None:
            return None
        texts = tuple(document.text for document in example.docs)
        cases.append(Case(example.query, texts, (sides[0][0], sides[1][0]), example.best))
    return cases


def example_queries() -> str:
    """The queries of the page's examples, one a line: what a visitor's list begins as."""
    return "\n".join(example.query for example in load_collections(LESSON))


def read_queries(typed: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Read queries, one a line, each once.

    Returns the queries and a sentence for each problem.
    """
    problems = []
    if len(typed) > TEXT_CHARS:
        problems.append(
            f"The list has {whole(len(typed))} characters; only lines within the first {whole(TEXT_CHARS)} are used."
        )
        typed = within(typed, TEXT_CHARS)
    lines = list(dict.fromkeys(line.strip() for line in lines_of(typed) if line.strip()))
    if len(lines) > QUERIES:
        problems.append(f"These are {whole(len(lines))} queries; only the first {QUERIES} are used.")
    queries = []
    for number, line in enumerate(lines[:QUERIES], start=1):
        if len(line) > QUERY_CHARS:
            problems.append(
                f"Query {number} has {whole(len(line))} characters; shorten it to {whole(QUERY_CHARS)} or fewer."
            )
            continue
        queries.append(line)
    if not queries:
        problems.append("There is no query to compare on. Type some, one a line.")
    return tuple(queries), tuple(problems)


def affordable(queries: tuple[str, ...], texts: Sequence[str], rankers: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """As many of the first queries as a cross-encoder may read with all texts, at least one.

    Returns the queries, and a sentence when they are not all; without a cross-encoder they are.
    """
    if not any(RankerId.parse(ranker).card.ranker == "pairs" for ranker in rankers):
        return queries, ""
    of_texts = sum(map(len, texts))
    read = accumulate(len(texts) * len(query) + of_texts for query in queries)
    count = max(1, sum(characters <= PAIR_CHARS for characters in read))
    if count >= len(queries):
        return queries, ""
    used = "query is" if count == 1 else f"{whole(count)} queries are"
    return queries[:count], (
        f"A cross-encoder reads all texts again with each query, here at most {whole(PAIR_CHARS)} characters; only the "
        f"first {used} used."
    )


def playable(case: Case, pair: Pair) -> str:
    """The text of a pair, the answer and the first few of both rankers as the text area of the play takes them.

    A line each, in the order of the collection: line breaks are lost, and what is too long for the area is left out.
    """
    firsts = (int(text) for ranking in case.rankings for text in ranking.order[:_TOP])
    kept: dict[int, str] = {}
    room = COLLECTION_CHARS
    for text in dict.fromkeys((pair.text, *(case.answers or ()), *firsts)):
        flat = " ".join(case.texts[text].split())
        line = f"{'answer' if text in (case.answers or ()) else 'other'}: {flat}"
        if len(flat) <= DOCUMENT_CHARS and len(line) < room:
            kept[text] = line
            room -= len(line) + 1
    return "\n".join(kept[text] for text in sorted(kept))

"""What is found before two rankers are compared: the cases that ship, or a visitor's queries ranked live by both."""

from collections.abc import Sequence
from contextlib import suppress

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from embedlab.errors import EmbedLabError
from embedlab.lessons.every_family.examples import OPTIONS, short_name
from embedlab.lessons.every_family.shipped import load_board
from embedlab.lessons.every_family.study_differ import Case
from embedlab.lessons.every_family.study_differ_cases import Where, board_cases, example_cases
from embedlab.numbers_text import whole
from embedlab.studies.live_ranks import live_scores
from embedlab.studies.rank.ranker import followed
from embedlab.studies.searches import cards_behind, name_of
from embedlab.ui.model_access import is_here, ready
from embedlab.ui.panels.messages import problem_box


def find_shipped_cases(where: Where, first: str, second: str) -> list[Case] | None:
    """The cases of the board or of the page's examples; None where a ranker, or the file, does not ship."""
    if where == "examples":
        return example_cases(first, second)
    board = load_board()
    return None if board is None else board_cases(board, first, second)


def rank_own(first: str, second: str, queries: Sequence[str], texts: tuple[str, ...]) -> list[Case] | None:
    """Rank the texts for each query by both; a query that cannot be ranked is said and left out.

    None while a model is not here.
    """
    missing = [card for ranker in (first, second) for card in cards_behind(ranker, OPTIONS) if not is_here(card)]
    here = [ready(card) for card in missing]  # each is asked, so that both fetches begin
    if not all(here):
        return None
    asked = [(ranker, query) for query in queries for ranker in (first, second)]
    if all(live_scores.holds(ranker, query, texts, OPTIONS) for ranker, query in asked):
        return _cases(first, second, queries, texts)
    bar = st.progress(0.0, text="Ranking …")
    try:
        for number, (ranker, query) in enumerate(asked):
            _rank_one(bar, ranker, query, texts, number, len(asked))
        return _cases(first, second, queries, texts)
    finally:
        bar.empty()


def _rank_one(bar: DeltaGenerator, ranker: str, query: str, texts: tuple[str, ...], number: int, count: int) -> None:
    said = (
        f"Query {whole(number // 2 + 1)} of {whole(count // 2)}, read by {short_name(ranker)} … Choose anything else "
        "to stop."
    )

    def follow(done: int, total: int) -> None:
        # Drawing is where Streamlit ends a run that the visitor no longer waits for.
        bar.progress((number + done / total) / count, text=said)

    follow(0, 1)
    # What a ranker refuses is said once, where the results are read.
    with followed(follow), suppress(EmbedLabError):
        live_scores(ranker, query, texts, OPTIONS)


def _cases(first: str, second: str, queries: Sequence[str], texts: tuple[str, ...]) -> list[Case]:
    cases: list[Case] = []
    refused: dict[str, list[int]] = {}
    for number, query in enumerate(queries, start=1):
        try:
            sides = [live_scores(ranker, query, texts, OPTIONS)[0] for ranker in (first, second)]
        except EmbedLabError as error:
            refused.setdefault(str(error), []).append(number)
            continue
        cases.append(Case(query, texts, (sides[0], sides[1])))
    for text, numbers in refused.items():
        problem_box(f"Left out, query {', '.join(map(str, numbers))}: {text}")
    return cases


def not_shipped_sentence(where: Where, first: str, second: str) -> str:
    """Why there is nothing to compare among what ships."""
    if where == "board" and load_board() is None:
        return "The board is shown from results that ship with EmbedLab, and they are not here. Install it again."
    alone = [ranker for ranker in (first, second) if find_shipped_cases(where, ranker, ranker) is None]
    return (
        f"No results of {' and '.join(map(name_of, alone))} ship for these queries. Choose “my own queries” to have "
        "both rank now."
    )

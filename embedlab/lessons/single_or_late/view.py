"""The play part of lesson 5: rankings side by side, and the token matrix of one document."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import streamlit as st

from embedlab.content.collections import load_collections
from embedlab.errors import EmbedLabError
from embedlab.figures.bump import bump_chart
from embedlab.lessons.single_or_late.inputs import choose_document, choose_step, chosen_document, point_at
from embedlab.lessons.single_or_late.shipped import COLBERT, CROSS, DENSE, LESSON, load_matrices
from embedlab.lessons.single_or_late.study import TokenMatrix, token_matrices
from embedlab.lessons.single_or_late.view_matrix import Fold, detail, draw_matrix, fold_of
from embedlab.models.catalog import card
from embedlab.studies.rank import RankerId, RankOptions
from embedlab.ui.charts import chart
from embedlab.ui.model_access import is_here, runtime
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import note, problem_box
from embedlab.ui.retrieval import Result, Search, find_results, name_of
from embedlab.ui.state import bound
from embedlab.ui.teacher import control

HEIGHT = 350
RANKINGS_SHOWN = 14
"""Beyond so many documents the rankings are taller than the matrix beside them."""
COLUMNS = ("one vector", "its token vectors", "ColBERT", "cross-encoder")


@dataclass(frozen=True)
class Models:
    """The dense model that is used both ways, and the late ranker whose matrix is shown."""

    dense: str
    shown: str

    @property
    def own(self) -> str:
        """The dense model, token by token."""
        return str(RankerId(self.dense, lent=True))

    @property
    def rankers(self) -> tuple[str, ...]:
        """Every ranker of the page, from one vector to the far end."""
        return (self.dense, self.own, COLBERT, CROSS)


@dataclass(frozen=True, eq=False)
class Late:
    """What the page has found: rankings by id, and the matrices of the shown ranker, one a document."""

    search: Search
    models: Models
    results: dict[str, Result]
    matrices: tuple[TokenMatrix, ...]

    @property
    def first(self) -> int:
        """The document that the shown ranker puts first: the one to begin with."""
        shown = self.results.get(self.models.shown)
        return int(shown.ranking.order[0]) if shown else 0


def choose_models() -> Models:
    """Draw the model that is used both ways, and whose matrix is shown."""
    left, right = st.columns(2, gap="small")
    with left, control("model"):
        dense = st.selectbox(
            "One model, both ways", DENSE, format_func=lambda name: card(name).name,
            help="Once with one vector a text, once with the vectors of all its tokens.", **bound("late-model"),
        )  # fmt: skip
    with right, control("matrix"):
        shown = st.selectbox(
            "Matrix of", ("same", "colbert"),
            format_func=lambda key: "the same model" if key == "same" else "ColBERT (backbone)",
            help=card(COLBERT).note, **bound("late-matrix-of"),
        )  # fmt: skip
    return Models(dense, str(RankerId(dense, lent=True)) if shown == "same" else COLBERT)


def find_late(search: Search, models: Models) -> Late:
    """Rank by every model that can answer, and compare token by token; says what cannot be had."""
    found = find_results(LESSON, search, models.rankers, RankOptions())
    results = {result.model: result for result in found}
    try:
        matrices = find_matrices(search, models.shown) or ()
    except EmbedLabError as error:
        problem_box(str(error))
        matrices = ()
    return Late(search, models, results, matrices)


def find_matrices(search: Search, ranker: str) -> tuple[TokenMatrix, ...] | None:
    """The token matrices of a search, shipped or live; None while the model is not here.

    Raises:
        EmbedLabError: the model cannot answer.
    """
    if search.shipped:
        names = [collection.name for collection in load_collections(LESSON)]
        if (shipped := load_matrices(names.index(search.collection), ranker)) is not None:
            return shipped
    if not is_here(RankerId.parse(ranker).card):
        return None  # the rankings have begun to fetch it
    return _live_matrices(ranker, search.query, search.texts)


@st.cache_resource(max_entries=16, show_spinner="Comparing token by token …")
def _live_matrices(ranker: str, query: str, texts: tuple[str, ...]) -> tuple[TokenMatrix, ...]:
    return token_matrices(runtime(), ranker, query, texts)


def play_all(search: Search) -> tuple[Late, int, Callable[[], None]]:
    """Draw the controls, and rankings and matrix side by side.

    Returns what was found, the number of the document that is looked at, and what draws its text with the winners.
    """
    # One row of controls: two for the rankings on the left, two for the matrix on the right.
    over_rankings, over_matrix = st.columns(2, gap="medium")
    with over_rankings:
        models = choose_models()
    late = find_late(search, models)
    document = chosen_document(
        f"{search.collection}\n{search.query}\n{len(search.texts)}", len(search.texts), late.first
    )
    fold = fold_of(late.matrices[document]) if late.matrices else None
    with over_matrix:
        step = _choose_view(late, document, fold)
    rankings, matrix = st.columns(2, gap="medium")
    with rankings:
        _rankings(late, document)
    with matrix:
        if fold is None:
            note(f"The matrix needs {name_of(late.models.shown)}, which is not here yet.")
        else:
            draw_matrix(late.matrices, document, fold, step, HEIGHT)
            if models.shown == COLBERT:
                st.caption(card(COLBERT).note)

    def draw_detail() -> None:
        if fold is not None:
            subheading(f"Where the winners stand in document {document + 1}")
            detail(late.matrices[document], late.search.texts[document], fold, step)

    return late, document, draw_detail


def _choose_view(late: Late, document: int, fold: Fold | None) -> int:
    place, stepper = st.columns(2, gap="small", vertical_alignment="bottom")
    with place, control("document"):
        choose_document(late.search.texts, document)
    if fold is None:
        return 0
    with stepper, control("step"):
        return choose_step(len(fold.rows))


def _rankings(late: Late, document: int) -> None:
    if not late.results:
        note("The rankings come as soon as a model is here.")
        return
    named = dict(zip(late.models.rankers, COLUMNS, strict=True))
    ranks = np.array([result.ranking.ranks for result in late.results.values()])
    figure = bump_chart([named[model] for model in late.results], ranks, late.search.texts, highlight=document)
    short = len(late.search.texts) <= RANKINGS_SHOWN
    chart(figure, "late-rankings", select=True, on_choose=point_at, height=HEIGHT if short else None)
    finding(places_sentence(late, document))
    for result in late.results.values():
        if result.note:
            note(result.note)
        if result.ranking.ties:
            tied = sum(map(len, result.ranking.ties))
            note(f"{name_of(result.model)} gives {tied} texts a score that another one has too; they share a rank.")


def places_sentence(late: Late, document: int) -> str:
    """Where each ranker puts a document."""
    named = dict(zip(late.models.rankers, COLUMNS, strict=True))
    places = [f"{named[model]} {int(result.ranking.ranks[document])}" for model, result in late.results.items()]
    return f"Rank of document {document + 1} among {len(late.search.texts)}: {', '.join(places)}."

"""What lesson 6 finds out before it draws: the rankings of one search, shipped or live, and moves of its texts."""

import streamlit as st

from embedlab.lessons.symmetric_or_asymmetric.examples import COMPARED, PREFIXED
from embedlab.lessons.symmetric_or_asymmetric.export import Takeaway
from embedlab.lessons.symmetric_or_asymmetric.inputs import KEYS
from embedlab.lessons.symmetric_or_asymmetric.shipped import load_triple_scores
from embedlab.lessons.symmetric_or_asymmetric.study import Asymmetric
from embedlab.lessons.symmetric_or_asymmetric.study_roles import Moves, moves
from embedlab.models.catalog import card
from embedlab.models.measure import query_seconds
from embedlab.studies.rank import RankOptions
from embedlab.studies.rank.ranker import Prefixes
from embedlab.studies.remembered import remembered, remembered_for
from embedlab.studies.searches import Result, Search
from embedlab.ui.model_access import runtime
from embedlab.ui.search_panel import find_results


def find_rankings(search: Search) -> Asymmetric:
    """Rank by every model that can answer; says what cannot be had."""
    results = {result.model: result for result in find_results(KEYS.slug, search, COMPARED, RankOptions())}
    return Asymmetric(search, results, find_prefixed(search, "none"), load_triple_scores())


def find_prefixed(search: Search, prefixes: Prefixes) -> Result | None:
    """Rank by the model with prefixes under one setting of them; None while it is not here."""
    return next(iter(find_results(KEYS.slug, search, [PREFIXED], RankOptions(prefixes=prefixes))), None)


@remembered
def find_moves(query: str, texts: tuple[str, ...], prefixes: Prefixes) -> Moves:
    """How far every text moves from no prefix to this setting.

    Raises:
        EmbedLabError: the model cannot answer.
    """
    return moves(runtime(), card(PREFIXED), query, texts, prefixes)


# Ten minutes: a machine that was busy when it was measured is measured again.
@remembered_for(seconds=600)
def find_query_seconds(model: str, query: str) -> float:
    """Seconds to read a query by the encoder that reads a model's queries, measured.

    Raises:
        EmbedLabError: the model cannot answer.
    """
    return query_seconds(runtime(), card(model), query)


def takeaway() -> Takeaway:
    """What this visitor's prefix laboratory has shown last; the usual prefixes, before it is opened."""
    kept: Takeaway = st.session_state.setdefault(KEYS("takeaway"), Takeaway())
    return kept

"""What the map of a collection needs: the map itself, or its making; searches; the texts within an outline."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import streamlit as st

from embedlab.compute.within import within
from embedlab.errors import EmbedLabError
from embedlab.lessons.own_corpus.found_index import begin_index
from embedlab.models.local import find_card
from embedlab.studies.corpus.corpus_search import search
from embedlab.studies.corpus.map_record import CorpusMap, load_map
from embedlab.studies.corpus.open_corpus import OpenCorpus
from embedlab.studies.corpus.set_ups import DEFAULT_SET_UPS, SetUp
from embedlab.ui.model_access import is_here, runtime
from embedlab.ui.panels.messages import problem_box

FOUND = 10
"""Texts that a search marks on the map."""


def find_map(corpus: OpenCorpus) -> CorpusMap | None:
    """The map of a collection, None while it is not made."""
    return load_map(corpus.index.path, corpus.count)


def make_map(corpus: OpenCorpus) -> str:
    """Let the process that indexes make the map; return what is wrong, else ""."""
    return begin_index(corpus.index, corpus.index.readings())


def ready_set_ups(corpus: OpenCorpus) -> list[str]:
    """The set-ups that can answer now: their models are here and have read all texts."""
    parsed = {each: SetUp.parse(each) for each in DEFAULT_SET_UPS}
    return [each for each, set_up in parsed.items() if _can_answer(corpus, set_up)]


def _can_answer(corpus: OpenCorpus, set_up: SetUp) -> bool:
    cards = [reading.card for reading in set_up.readings]
    cards += [find_card(set_up.rerank)] if set_up.rerank else []
    return all(map(corpus.index.has, set_up.readings)) and all(map(is_here, cards))


def find_hits(corpus: OpenCorpus, query: str, set_ups: Sequence[str]) -> dict[str, list[int]]:
    """The first texts of each set-up; what cannot be searched is said and left out."""
    found = {}
    for set_up in set_ups:
        try:
            found[set_up] = search(runtime(), corpus, SetUp.parse(set_up), query, FOUND).rows.tolist()
        except EmbedLabError as error:
            problem_box(str(error))
    return found


def rows_within(found: CorpusMap, selection: Mapping[str, Any]) -> list[int]:
    """The texts within what was drawn on the figure: outlines and boxes as Plotly tells of them."""
    inside = np.zeros(len(found), dtype=np.bool_)
    for outline in selection.get("lasso", ()):
        inside |= within(found.xy, np.column_stack([outline["x"], outline["y"]]))
    for box in selection.get("box", ()):
        (left, right), (low, high) = sorted(box["x"]), sorted(box["y"])
        inside |= within(found.xy, [(left, low), (right, low), (right, high), (left, high)])
    return [int(row) for row in np.flatnonzero(inside)]


def drawn_on(key: str) -> Mapping[str, Any]:
    """What a visitor has drawn on the figure of that key."""
    state = st.session_state.get(key)
    return dict(state.selection) if state is not None and "selection" in state else {}

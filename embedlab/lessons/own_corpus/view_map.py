"""The map of a collection: all texts in one picture, groups by name, and what is found marked in place."""

from functools import partial
from typing import Any, Final

import numpy as np
import plotly.graph_objects as go
import streamlit as st

from embedlab import palette
from embedlab.figures.corpus_map import MOST_MARKS, Marked, corpus_map, flatness
from embedlab.figures.kit.enlarge import enlarged
from embedlab.figures.kit.ink import with_ink
from embedlab.figures.kit.labels import shorten
from embedlab.lessons.own_corpus.found_map import drawn_on, find_map, make_map, rows_within
from embedlab.lessons.own_corpus.inputs import KEYS
from embedlab.lessons.own_corpus.inputs_map import (
    CLUSTERS,
    choose_colours,
    choose_look,
    choose_on_map,
    chosen_on_map,
    chosen_view,
    look_at_part,
)
from embedlab.lessons.own_corpus.study import Chosen
from embedlab.lessons.own_corpus.study_map import (
    Coloured,
    by_cluster,
    by_column,
    chosen_rows,
    columns_of,
    kept_sentence,
    made_sentence,
)
from embedlab.lessons.own_corpus.view_following import draw_refusal
from embedlab.lessons.own_corpus.view_map_marked import draw_beside
from embedlab.limits import MAP_LISTED
from embedlab.numbers_text import counted, whole
from embedlab.studies.corpus.index_jobs import shared_index_jobs
from embedlab.studies.corpus.map_record import CorpusMap
from embedlab.studies.corpus.open_corpus import OpenCorpus
from embedlab.ui.charts import CONFIG, LEAST_PROJECTED, PROJECTED, text_alternative
from embedlab.ui.exports import offer
from embedlab.ui.page_script import narrow_screen
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.messages import note
from embedlab.ui.panels.table import table
from embedlab.ui.teacher import teaching

_FIGURE: Final = KEYS("map")
_SAID: Final = KEYS("map-said")
_SHOWN, _CELL = 50, 200
"""Rows of the texts that were drawn around, and characters in a cell."""
_TOOLS: Final = [["pan2d", "lasso2d", "select2d", "zoomIn2d", "zoomOut2d", "resetScale2d"]]
_WIDE, _WIDE_ON_A_PHONE = 540, 340
"""Pixels that the figure is wide, about."""


def draw_map(chosen: Chosen) -> None:
    """Draw the map, what is marked on it beside it, and the texts that were drawn around below it."""
    corpus = chosen.corpus
    if corpus is None:
        note("These texts are not on this server; bring them again.")
        return
    found = find_map(corpus)
    if found is None:
        _draw_missing(corpus)
        return
    above, beside = st.columns([3, 2], gap="medium", vertical_alignment="bottom")
    with above:
        look = choose_look()
    with beside:
        colour = choose_colours(columns_of(corpus)) if look == "groups" else CLUSTERS
    shown = by_cluster(found) if colour == CLUSTERS else by_column(corpus, colour)
    left, right = st.columns([3, 2], gap="medium")
    with right:
        marked, quiet = draw_beside(chosen, corpus, found, shown, look, clusters=colour == CLUSTERS)
    with left:
        _draw_figure(corpus, found, shown, marked, quiet=quiet)
        _draw_closer(corpus, found)
        finding(kept_sentence(found))
        st.caption(made_sentence(found))
        _draw_chosen(corpus, found, shown)


def _draw_missing(corpus: OpenCorpus) -> None:
    """Say what the map needs, and offer to make it."""
    job = shared_index_jobs().find(corpus.index)
    if job is not None and job.live:
        note("The map is made when models have read the texts; how far they are stands under the models.")
        return
    dense = [reading for reading in corpus.index.readings() if reading.kind == "dense"]
    if not dense:
        note("A map needs one vector for each text: let a dense model read them first.")
        return
    note(
        "The map of these texts is not made yet. It takes seconds for a thousand texts, minutes for a hundred thousand."
    )
    if st.button("Make the map", key=KEYS("map-make"), type="primary", icon=":material/scatter_plot:"):
        st.session_state[_SAID] = make_map(corpus)
        st.rerun()
    draw_refusal(_SAID)


def _draw_figure(corpus: OpenCorpus, found: CorpusMap, shown: Coloured, marked: list[Marked], *, quiet: bool) -> None:
    narrow, view = narrow_screen(), chosen_view(corpus.index.key)
    where: dict[str, Any] = {} if view is None else {"middle": view[:2], "extent": view[2]}
    wide, least = (_WIDE_ON_A_PHONE, 240) if narrow else (_WIDE, 380)
    high = wide if view else np.clip(wide * flatness(found.xy), least, wide * 1.2)
    figure = corpus_map(
        found.xy, shown.groups, shown.names, texts=_texts_in_view(corpus, found), marked=marked, quiet=quiet,
        height=round(high), wide=wide, **where,
    )  # fmt: skip
    # A finger scrolls the page; a mouse has a wheel for that, and moves the map.
    figure.layout.dragmode = False if narrow else "pan"
    _draw_chart(figure, found, corpus)


def _draw_chart(figure: go.Figure, found: CorpusMap, corpus: OpenCorpus) -> None:
    """Draw the figure, and keep what is drawn around on it."""
    alternative = text_alternative(figure)
    shown = with_ink(figure, palette.STRONG_INK)
    if teaching():
        shown = enlarged(shown, PROJECTED, LEAST_PROJECTED)
    shown.layout.meta = {**shown.layout.meta, "scheme": st.session_state.get("el-scheme")}
    st.plotly_chart(
        shown, key=_FIGURE, width="stretch", theme="streamlit", selection_mode=("points", "box", "lasso"),
        on_select=partial(_keep, found, corpus.index.key), alt=alternative,
        config=CONFIG | {"displayModeBar": True, "modeBarButtons": _TOOLS, "modeBarButtonsToRemove": []},
    )  # fmt: skip


def _keep(found: CorpusMap, key: str) -> None:
    drawn = drawn_on(_FIGURE)
    rows = rows_within(found, drawn)
    if not rows:
        rows = [row for point in drawn.get("points", ()) for row in np.ravel(point.get("customdata", [])).tolist()]
    choose_on_map(key, sorted(set(map(int, rows))))


def _texts_in_view(corpus: OpenCorpus, found: CorpusMap) -> dict[int, str] | None:
    """The texts that are pointed at one by one; None where there are too many in view."""
    view = chosen_view(corpus.index.key)
    inside = np.ones(len(found), np.bool_)
    if view is not None:
        inside = (np.abs(found.xy - np.array(view[:2])) <= view[2]).all(axis=1)
    rows = np.flatnonzero(inside)
    return dict(zip(rows.tolist(), corpus.texts(rows), strict=True)) if len(rows) <= MOST_MARKS else None


def _draw_closer(corpus: OpenCorpus, found: CorpusMap) -> None:
    """Draw the way to a part of the map and back; few texts are marks that say what they are."""
    listed = corpus.index.key
    rows = chosen_on_map(listed)
    with st.container(key="el-row-map-closer", horizontal=True, gap="small"):
        st.button(
            "Look closer", key=KEYS("map-closer"), icon=":material/zoom_in:", disabled=not rows,
            on_click=_look_closer, args=(listed, found, rows),
            help="Draw around texts with the lasso or the box in the upper right corner of the map first. Where "
            f"{whole(MOST_MARKS)} texts or fewer are in view, each says what it is when you point at it.",
        )  # fmt: skip
        st.button(
            "Whole map", key=KEYS("map-whole"), icon=":material/zoom_out_map:", disabled=chosen_view(listed) is None,
            on_click=look_at_part, args=(listed, None),
        )  # fmt: skip


def _look_closer(listed: str, found: CorpusMap, rows: list[int]) -> None:
    places = found.xy[rows]
    low, high = places.min(axis=0), places.max(axis=0)
    middle = (low + high) / 2
    look_at_part(listed, (float(middle[0]), float(middle[1]), max(float((high - low).max()) * 0.55, 0.01)))


def _draw_chosen(corpus: OpenCorpus, found: CorpusMap, shown: Coloured) -> None:
    """List the texts that were drawn around."""
    rows = chosen_on_map(corpus.index.key)
    if not rows:
        st.caption("Draw around texts with the lasso or the box to list them here.")
        return
    listed = rows[:MAP_LISTED]
    left_out = f", {whole(len(listed))} of them with Export" if len(rows) > MAP_LISTED else ""
    more = f"; the first {_SHOWN} stand here{left_out}" if len(rows) > _SHOWN else ""
    st.caption(f"{counted(len(rows), 'text')} drawn around, of {whole(len(found))}{more}.")
    chosen = chosen_rows(corpus, shown, listed)
    head = list(chosen[0])
    cells = [[shorten(str(row[name]), _CELL) for name in head] for row in chosen[:_SHOWN]]
    table("Texts drawn around", head, cells)
    offer("Texts drawn around on the map", lambda: chosen)

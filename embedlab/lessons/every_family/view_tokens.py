"""Which tokens made a score: the words of query and text by every family, marked by what each does to the score."""

from collections.abc import Mapping
from functools import partial

import numpy as np
import streamlit as st
from numpy.typing import NDArray
from streamlit.delta_generator import DeltaGenerator

from embedlab.lessons.every_family.examples import short_name
from embedlab.lessons.every_family.found_tokens import SIDES, find_lost, find_parts, is_here_for
from embedlab.lessons.every_family.inputs_scores import ALL, Way, choose_ranker, choose_way
from embedlab.lessons.every_family.study import Families
from embedlab.lessons.every_family.view_marks import legend_html, line_html, marked_html
from embedlab.lessons.every_family.view_token_sentences import (
    method_sentence,
    no_parts_sentence,
    strongest_sentence,
    told_of_lost,
    told_of_parts,
)  # fmt: skip
from embedlab.lessons.every_family.view_two_ways import draw_notes, draw_two_ways
from embedlab.studies.rows import Rows
from embedlab.studies.searches import name_of
from embedlab.studies.word_parts import Side, WordParts
from embedlab.ui.exports import offer
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.messages import errors_shown, note
from embedlab.words import Span

Values = tuple[tuple[Span, ...], NDArray[np.float64]]
"""Where words stand, and a number for each."""


def draw_tokens(families: Families) -> None:
    """Draw query and text with their words marked, by every ranker that has answered or by one of them."""
    if not families.results:
        note("No ranker can answer yet; wait for the models.")
        return
    left, right = st.columns([2, 3], gap="small", vertical_alignment="bottom")
    with left:
        chosen = choose_ranker(list(families.results))
    if chosen != ALL:
        st.html(legend_html())
        if is_here_for(families, chosen):
            draw_two_ways(families, chosen)
        else:
            note(f"{name_of(chosen)} is taken apart as soon as the model is here.")
        return
    with right:
        way = choose_way()
    st.caption(method_sentence(way))
    st.html(legend_html())
    _draw_all(families, way)


def _draw_all(families: Families, way: Way) -> None:
    found: dict[str, Mapping[Side, Values]] = {}
    said = st.container()
    for ranker in families.results:
        with errors_shown():
            # Which words can be left out is the same for every ranker, so it is said once, when the first has answered.
            line = _draw_line(families, ranker, way, said if not found else None)
            if line:
                found[ranker] = line
    if not found:
        return
    texts = {"query": families.search.query, "text": families.search.texts[families.document]}
    for side in SIDES:
        finding(strongest_sentence(texts[side], side, {short_name(r): line[side] for r, line in found.items()}))
    offer(f"Words by family, {way}", partial(word_rows, families, way, found))


def _draw_line(families: Families, ranker: str, way: Way, said: DeltaGenerator | None) -> Mapping[Side, Values] | None:
    """Draw what one ranker makes of the words, and into ``said`` what must be known; None where nothing is marked."""
    if not is_here_for(families, ranker):
        st.html(line_html(ranker, short_name(ranker), "", "Marked as soon as the model is here."))
        return None
    if way == "parts":
        parts = find_parts(families, ranker)
        known: dict[Side, WordParts] = {side: part for side, part in parts.items() if part is not None}
        if len(known) < len(SIDES):
            st.html(line_html(ranker, short_name(ranker), "", no_parts_sentence(ranker)))
            return None
        values: dict[Side, Values] = {side: (part.words, part.values) for side, part in known.items()}
        told = told_of_parts(known)
    else:
        lost = find_lost(families, ranker)
        values = {side: (each.words, each.changes) for side, each in lost.items()}
        told = told_of_lost(lost)
        if said is not None:
            with said:
                draw_notes(lost)
    st.html(line_html(ranker, short_name(ranker), told, texts_html(families, values)))
    return values


def texts_html(families: Families, values: Mapping[Side, Values]) -> str:
    """Query and text with their words marked; all texts escaped."""
    texts = {"query": ("Query", families.search.query), "text": ("Text", families.search.texts[families.document])}
    return "".join(marked_html(*texts[side], *values[side]) for side in values)


def word_rows(families: Families, way: Way, found: Mapping[str, Mapping[Side, Values]]) -> Rows:
    """A row for each word of each ranker: where it stands, and its number."""
    texts = {"query": families.search.query, "text": families.search.texts[families.document]}
    name = "part" if way == "parts" else "score_minus_score_without"
    return [
        {"ranker": name_of(ranker), "text": families.document + 1, "side": side, "word": texts[side][slice(*span)],
         "start": span[0], "end": span[1], name: value}
        for ranker, line in found.items()
        for side, (words, values) in line.items()
        for span, value in zip(words, values.tolist(), strict=True)
    ]  # fmt: skip

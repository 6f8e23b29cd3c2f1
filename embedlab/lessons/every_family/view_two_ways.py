"""One ranker's score by its words in both ways: parts that add up, and what is lost without each word."""

from collections.abc import Mapping
from functools import partial
from typing import Final

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from embedlab.figures.bars import ranked_bars
from embedlab.figures.kit.cells import nice_limit
from embedlab.lessons.every_family.examples import colour_family
from embedlab.lessons.every_family.found_tokens import SIDES, Weighed, find_weighed
from embedlab.lessons.every_family.inputs import KEYS
from embedlab.lessons.every_family.inputs_scores import choose_side
from embedlab.lessons.every_family.study import Families
from embedlab.lessons.every_family.study_tokens import Side
from embedlab.lessons.every_family.view_marks import marked_html, order_of
from embedlab.lessons.every_family.view_token_sentences import (
    agreement_sentence,
    heading_sentence,
    no_parts_sentence,
    nothing_left_sentence,
    sums_sentence,
    untried_sentence,
    why_sentence,
)  # fmt: skip
from embedlab.palette import FAMILY_COLOURS, NEUTRAL
from embedlab.studies.rows import Rows
from embedlab.studies.searches import name_of
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import note

BARS: Final = 8
"""Words that have a bar, those with the largest changes."""
_LEAST: Final = 0.005
"""Bars say two decimals; where all would read 0.00 there are none."""


def draw_two_ways(families: Families, ranker: str) -> None:
    """Draw query and text with their words marked in both ways, the strongest words as bars, and how far they agree."""
    weighed = find_weighed(families, ranker)
    subheading(heading_sentence(ranker, families.document, weighed.lost["text"].score))
    texts: dict[Side, str] = {"query": families.search.query, "text": families.search.texts[families.document]}
    left, right = st.columns(2, gap="medium")
    with left:
        subheading("Parts that add up")
        _draw_parts(weighed, texts)
    with right:
        subheading("The score less the score without the word")
        for side, lost in weighed.lost.items():
            st.html(marked_html(side.capitalize(), texts[side], lost.words, lost.changes))
            for sentence in (untried_sentence(lost, side), nothing_left_sentence(lost, side)):
                if sentence:
                    note(sentence)
    side = choose_side()
    _draw_bars(weighed, texts[side], side)
    lost, parts = weighed.lost[side], weighed.parts[side]
    if parts is not None:
        finding(agreement_sentence(parts, lost, side))
    st.markdown(sums_sentence(parts, lost, side))
    st.caption(why_sentence(ranker))
    offer(f"Words by {name_of(ranker)}", partial(two_ways_rows, families, weighed))


def _draw_parts(weighed: Weighed, texts: Mapping[Side, str]) -> None:
    for side, parts in weighed.parts.items():
        if parts is None:
            note(no_parts_sentence(weighed.ranker))
            return
        st.html(marked_html(side.capitalize(), texts[side], parts.words, parts.values))


def _draw_bars(weighed: Weighed, text: str, side: Side) -> None:
    lost, parts = weighed.lost[side], weighed.parts[side]
    shown = order_of(lost.changes)[:BARS]
    names = [text[slice(*lost.words[place])] for place in shown]
    changes = lost.changes[shown]
    brings = dict(zip(parts.words, parts.values.tolist(), strict=True)) if parts is not None else {}
    values = np.array([brings[lost.words[place]] for place in shown]) if parts is not None else np.zeros(0)
    both = np.concatenate([changes, values])
    if not len(shown) or np.abs(both).max() < _LEAST:
        return
    reach = nice_limit(float(np.abs(both).max()))
    extent = (-reach if both.min() < 0 else 0.0, reach)
    colour = FAMILY_COLOURS.get(colour_family(weighed.ranker), NEUTRAL)
    left, right = st.columns(2, gap="medium")
    with right:
        bars: NDArray[np.float64] = changes
        chart(ranked_bars(names, bars, name="lost without", extent=extent, colour=colour), KEYS("words-lost"))
    if parts is not None:
        with left:
            chart(ranked_bars(names, values, name="part", extent=extent, colour=colour), KEYS("words-parts"))


def two_ways_rows(families: Families, weighed: Weighed) -> Rows:
    """A row for each word of query and text, and one for what no word brings; None where a number is not known."""
    texts: dict[Side, str] = {"query": families.search.query, "text": families.search.texts[families.document]}
    rows: list[dict[str, object]] = []
    for side in SIDES:
        lost, parts = weighed.lost[side], weighed.parts[side]
        changes = dict(zip(lost.words, lost.changes.tolist(), strict=True))
        brings = {} if parts is None else dict(zip(parts.words, parts.values.tolist(), strict=True))
        rows += [
            _row(families, weighed, side, texts[side][slice(*span)], span, brings.get(span), changes.get(span))
            for span in (brings or changes)
        ]
        if parts is not None:
            rows.append(_row(families, weighed, side, "", (None, None), parts.rest, None))
    return rows


def _row(
    families: Families, weighed: Weighed, side: Side, word: str, span: tuple[int | None, int | None],
    part: float | None, change: float | None,
) -> dict[str, object]:  # fmt: skip
    return {
        "ranker": name_of(weighed.ranker), "text": families.document + 1, "side": side, "word": word,
        "start": span[0], "end": span[1], "part": part, "score_minus_score_without": change,
    }  # fmt: skip

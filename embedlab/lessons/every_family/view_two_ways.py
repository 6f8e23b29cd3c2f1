"""One ranker's score by its words in both ways: parts that add up, and what is lost without each word."""

from collections.abc import Mapping
from functools import partial
from math import fsum
from typing import Final

import numpy as np
import streamlit as st

from embedlab.lessons.every_family.found_tokens import SIDES, Weighed, find_weighed
from embedlab.lessons.every_family.inputs_scores import choose_side
from embedlab.lessons.every_family.study import Families
from embedlab.lessons.every_family.study_tokens import Occlusion
from embedlab.lessons.every_family.view_marks import marked_html
from embedlab.lessons.every_family.view_token_sentences import (
    SAME,
    agreement_sentence,
    heading_sentence,
    no_parts_sentence,
    nothing_left_sentence,
    untried_sentence,
    why_sentence,
    without_sentence,
)  # fmt: skip
from embedlab.numbers_text import counted, signed
from embedlab.studies.marked_words import digits_of, order_of
from embedlab.studies.rows import Rows
from embedlab.studies.searches import name_of
from embedlab.studies.word_parts import Side
from embedlab.ui.exports import offer
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import note
from embedlab.ui.panels.table import table_html
from embedlab.words import Span, words_in

ROWS: Final = 8
"""Words that have a row of their own, those with the largest changes."""


def draw_two_ways(families: Families, ranker: str) -> None:
    """Draw query and text marked in both ways, the strongest words in a table, and how far both agree."""
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
        draw_notes(weighed.lost)
    side = choose_side()
    left, right = st.columns(2, gap="medium")
    with left:
        st.html(words_html(weighed, texts[side], side))
    with right:
        finding(without_sentence(texts[side], weighed.lost[side]))
        if (parts := weighed.parts[side]) is not None:
            st.markdown(agreement_sentence(parts, weighed.lost[side], side))
        st.caption(why_sentence(ranker))
        if parts is not None and abs(parts.rest) >= SAME:
            st.caption("No word: the markers, masks, prompts and signs that are compared besides.")
    offer(f"Words by {name_of(ranker)}", partial(two_ways_rows, families, weighed))


def draw_notes(lost: Mapping[Side, Occlusion]) -> None:
    """Say which words were not left out, and where nothing is left without one."""
    for side, each in lost.items():
        for sentence in (untried_sentence(each, side), nothing_left_sentence(each, side)):
            if sentence:
                note(sentence)


def _draw_parts(weighed: Weighed, texts: Mapping[Side, str]) -> None:
    for side, parts in weighed.parts.items():
        if parts is None:
            note(no_parts_sentence(weighed.ranker))
            return
        st.html(marked_html(side.capitalize(), texts[side], parts.words, parts.values))


def words_html(weighed: Weighed, text: str, side: Side) -> str:
    """The words with the largest changes as a table, with both numbers, and what each column adds up to; escaped."""
    lost, parts = weighed.lost[side], weighed.parts[side]
    # What could not be left out has no change, and stands last.
    order = [*order_of(lost.changes), *np.flatnonzero(np.isnan(lost.changes)).tolist()]
    digits = max(3, digits_of(float(np.nanmax(np.abs(lost.changes), initial=0.0))))
    brings = {} if parts is None else dict(zip(parts.words, parts.values.tolist(), strict=True))

    def line(name: str, part: float | None, change: float | None) -> tuple[str, ...]:
        written = ["" if value is None else signed(value, digits) for value in (part, change)]
        return (name, *(written if parts is not None else written[1:]))

    top = [lost.words[place] for place in order[:ROWS]]
    rows = [
        line(_named(text, span), brings.get(span), float(lost.changes[place]))
        for span, place in zip(top, order, strict=False)
    ]
    if others := len(brings or lost.words) - len(top):
        rest = fsum(value for span, value in brings.items() if span not in top)
        rows.append(line(counted(others, "other word"), rest, fsum(lost.changes[order[ROWS:]].tolist())))
    if parts is not None:
        rows.append(line("no word", parts.rest, None))
    score, changes = signed(lost.score, digits), float(np.nansum(lost.changes))
    return table_html(
        f"Words of the {side} and what each does to the score",
        line_of_names(parts is not None),
        rows,
        foot=line(f"sum; the score is {score}", None if parts is None else parts.score, changes),
        style="parts el-marks",
    )


def _named(text: str, span: Span) -> str:
    """A word, with the number of its turn where the text has it several times."""
    name = text[slice(*span)]
    turns = [each for each in words_in(text) if text[slice(*each)] == name]
    return name if len(turns) == 1 else f"{name} (no. {turns.index(span) + 1})"


def line_of_names(split: bool) -> tuple[str, ...]:
    """What heads the columns: a word, its part where the score splits, and its change."""
    return ("word", *(["part"] if split else []), "change")


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

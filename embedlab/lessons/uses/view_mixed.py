"""The part "The texts that are mixed up, and why": two classes, the texts taken for another, and a score in parts."""

from functools import partial
from typing import Final

import streamlit as st

from embedlab.figures.waterfall import contributions
from embedlab.lessons.uses.found_points import points_or_button
from embedlab.lessons.uses.inputs import PAIR
from embedlab.lessons.uses.inputs_keys import KEYS
from embedlab.lessons.uses.study import Chosen
from embedlab.lessons.uses.study_curves import HEAD_NAMES, listed
from embedlab.lessons.uses.study_mixed import Lead, Told, lead_of, lead_rows, told_of
from embedlab.lessons.uses.view import looked_at
from embedlab.numbers_text import change, counted, percent, signed, whole
from embedlab.studies.labelled.text_points import COUNTS, Points
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import note
from embedlab.ui.panels.table import table
from embedlab.ui.pick import Pick
from embedlab.ui.teacher import control

TEXT: Final = Pick(KEYS("mixed-text"))
_CHARS: Final = 700
_CLASSES: Final = 4
_PARTS: Final = 9
_BEGINS: Final = 70


def draw_mixed_texts(chosen: Chosen) -> None:
    """Draw the texts of one class that were taken for another, and why one of them was."""
    points = points_or_button(chosen.labelled, looked_at(chosen), "parts")
    if points is None:
        return
    told = told_of(chosen.labelled, points, chosen.head, chosen.size, chosen.seed)
    pairs = told.mixed(chosen.labelled)
    if not pairs:
        note("No test text is taken for another class.")
        return
    names = chosen.labelled.classes
    left, right = st.columns(2, gap="medium")
    with left, control("mixed-pair"):
        at = PAIR.chosen(len(pairs), listed=listed(chosen, points))
        PAIR.draw("Mixed up", [f"{names[a]} taken for {names[b]}: {whole(count)}" for a, b, count in pairs], at)
    true, given, _ = pairs[at]
    places = told.texts_of(chosen.labelled, true, given)
    with right, control("mixed-text"):
        which = TEXT.chosen(len(places), listed=f"{listed(chosen, points)}-{true}-{given}")
        TEXT.draw("Text", [chosen.labelled.texts[told.tested[place]] for place in places], which)
    st.caption(
        f"{HEAD_NAMES[chosen.head]} on {points.name}, learnt from {counted(chosen.size, 'text')} of each class, the "
        "first of the draws."
    )
    left, right = st.columns([2, 3], gap="medium")
    with left:
        _draw_text(chosen, told, places[which], true)
    with right:
        _draw_parts(chosen, points, told, places[which], true)


def _draw_text(chosen: Chosen, told: Told, place: int, true: int) -> None:
    """Draw the text, and what the head makes of it."""
    labelled = chosen.labelled
    text = labelled.texts[told.tested[place]]
    subheading("The text")
    st.text(text if len(text) <= _CHARS else f"{text[:_CHARS]}…")
    scores = told.scores[place]
    order = sorted(range(len(scores)), key=lambda kind: -scores[kind])[:_CLASSES]
    order += [] if true in order else [true]
    logistic = told.head.name == "logistic"
    shares = told.probabilities(place) if logistic else scores
    table(
        "The classes that it is closest to",
        ["class", "score", "probability"] if logistic else ["class", "cosine"],
        [
            [
                labelled.classes[kind] + (" (true)" if kind == true else ""),
                signed(scores[kind]),
                *([percent(shares[kind])] if logistic else []),
            ]
            for kind in order
        ],
    )


def _draw_parts(chosen: Chosen, points: Points, told: Told, place: int, true: int) -> None:
    """Draw the lead of the class that was given over the true one, in parts that add up to it."""
    names, given = chosen.labelled.classes, int(told.given[place])
    lead = lead_of(chosen.labelled, points, told, place, true)
    subheading(f"Why {names[given]} is ahead of {names[true]}")
    chart(contributions(lead.names, lead.parts, lead.total, top=_PARTS), KEYS("mixed-parts"))
    offer("Parts of a lead", partial(lead_rows, lead))
    if lead.rows:
        largest = sorted(range(len(lead.rows)), key=lambda part: -abs(lead.parts[part]))[: _PARTS - 2]
        table(
            "The labelled texts with the largest parts",
            ["labelled text", "part"],
            [_row_of(chosen, lead, part) for part in largest],
        )
    finding(parts_sentence(points, lead, names[given], names[true]))


def _row_of(chosen: Chosen, lead: Lead, part: int) -> list[object]:
    labelled, row = chosen.labelled, lead.rows[part]
    begins = " ".join(labelled.texts[row].split())[:_BEGINS]
    return [f"{lead.names[part]}, {labelled.classes[labelled.labels[row]]}: {begins}", change(lead.parts[part])]


def parts_sentence(points: Points, lead: Lead, given: str, true: str) -> str:
    """What the parts are, and that they add up."""
    what = (
        "Each word adds its weight times its value"
        if points.model == COUNTS
        else "The numbers of a vector have no names, but the weights are sums of the labelled texts: each adds how "
        "alike it is to this text, beside the others, times its pull"
    )
    return (
        f"{what}. Purple speaks for {given}, red for {true}; together {change(lead.total)}, which is the difference of "
        "the two scores."
    )

"""The part "Recommendation: more like these"."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Final

import streamlit as st

from embedlab.content.labelled_set import LabelledSet
from embedlab.errors import EmbedLabError
from embedlab.figures.waterfall import contributions
from embedlab.lessons.uses.found_points import points_or_button
from embedlab.lessons.uses.inputs_keys import KEYS
from embedlab.lessons.uses.inputs_likes import (
    choose_other_taste,
    choose_place,
    choose_recommender,
    choose_thumb,
    chosen_taste,
)
from embedlab.lessons.uses.study import Chosen
from embedlab.lessons.uses.study_cosines import Alike, alike_by
from embedlab.lessons.uses.study_likes import (
    MANY,
    Recommended,
    Taste,
    classes_sentence,
    list_distance,
    named_parts,
    parts_sentence,
    recommend,
    recommended_rows,
)
from embedlab.lessons.uses.view_readers import draw_readers
from embedlab.numbers_text import counted, signed
from embedlab.studies.labelled.text_points import Points
from embedlab.studies.rows import Rows
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import note, problem_box, safe_markdown
from embedlab.ui.teacher import control

_SNIPPET: Final = 180
_NAME: Final = 70
_BESIDE: Final = {True: (2, 5), False: (1, 7)}
"""How much of a line the thumbs have, in a list beside another and alone."""


def draw_likes(chosen: Chosen) -> None:
    """Draw the part for the texts of the first screen."""
    draw_recommendations(chosen.labelled)


def draw_recommendations(labelled: LabelledSet) -> None:
    """Draw what is liked, what is recommended for it and why, and what simulated readers get."""
    card, gamma, weight = choose_recommender()
    points = points_or_button(labelled, card.id, "likes")
    if points is None:
        return
    model, counts = alike_by(labelled, points), alike_by(labelled, Points.counted(labelled.texts))
    taste = chosen_taste(labelled)
    _draw_taste(labelled, taste)
    lists = _draw_lists(labelled, (model, counts), taste, gamma, weight)
    if model.name in lists:
        _draw_why(labelled, lists[model.name], taste)
    offer(f"Recommendations from {labelled.name}", lambda: recommended_rows(labelled, lists))
    draw_readers(labelled, model, counts, gamma, weight)


def _draw_taste(labelled: LabelledSet, taste: Taste) -> None:
    subheading("What you like, and what not")
    with control("likes-judged"):
        if not taste:
            note("Nothing is judged. These three texts are a beginning; press a thumb.")
            for row in range(min(3, len(labelled.texts))):
                _draw_text(labelled, "begin", f"Text {row + 1}", row, escape(snippet(labelled.texts[row])))
        for number, row in enumerate(taste, start=1):
            _draw_text(labelled, "judged", f"Judged text {number}", row, escape(snippet(labelled.texts[row])))
        choose_other_taste(labelled)
    if len(taste) >= MANY:
        note(
            f"{counted(MANY, 'text')} are judged, which is as many as there can be: take a thumb back to judge another."
        )


def _draw_text(labelled: LabelledSet, place: str, name: str, row: int, html: str, number: int | None = None) -> None:
    """Draw a text with its thumbs on one line; the text is escaped."""
    thumbs, text = st.columns(_BESIDE[place == "list"], gap="small", vertical_alignment="center")
    with thumbs:
        choose_thumb(place if number is None else f"list{number}", name, row, labelled)
    with text:
        st.html(html)


def _draw_lists(
    labelled: LabelledSet, tools: Sequence[Alike], taste: Taste, gamma: float, weight: float
) -> Mapping[str, list[Recommended]]:
    """Draw the list of each tool beside the other; what one cannot recommend is said in its place."""
    lists = {}
    for place, (tool, column) in enumerate(zip(tools, st.columns(2, gap="medium"), strict=True)):
        with column:
            subheading(f"By {tool.name}")
            try:
                found = recommend(tool.table, taste, gamma=gamma, weight=weight)
            except EmbedLabError as error:
                problem_box(str(error))
                continue
            lists[tool.name] = found
            told = classes_sentence(labelled, found, taste)
            apart = f"on average {signed(list_distance(tools[0].table, found))} apart by {tools[0].name}"
            st.caption(safe_markdown("; ".join(filter(None, (told, apart if len(found) > 1 else ""))) + "."))
            for rank, each in enumerate(found, start=1):
                html = _recommended_html(labelled, rank, each, taste)
                _draw_text(labelled, "list", f"No. {rank} by {tool.name}", each.row, html, place)
    return lists


def _recommended_html(labelled: LabelledSet, rank: int, each: Recommended, taste: Taste) -> str:
    kind = int(labelled.labels[each.row])
    hit = kind in {int(labelled.labels[row]) for row, said in taste.items() if said}
    name = escape(labelled.classes[kind])
    shown = f'<span class="el-hit-right">✓ {name}</span>' if hit else f'<span class="el-hit-none">{name}</span>'
    return (
        f'<div class="el-told" style="display:block;padding:0 0 0.25rem"><p>{rank}. '
        f"{escape(snippet(labelled.texts[each.row]))}</p><small>{shown} · {parts_sentence(each)}</small></div>"
    )


def _draw_why(labelled: LabelledSet, found: Sequence[Recommended], taste: Taste) -> None:
    if not found:
        return
    left, right = st.columns([2, 3], gap="medium", vertical_alignment="top")
    with left:
        subheading("A score and its parts")
        names = [f"{rank}. {snippet(labelled.texts[each.row], _NAME)}" for rank, each in enumerate(found, start=1)]
        each = found[choose_place(names)]
        st.caption(
            "Each judged text adds its cosine times its weight; a text that repeats one above it loses the largest "
            "cosine with one of them. The bars add up to the score."
        )
    with right:
        parts, values = named_parts(each, taste, labelled.texts)
        chart(contributions(parts, values, each.score), KEYS("likes-parts"))
        offer("Parts of a recommendation", lambda: part_rows(parts, values, each.score))
    finding(f"No. {found.index(each) + 1}: {parts_sentence(each)}.")


def part_rows(parts: Sequence[str], values: Iterable[float], score: float) -> Rows:
    """A row for each part of a score, with the length of its bar, and one for the score."""
    named = [*zip(parts, map(float, values), strict=True), ("score", score)]
    return [{"part": part, "value": value, "length": abs(value)} for part, value in named]


def snippet(text: str, most: int = _SNIPPET) -> str:
    """How a text begins, in one line."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[:most].rsplit(' ', 1)[0]} …"

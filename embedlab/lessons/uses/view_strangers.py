"""The part "Anomalies: who does not belong?": three rankings of the texts of a class with strangers among them."""

from collections.abc import Sequence
from functools import partial
from html import escape
from typing import Final

import streamlit as st

from embedlab.compute.lone_scores import chance_cuts, mean_cuts
from embedlab.figures.intervals import shares_with_intervals
from embedlab.figures.kit.labels import shorten
from embedlab.figures.precision_steps import precision_steps
from embedlab.lessons.uses.found_points import points_models, points_or_button
from embedlab.lessons.uses.found_strangers import find_outliers, find_topics
from embedlab.lessons.uses.inputs_keys import KEYS
from embedlab.lessons.uses.inputs_strangers import (
    choose_ranking,
    choose_stranger_ask,
    choose_stranger_model,
    choose_told,
    choose_topic,
)
from embedlab.lessons.uses.study import Chosen
from embedlab.lessons.uses.study_stranger_words import found_sentence, sum_sentence, topics_sentence
from embedlab.lessons.uses.study_strangers import (
    Outliers,
    Ranking,
    StrangerAsk,
    average_rows,
    curve_rows,
    stranger_rows,
    topic_rows,
)
from embedlab.numbers_text import GAP, signed, whole
from embedlab.palette import FAMILY_COLOURS
from embedlab.studies.labelled.text_points import Points
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.table import Markup, table
from embedlab.ui.pick import Pick
from embedlab.ui.state import controls
from embedlab.ui.teacher import control

LEAD: Final = (
    "All texts of one class, and among them a few of others. Who stands alone is told by the vectors; nobody has said "
    "what is normal. Then the ranking is compared with who really is a stranger."
)
_ONE: Final = Pick(KEYS("strangers-one"))
_SHORT: Final = ("Nearest texts", "Isolation forest", "TF-IDF")
"""The rankings, where whose vectors they are of is known."""
_LISTED: Final = 10
_SNIPPET, _NEAR, _WHOLE = 150, 90, 600
"""Characters of a listed text, of a near one, and of the one that is looked at."""


def draw_strangers(chosen: Chosen) -> None:
    """Draw the controls, how right each ranking is, and the texts that stand most alone."""
    labelled = chosen.labelled
    st.caption(LEAD)
    left, right = controls(2)
    with left:
        model = choose_stranger_model(points_models())
    with right:
        topic = choose_topic(labelled)
    ask = choose_stranger_ask(topic)
    points = points_or_button(labelled, model, "strangers")
    if points is None:
        return
    found = find_outliers(labelled, points, ask)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        subheading("Precision and recall, down the ranking")
        _draw_curves(found)
    with right:
        subheading("Average precision")
        _draw_averages(chosen, points, found, ask)
    _draw_alone(chosen, found, ask)


def _draw_curves(found: Outliers) -> None:
    figure = precision_steps(
        [each.name for each in found.rankings], [each.recall for each in found.rankings],
        [each.precision for each in found.rankings], chance=found.chance, colours=_inks(found.rankings),
    )  # fmt: skip
    chart(figure, KEYS("strangers-curves"))
    offer("Precision and recall of strangers", partial(curve_rows, found))


def _draw_averages(chosen: Chosen, points: Points, found: Outliers, ask: StrangerAsk) -> None:
    middles, lows, highs = zip(*(each.average for each in found.rankings), strict=True)
    figure = shares_with_intervals(
        _SHORT, middles, lows, highs, name="average precision",
        chance=found.chance, colours=_inks(found.rankings), plain_numbers=True,
    )  # fmt: skip
    chart(figure, KEYS("strangers-averages"))
    offer("Average precision of strangers", partial(average_rows, found))
    finding(found_sentence(chosen.labelled, found, ask))
    topics = find_topics(chosen.labelled, points, ask)
    st.caption(topics_sentence(points, topics, len(chosen.labelled.classes)))
    offer("Outliers, each class in turn", partial(topic_rows, chosen.labelled, topics))


def _inks(rankings: Sequence[Ranking]) -> list[str]:
    return [FAMILY_COLOURS[each.family] for each in rankings]


def _draw_alone(chosen: Chosen, found: Outliers, ask: StrangerAsk) -> None:
    """Draw the texts that stand most alone by one ranking, and what makes one of them do so."""
    ids = [each.id for each in found.rankings]
    left, right = controls(2, weights=(3, 2))
    with left:
        ranking = found.rankings[choose_ranking(ids, _SHORT)]
    with right:
        told = choose_told()
    order = ranking.order()[:_LISTED].tolist()
    left, right = st.columns([3, 2], gap="medium")
    with left:
        subheading("The ten that stand most alone" if len(order) == _LISTED else "All, who stands most alone first")
        _draw_list(chosen, found, ranking, order, told=told)
    with right:
        subheading("Why this one")
        with control("strangers-one"):
            at = _ONE.chosen(len(order), listed=f"{chosen.labelled.digest}-{order}-{ask}")
            _ONE.draw("Text", [_text(chosen, found, place) for place in order], at, labelled=False)
        _draw_reason(chosen, found, ranking, order[at], told=told)
    offer("Texts that stand alone", partial(stranger_rows, chosen.labelled, found))


def _draw_list(chosen: Chosen, found: Outliers, ranking: Ranking, order: Sequence[int], *, told: bool) -> None:
    head = ("", "score", "text", *(("is of",) if told else ()))
    rows: list[list[object]] = []
    for number, place in enumerate(order, start=1):
        said = [Markup(_class_of(chosen, found, place))] if told else []
        text = shorten(_text(chosen, found, place), _SNIPPET)
        rows.append([whole(number), signed(ranking.scores[place]), text, *said])
    table("Texts that stand most alone", head, rows, style="matrix", named=False)
    if told:
        right = int(found.mixed.strange[list(order)].sum())
        every = int(found.mixed.strange.sum())
        st.caption(f"{whole(right)} of these {whole(len(order))} are strangers, of {whole(every)} in all.")
    else:
        st.caption("Which of them do not belong? Look first, then let it be told.")


def _draw_reason(chosen: Chosen, found: Outliers, ranking: Ranking, place: int, *, told: bool) -> None:
    """Draw the text, and what its score is made of."""
    st.text(shorten(_text(chosen, found, place), _WHOLE))
    near = ranking.nearest
    if near is None:
        many = len(found.mixed.rows)
        by_chance = chance_cuts(many)
        cuts = float(mean_cuts(ranking.scores[place : place + 1], many)[0])
        finding(
            f"Alone after {signed(cuts, 1)} random cuts on average; chance needs {signed(by_chance, 1)}. Score: 2 to "
            f"the power of −{signed(cuts, 1)} / {signed(by_chance, 1)} = {signed(ranking.scores[place])}."
        )
        st.caption("Each cut is along one number of the vector, which no word stands behind.")
        return
    rows: list[list[object]] = []
    for other, cosine in zip(near.rows[place].tolist(), near.cosines[place].tolist(), strict=True):
        said = f"<br><small>{_class_of(chosen, found, other)}</small>" if told else ""
        text = f"{escape(shorten(_text(chosen, found, other), _NEAR))}{said}"
        rows.append([Markup(text), signed(cosine, 3), signed(1 - cosine, 3)])
    table(
        "Its nearest texts", ("nearest text", "cosine", "1 − cosine"), rows,
        foot=("mean, the score", signed(near.cosines[place].mean(), 3), signed(ranking.scores[place], 3)),
        style="matrix", named=False,
    )  # fmt: skip
    st.caption(sum_sentence(ranking))


def _text(chosen: Chosen, found: Outliers, place: int) -> str:
    return chosen.labelled.texts[int(found.mixed.rows[place])]


def _class_of(chosen: Chosen, found: Outliers, place: int) -> str:
    """The class of a text, a stranger's in bold; escaped."""
    name = escape(shorten(chosen.labelled.classes[chosen.labelled.labels[found.mixed.rows[place]]], 40))
    return f"<b>✗{GAP}{name}</b>" if found.mixed.strange[place] else f"✓{GAP}{name}"

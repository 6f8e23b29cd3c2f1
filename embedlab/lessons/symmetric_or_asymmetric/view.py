"""The first screen of lesson 6: one query over questions and answers, and how often the answer wins."""

from collections.abc import Mapping

import numpy as np
import streamlit as st

from embedlab.figures.bump import bump_chart
from embedlab.figures.intervals import shares_with_intervals
from embedlab.lessons.symmetric_or_asymmetric.examples import SHORT
from embedlab.lessons.symmetric_or_asymmetric.found import find_rankings
from embedlab.lessons.symmetric_or_asymmetric.inputs import KEYS
from embedlab.lessons.symmetric_or_asymmetric.study import ASKED, Asymmetric, TripleScores, asked_name, best_answer
from embedlab.models.catalog import card
from embedlab.numbers_text import percent
from embedlab.palette import FAMILY_COLOURS
from embedlab.studies.searches import name_of
from embedlab.ui.charts import chart
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.guess import Guess
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import note
from embedlab.ui.search_panel import choose_search


def choose() -> Asymmetric | None:
    """Draw the search and rank; None when there is nothing to search."""
    search = choose_search(KEYS.slug)
    return None if search is None else find_rankings(search)


def draw(found: Asymmetric, guess: Guess) -> None:
    """Draw the rankings of this query, and beside them the measurement over the shipped triples."""
    left, right = st.columns(2, gap="medium")
    with left:
        _draw_rankings(found, guess)
    with right:
        _draw_measurement(found.scores)


def _draw_rankings(found: Asymmetric, guess: Guess) -> None:
    if not found.results:
        note("The rankings come as soon as a model is here.")
        return
    subheading(f"The same query, {len(found.results)} models")
    ranks = np.array([result.ranking.ranks for result in found.results.values()])
    names = [SHORT[model] for model in found.results]
    # Without its colours the figure does not tell of which kind the first text is.
    figure = bump_chart(names, ranks, found.search.texts, found.kinds if guess.open else None)
    chart(figure, KEYS("rankings"))
    guess.finding(answer_sentence(found))
    for result in found.results.values():
        if result.note:
            note(result.note)
        if result.ranking.ties:
            note(f"{name_of(result.model)} gives some texts the same score; they share a rank.")


def answer_sentence(found: Asymmetric) -> str:
    """At which rank each model puts the best answer."""
    if "answer" not in found.kinds:
        return "No text is called an answer. Begin a line with “answer:” to see where answers stand."
    ranks = [f"{best_answer(found.search, result)} by {SHORT[model]}" for model, result in found.results.items()]
    return f"The best answer stands at rank {', '.join(ranks)}."


def _draw_measurement(scores: Mapping[str, TripleScores]) -> None:
    """Draw how often the answer beats the related question, per model, with intervals."""
    if not scores:
        note("The shipped measurement cannot be read; measure a model live below.")
        return
    subheading(f"{len(next(iter(scores.values())).answer)} questions: does the answer come first?")
    asked = [a for a in ASKED if a.key in scores]
    summed = [scores[a.key].against_related for a in asked]
    figure = shares_with_intervals(
        [asked_name(a) for a in asked],
        [s.share for s in summed],
        [s.share_interval[0] for s in summed],
        [s.share_interval[1] for s in summed],
        name="answer above the related question",
        chance=0.5,
        colours=[FAMILY_COLOURS[card(a.model).family] for a in asked],
    )
    chart(figure, KEYS("shares"))
    low, high = min(summed, key=lambda s: s.share), max(summed, key=lambda s: s.share)
    finding(f"From {percent(low.share)} to {percent(high.share)}, with nothing changed but the model or its prefixes.")

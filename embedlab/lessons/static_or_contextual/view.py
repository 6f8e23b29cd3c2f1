"""The first screen of lesson 1: one spot in a static table, and beside it one dot for each occurrence in one layer."""

from collections import Counter

import streamlit as st

from embedlab.figures.animation import layer_animation
from embedlab.figures.maps import occurrence_map, word_map
from embedlab.lessons.static_or_contextual.found import find_senses, find_spot, takeaway
from embedlab.lessons.static_or_contextual.inputs import (
    CONTEXTUAL,
    DOT,
    KEYS,
    STATIC,
    choose_encoder,
    choose_layer,
    choose_more,
    choose_table,
    choose_word,
    chosen_dot,
    say_problems,
)
from embedlab.lessons.static_or_contextual.study import Senses, SenseStudy
from embedlab.numbers_text import percent
from embedlab.ui.charts import chart
from embedlab.ui.model_access import ready
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.guess import Guess
from embedlab.ui.panels.messages import errors_shown, problem_box
from embedlab.ui.stage import aside, hero
from embedlab.ui.state import controls
from embedlab.ui.teacher import control

HEIGHT = 310
"""In pixels: with guess and controls above them, both maps end on a screen of 800."""


def choose() -> Senses | None:
    """Draw word, model and sentences, and run the model; None when no sentence can be used or it is not here yet."""
    word_column, model_column, text_column, more_column = controls(4, weights=(3, 3, 2, 2))
    with model_column:
        model = choose_encoder()
    with more_column:
        more = choose_more()
    with word_column:
        choice = choose_word(text_column)
    say_problems(choice)
    # Asked even when the example ships: its fetch begins now, and the first sentence of one's own need not wait.
    if not choice.occurrences or not (ready(model) or choice.shipped):
        return None
    found = find_senses(choice, model, more)
    for lost in found.study.unread:
        problem_box(f"{model.name} stops reading before the word; shorten this sentence: {lost.text[:80]}…")
    return found


def draw(found: Senses, guess: Guess) -> None:
    """Draw the senses in one layer, and beside them the one spot of the static table, each a fragment of its own."""
    with hero(f"{found.model.name}: one dot for each sentence"):
        st.fragment(_draw_contextual, key=CONTEXTUAL)(found, guess)
    # The static map has no layer: placing its names takes longer than all that a move of the slider draws.
    with aside("A static table: one spot for all"):
        st.fragment(_draw_static, key=STATIC)(found)


def _draw_contextual(found: Senses, guess: Guess) -> None:
    study = found.study
    slider, toggle = st.columns([5, 2], vertical_alignment="bottom")
    with slider:
        layer = choose_layer(found)
    takeaway(found)
    with toggle, control("animate"):
        animate = st.toggle("Animate", help="Let the dots travel from layer to layer.", **KEYS.bound("animate"))
    senses, texts = [o.sense for o in study.occurrences], [o.text for o in study.occurrences]
    spans = [(o.start, o.end) for o in study.occurrences]
    if animate:
        moving = layer_animation(
            study.coordinates, senses, texts, layer, extent=study.extent, spans=spans, height=HEIGHT + 60
        )
        chart(moving, KEYS("moving"))
        return
    still = occurrence_map(
        study.coordinates[layer], senses, texts, extent=study.extent, spans=spans, height=HEIGHT,
        selected=chosen_dot(found),
    )  # fmt: skip
    chart(still, KEYS("occurrences"), select=True, on_choose=DOT.point_at, moves=True)
    guess.finding(layer_sentence(study, layer))


def layer_sentence(study: SenseStudy, layer: int) -> str:
    """How often the nearest occurrence has the same sense in one layer, and how often by luck."""
    if study.scores is None:
        count = len(study.occurrences)
        return f"Layer {layer}: {count} occurrences, {count} vectors." if count > 1 else f"Layer {layer}: one vector."
    share = percent(study.scores.accuracy[layer])
    return (
        f"Layer {layer}: the nearest occurrence has the same sense in {share}. By luck: {percent(study.scores.chance)}."
    )


def _draw_static(found: Senses) -> None:
    table = choose_table()
    with errors_shown():
        spot = find_spot(table, found.word)
        if spot is None and ready(table):  # it may have come in this very moment
            spot = find_spot(table, found.word)
        if spot is None:
            return
        forms = Counter(o.text[o.start : o.end].casefold() for o in found.occurrences)
        count = forms.pop(found.word.casefold(), 0)
        figure = word_map(
            spot.labels, spot.coordinates, found.word, 0, max(count, 1), similarities=spot.similarities, height=HEIGHT
        )
        chart(figure, KEYS("static-spot"))
        finding(spot_sentence(found.word, count, list(forms), seen=spot.seen))


def spot_sentence(word: str, count: int, other_forms: list[str], *, seen: bool) -> str:
    """On how many spots a table puts a word that stands ``count`` times in the sentences, and why."""
    if not seen:
        return f"“{word}” has no row in this table: its vector is built from its groups of letters, in any sentence."
    if other_forms:
        named = ", ".join(f"“{form}”" for form in other_forms[:4])
        return f"One vector for “{word}”, whatever the sentence. To the table {named} are other words, with other rows."
    many = f"One vector for all {count} occurrences" if count > 1 else "One vector"
    return f"{many}: the table never sees the sentence. Around it, the nearest words."

"""The first screen of lesson 1: one spot in a static table, and beside it one dot for each occurrence in one layer."""

from collections import Counter
from functools import partial

import streamlit as st

from embedlab.figures.maps import occurrence_map, word_map
from embedlab.lessons.static_or_contextual.found import find_senses, find_spot, takeaway
from embedlab.lessons.static_or_contextual.inputs import (
    CONTEXTUAL,
    DOT,
    KEYS,
    STATIC,
    choose_encoder,
    choose_more,
    choose_table,
    choose_word,
    chosen_dot,
    say_problems,
)
from embedlab.lessons.static_or_contextual.inputs_layer import (
    LAYER,
    STEP_SECONDS,
    choose_layer,
    open_layer,
    playing,
    take_step,
)
from embedlab.lessons.static_or_contextual.study import Senses, SenseStudy
from embedlab.numbers_text import counted, percent
from embedlab.studies.rows import rows_of
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.model_access import ready
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.guess import Guess
from embedlab.ui.panels.messages import errors_shown, problem_box
from embedlab.ui.panels.unread_texts import say_unread
from embedlab.ui.stage import aside, hero
from embedlab.ui.state import controls

HEIGHT, SMALL_HEIGHT = 272, 256
"""In pixels: with guess and controls above it, the large map and its sentence end on a screen of 800."""

FAITHFUL = 0.8
"""A map that keeps so large a share of the nearest neighbours looks as the layer is."""


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
    if not choice.shipped:
        texts = dict.fromkeys(occurrence.text for occurrence in choice.occurrences)
        say_unread({model.id: None}, {f"sentence {number}": text for number, text in enumerate(texts, start=1)})
    return found


def draw(found: Senses, guess: Guess) -> None:
    """Draw the senses in one layer, and beside them the one spot of the static table, each a fragment of its own."""
    open_layer(found)
    with hero(f"{found.model.name}, layer by layer: one mark for each sentence"):
        st.fragment(_draw_contextual, key=CONTEXTUAL)(found, guess)
    # The static map has no layer: placing its names takes longer than all that a move of the slider draws.
    with aside("A static table: one spot for all"):
        st.fragment(_draw_static, key=STATIC)(found)


def _draw_contextual(found: Senses, guess: Guess) -> None:
    if playing():
        st.fragment(_draw_layer, key=LAYER, run_every=STEP_SECONDS)(found, guess)
        return
    # No fragment, so that the browser gives up asking; in a container, so that a button keeps its place and the focus.
    with st.container():
        _draw_layer(found, guess)


def _draw_layer(found: Senses, guess: Guess) -> None:
    study = found.study
    take_step(found)
    layer = choose_layer(found)
    takeaway(found)
    figure = occurrence_map(
        study.coordinates[layer] - study.middle,
        [o.sense for o in study.occurrences],
        [o.text for o in study.occurrences],
        extent=study.extent,
        spans=[(o.start, o.end) for o in study.occurrences],
        height=HEIGHT,
        layer=layer,
        selected=chosen_dot(found),
    )
    chart(figure, KEYS("occurrences"), select=True, on_choose=DOT.point_at, moves=True)
    guess.finding(layer_sentence(found, layer))
    st.caption(map_sentence(study, layer))


def layer_sentence(found: Senses, layer: int) -> str:
    """How often the nearest occurrence has the same sense in one layer, and how often by luck.

    Of a word that the model has no piece for it says just that.
    """
    study, (unknown, pieces) = found.study, found.study.unknown_pieces
    if unknown:
        many = "no piece" if unknown == pieces else f"only {pieces - unknown} of the {counted(pieces, 'piece')}"
        times = counted(unknown, "time")
        return (
            f"{found.model.name} knows {many} of “{found.word}” and reads [UNK], unknown, in its place {times}: "
            "the map shows the sentences around it, not the word."
        )
    if study.scores is None:
        count = len(study.occurrences)
        return f"Layer {layer}: {count} occurrences, {count} vectors." if count > 1 else f"Layer {layer}: one vector."
    share = percent(study.scores.accuracy[layer])
    return (
        f"Layer {layer}: the nearest occurrence has the same sense in {share}. By luck: {percent(study.scores.chance)}."
    )


def map_sentence(study: SenseStudy, layer: int) -> str:
    """Why the picture may look other than the number: what the map keeps of one layer."""
    kept = percent(study.kept[layer])
    if study.kept[layer] >= FAITHFUL:
        return f"Counted in the original space; the map keeps {kept} of the five nearest neighbours."
    return (
        f"Counted in the original space; the map keeps only {kept} of the five nearest neighbours, so it can look more "
        "mixed."
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
            spot.labels,
            spot.coordinates,
            found.word,
            0,
            max(count, 1),
            similarities=spot.similarities,
            height=SMALL_HEIGHT,
        )
        chart(figure, KEYS("static-spot"))
        x, y = spot.coordinates.T
        offer("Static spot", partial(rows_of, word=spot.labels, cosine=spot.similarities, x=x, y=y))
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

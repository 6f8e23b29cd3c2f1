"""The play part of lesson 1: two maps side by side, then matrix, curves and attention, all for one layer."""

from collections import Counter
from collections.abc import Callable
from html import escape
from typing import Any

import streamlit as st

from embedlab.content.word_places import Occurrence
from embedlab.figures.animation import layer_animation
from embedlab.figures.attention_chips import attention_strip
from embedlab.figures.curves import layer_curves
from embedlab.figures.heatmaps import similarity_matrix
from embedlab.figures.maps import occurrence_map, word_map
from embedlab.lessons.static_or_contextual.found import find_spot
from embedlab.lessons.static_or_contextual.inputs import (
    WordChoice,
    choose_dot,
    choose_layer,
    choose_occurrence,
    choose_table,
    chosen_dot,
)
from embedlab.lessons.static_or_contextual.shipped import ShippedSenses, load_study
from embedlab.lessons.static_or_contextual.study import SenseStudy, WordAttention, attend, study_senses
from embedlab.models.cards import ModelCard
from embedlab.models.catalog import card
from embedlab.ui.charts import chart
from embedlab.ui.model_access import is_here, runtime
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import errors_shown, note
from embedlab.ui.state import bound
from embedlab.ui.teacher import control

HEIGHT = 360


def find_study(choice: WordChoice, model: ModelCard, method: Any, seed: int) -> SenseStudy:
    """The shipped study for a shipped preset, else a live one, remembered for every visitor.

    Raises:
        EmbedLabError: the model cannot be fetched, or read none of the occurrences.
    """
    if method == "pca" and (found := _shipped(choice, model)):
        return found.study
    return _live(model.id, choice.occurrences, method, seed)


def _shipped(choice: WordChoice, model: ModelCard) -> ShippedSenses | None:
    return load_study(model.id, choice.word, choice.occurrences) if choice.shipped else None


@st.cache_resource(max_entries=64, show_spinner="Reading the sentences and drawing the map …")
def _live(model: str, occurrences: tuple[Occurrence, ...], method: Any, seed: int) -> SenseStudy:
    return study_senses(runtime(), card(model), occurrences, method, seed)


def find_attention(choice: WordChoice, model: ModelCard, occurrence: Occurrence) -> WordAttention | None:
    """The attention of one occurrence; None when only a model that is not here yet could tell."""
    if occurrence == choice.occurrences[0] and (found := _shipped(choice, model)):
        return found.attention
    return attend(runtime(), model, occurrence) if is_here(model) else None


@st.fragment
def play(choice: WordChoice, model: ModelCard, study: SenseStudy, predict: Callable[[], object]) -> None:
    """Draw everything that follows the layer or the static table; changing either redraws this part alone.

    ``predict`` draws the guess between the maps and the measurements.
    """
    heads = st.columns(2, gap="medium")
    maps = st.columns(2, gap="medium")
    with heads[1]:
        subheading(f"Contextual: {model.name}")
        slider, toggle = st.columns([5, 2], vertical_alignment="bottom")
        with slider:
            layer = choose_layer(study.layers, study.layers // 2)
        with toggle, control("animate"):
            animate = st.toggle("Animate", help="Let the dots travel from layer to layer.", **bound("play"))
    # The figure that follows the slider comes first in the script, so that it is redrawn first.
    with maps[1]:
        _contextual(study, layer, animate=animate)
    with heads[0]:
        subheading("Static")
        table = choose_table()
    with maps[0], errors_shown():
        _static(choice, table)
    predict()
    dot = choose_occurrence(study.occurrences)
    _nearest(study, layer, dot)
    _measurements(study, layer)
    with errors_shown():
        _attention(choice, model, study, layer, dot)


def _contextual(study: SenseStudy, layer: int, *, animate: bool) -> None:
    senses = [o.sense for o in study.occurrences]
    texts = [o.text for o in study.occurrences]
    spans = [(o.start, o.end) for o in study.occurrences]
    if animate:
        moving = layer_animation(
            study.coordinates, senses, texts, layer, extent=study.extent, spans=spans, height=HEIGHT + 60
        )
        chart(moving, "layers-moving")
        return
    figure = occurrence_map(
        study.coordinates[layer], senses, texts, extent=study.extent, spans=spans, height=HEIGHT,
        selected=chosen_dot(len(texts)),
    )  # fmt: skip
    chart(figure, "occurrences", select=True, on_choose=choose_dot)
    finding(_contextual_finding(study, layer))


def _contextual_finding(study: SenseStudy, layer: int) -> str:
    if study.scores is None:
        count = len(study.occurrences)
        return f"Layer {layer}: {count} occurrences, {count} vectors." if count > 1 else f"Layer {layer}: one vector."
    share = f"{study.scores.accuracy[layer]:.0%}"
    return f"Layer {layer}: the nearest occurrence has the same sense in {share}. By luck: {study.scores.chance:.0%}."


def _static(choice: WordChoice, table: ModelCard) -> None:
    found = find_spot(table, choice.word)
    if found is None:
        note(f"{table.name} is not here yet. The static room below fetches it and says how far that is.")
        return
    forms = Counter(o.text[o.start : o.end].casefold() for o in choice.occurrences)
    count = forms.pop(choice.word.casefold(), 0)
    figure = word_map(
        found.labels, found.coordinates, choice.word, 0, max(count, 1), similarities=found.similarities, height=HEIGHT
    )
    chart(figure, "static-spot")
    finding(_static_finding(choice.word, count, list(forms), seen=found.seen))


def _static_finding(word: str, count: int, other_forms: list[str], *, seen: bool) -> str:
    if not seen:
        return f"“{word}” has no row in this table: its vector is built from its groups of letters, in any sentence."
    if other_forms:
        named = ", ".join(f"“{form}”" for form in other_forms[:4])
        return f"One vector for “{word}”, whatever the sentence. To the table {named} are other words, with other rows."
    many = f"One vector for all {count} occurrences" if count > 1 else "One vector"
    return f"{many}: the table never sees the sentence. Around it, the nearest words."


def _nearest(study: SenseStudy, layer: int, dot: int) -> None:
    near = study.neighbours(dot, layer)
    if not near:
        return
    chosen = study.occurrences[dot]
    st.html(neighbour_table(chosen, near))
    if (same := study.same(dot, layer)) > len(near):
        note(f"{same} other occurrences have exactly the same vector here; {len(near)} of them are listed.")
    pieces = study.pieces[dot]
    if len(pieces) > 1:
        note(f"The model reads this word in {len(pieces)} pieces ({' '.join(pieces)}); their mean is used.")
    share = f"The map keeps {study.kept[layer]:.0%} of the five nearest neighbours"
    held = "" if study.explained is None else f" and {study.explained:.0%} of the variance"
    st.caption(f"{share}{held}. Similarities are computed in the original space, never on the map.")


def neighbour_table(chosen: Occurrence, near: list[tuple[Occurrence, float]]) -> str:
    """The nearest occurrences in the original space as a table; visitor text is escaped."""
    rows = "".join(
        f'<tr><td>{value:.2f}</td><td class="{"el-same" if o.sense == chosen.sense else "el-other"}">'
        f"{escape(o.sense) or '–'}</td><td>{_marked(o)}</td></tr>"
        for o, value in near
    )
    return (
        '<div class="el-near" tabindex="0" role="region" aria-label="Nearest occurrences"><table><thead><tr>'
        f'<th scope="col">cosine</th><th scope="col">sense</th><th scope="col">nearest to “{_marked(chosen)}”</th>'
        f"</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _marked(occurrence: Occurrence) -> str:
    text, start, end = occurrence.text, occurrence.start, occurrence.end
    before, after = text[max(0, start - 70) : start], text[end : end + 70]
    lead, tail = "…" if start > 70 else "", "…" if end + 70 < len(text) else ""
    return f"{lead}{escape(before)}<b>{escape(text[start:end])}</b>{escape(after)}{tail}"


def _measurements(study: SenseStudy, layer: int) -> None:
    left, right = st.columns(2, gap="medium")
    with left:
        subheading("Every pair, in the original space")
        _matrix(study, layer)
    with right:
        subheading("Layer by layer")
        if study.scores is None:
            note("Name two senses, one of them twice or more, and this shows how well each layer tells them apart.")
            return
        scores = study.scores
        chart(layer_curves(scores.accuracy, scores.silhouette, scores.mean_cosine, scores.chance, layer), "curves")


def _matrix(study: SenseStudy, layer: int) -> None:
    senses = [o.sense for o in study.occurrences]
    key = list(dict.fromkeys(senses))
    order = sorted(range(len(senses)), key=lambda row: (key.index(senses[row]), row))
    groups = [senses[row] for row in order]
    texts = [study.occurrences[row].text for row in order]
    with control("range"):
        spread = st.toggle("Spread the colours over this model's range", **bound("spread"))
    figure = similarity_matrix(
        study.similarity[layer][order][:, order], groups, groups, texts,
        extent=study.cosine_range if spread else (-1.0, 1.0), key=key,
    )  # fmt: skip
    chart(figure, "matrix")


def _attention(choice: WordChoice, model: ModelCard, study: SenseStudy, layer: int, dot: int) -> None:
    subheading("Whom the word attends to")
    found = find_attention(choice, model, study.occurrences[dot])
    if found is None:
        note(f"This sentence needs {model.name}, which is still being fetched.")
        return
    if layer == 0:
        note("Layer 0 comes before any attention. Move the slider to see whom the word looks at.")
        return
    with control("head"):
        head = st.selectbox(
            "Head",
            [None, *range(found.heads.shape[1])],
            format_func=lambda h: "mean of all heads" if h is None else f"head {h + 1}",
            width=220,
            **bound("head"),
        )
    figure = attention_strip(
        found.tokens, found.weights(layer, head), set(found.target), special=set(found.special), columns=80
    )
    chart(figure, "attention")
    st.caption("A weight says how much is taken from a token, not that the token made the difference.")

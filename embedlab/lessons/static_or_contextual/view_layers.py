"""The parts of lesson 1 that follow its layer: one occurrence up close, every pair, and all layers as curves."""

from functools import partial
from html import escape

import streamlit as st

from embedlab.content.word_places import Occurrence
from embedlab.figures.attention_chips import attention_strip
from embedlab.figures.curves import layer_curves
from embedlab.figures.heatmaps import similarity_matrix
from embedlab.lessons.static_or_contextual.found import find_attention
from embedlab.lessons.static_or_contextual.inputs import KEYS, choose_dot
from embedlab.lessons.static_or_contextual.inputs_layer import chosen_layer
from embedlab.lessons.static_or_contextual.study import Senses, SenseStudy
from embedlab.numbers_text import percent, signed
from embedlab.studies.rows import Rows, rows_of
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import note
from embedlab.ui.panels.table import Markup, table_html
from embedlab.ui.teacher import control

_AROUND = 70
"""Characters of a sentence that are shown on each side of the word."""


def draw_occurrence(found: Senses) -> None:
    """Draw the occurrences nearest to one of them, and whom its pieces attend to."""
    study, layer = found.study, chosen_layer(found)
    dot = choose_dot(found)
    subheading(f"Nearest in layer {layer}, in the original space")
    _draw_nearest(study, layer, dot)
    subheading(f"Whom the word attends to in layer {layer}")
    _draw_attention(found, layer, dot)


def _draw_nearest(study: SenseStudy, layer: int, dot: int) -> None:
    near = study.neighbours(dot, layer)
    if not near:
        note("There is no other occurrence.")
        return
    st.html(nearest_html(study.occurrences[dot], near))
    offer("Nearest occurrences", partial(nearest_rows, study.occurrences[dot], near, layer))
    if (same := study.same(dot, layer)) > len(near):
        note(f"{same} other occurrences have exactly the same vector here; {len(near)} of them are listed.")
    pieces = study.pieces[dot]
    if len(pieces) > 1:
        note(f"The model reads this word in {len(pieces)} pieces ({' '.join(pieces)}); their mean is used.")
    share = f"The map keeps {percent(study.kept[layer])} of the five nearest neighbours"
    held = "" if study.explained is None else f" and {percent(study.explained)} of the variance"
    st.caption(f"{share}{held}. Similarities are computed in the original space, never on the map.")


def nearest_html(chosen: Occurrence, near: list[tuple[Occurrence, float]]) -> str:
    """The nearest occurrences as a table; those of another sense say so."""
    rows = [(signed(cosine), _sense(chosen, other), _marked(other)) for other, cosine in near]
    head = ("cosine", "sense", Markup(f"nearest to “{_marked(chosen)}”"))
    return table_html("Nearest occurrences", head, rows, style="near", named=False)


def nearest_rows(chosen: Occurrence, near: list[tuple[Occurrence, float]], layer: int) -> Rows:
    """The same, to be taken away."""
    return [
        {"layer": layer, "to": chosen.text, "cosine": cosine, "sense": other.sense, "sentence": other.text}
        for other, cosine in near
    ]


def _sense(chosen: Occurrence, other: Occurrence) -> Markup:
    kind = "el-same" if other.sense == chosen.sense else "el-other"
    return Markup(f'<span class="{kind}">{escape(other.sense) or "–"}</span>')


def _marked(occurrence: Occurrence) -> Markup:
    """The sentence around the word, the word in bold."""
    text, start, end = occurrence.text, occurrence.start, occurrence.end
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    lead, tail = "…" if start > _AROUND else "", "…" if end + _AROUND < len(text) else ""
    return Markup(f"{lead}{escape(before)}<b>{escape(text[start:end])}</b>{escape(after)}{tail}")


def _draw_attention(found: Senses, layer: int, dot: int) -> None:
    attention = find_attention(found, found.study.occurrences[dot])
    if attention is None:
        note(f"This sentence needs {found.model.name}, which is still being fetched.")
        return
    if layer == 0:
        note("Layer 0 comes before any attention. Move the slider to see whom the word looks at.")
        return
    with control("head"):
        head = st.selectbox(
            "Head",
            [None, *range(attention.heads.shape[1])],
            format_func=lambda h: "mean of all heads" if h is None else f"head {h + 1}",
            width=220,
            **KEYS.bound("head"),
        )
    weights, special = attention.weights(layer, head), set(attention.special)
    figure = attention_strip(attention.tokens, weights, set(attention.target), special=special)
    chart(figure, KEYS("attention"))
    offer("Attention", partial(rows_of, token=attention.tokens, weight=weights))
    st.caption("A weight says how much is taken from a token, not that the token made the difference.")


def draw_matrix(found: Senses) -> None:
    """Draw the cosine of every pair of occurrences in one layer, grouped by sense."""
    study, layer = found.study, chosen_layer(found)
    senses = [o.sense for o in study.occurrences]
    key = list(dict.fromkeys(senses))
    # By sense, then as in the text: one sense is one block on the diagonal.
    order = sorted(range(len(senses)), key=lambda row: (key.index(senses[row]), row))
    groups = [senses[row] for row in order]
    texts = [study.occurrences[row].text for row in order]
    subheading(f"Layer {layer}")
    with control("range"):
        spread = st.toggle("Spread the colours over this model's range", **KEYS.bound("spread"))
    figure = similarity_matrix(
        study.similarity[layer][order][:, order], groups, groups, texts,
        extent=study.cosine_range if spread else (-1.0, 1.0), key=key,
    )  # fmt: skip
    chart(figure, KEYS("matrix"))


def draw_curves(found: Senses) -> None:
    """Draw how well each layer tells the senses apart, with the chosen layer marked."""
    scores = found.study.scores
    if scores is None:
        note("Name two senses, one of them twice or more, and this shows how well each layer tells them apart.")
        return
    layer = chosen_layer(found)
    chart(layer_curves(scores.accuracy, scores.silhouette, scores.mean_cosine, scores.chance, layer), KEYS("curves"))

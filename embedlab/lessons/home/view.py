"""The play part of Home: three texts, the words they share, and how close a model puts them."""

import math
from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from embedlab.compute.calibration import share_below
from embedlab.compute.overlap import Overlap, word_overlap
from embedlab.compute.similarity import cosine_parts, cosine_similarity, dot_product, euclidean_distance
from embedlab.content.lesson_text import Lesson, Preset
from embedlab.errors import EmbedLabError, InputError
from embedlab.figures.distribution import random_pairs
from embedlab.lessons.home.shipped import shipped_random_pairs, shipped_vectors
from embedlab.lessons.home.study import random_sample, text_cards
from embedlab.limits import SENTENCE_CHARS
from embedlab.models.catalog import card
from embedlab.models.encoders import text_vectors
from embedlab.ui.charts import chart
from embedlab.ui.model_access import ready, runtime
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import problem_box
from embedlab.ui.state import bound
from embedlab.ui.teacher import control

FIRST_MODEL = "all-minilm-l6-v2"
NAMES = ("A", "B", "C")


@dataclass(frozen=True)
class Comparison:
    """Two texts compared four ways; ``above`` is the share of random pairs that are less similar, 0 to 1."""

    overlap: Overlap
    cosine: float
    dot: float
    distance: float
    above: float


def compare(model: str, texts: tuple[str, str, str]) -> tuple[Comparison, Comparison]:
    """A with B and A with C, from shipped vectors for a preset, else live.

    Raises:
        EmbedLabError: a text is empty or too long, or the model cannot answer.
    """
    for name, text in zip(NAMES, texts, strict=True):
        if not text.strip():
            raise InputError(f"Text {name} is empty; type something to compare.")
        if len(text) > SENTENCE_CHARS:
            raise InputError(f"Text {name} has {len(text):,} characters; shorten it to {SENTENCE_CHARS:,} or fewer.")
    vectors = find_vectors(model, texts)
    sample = find_random_pairs(model)
    return _comparison(texts, vectors, 1, sample), _comparison(texts, vectors, 2, sample)


def _comparison(texts: tuple[str, ...], vectors: Any, other: int, sample: Any) -> Comparison:
    first, second = vectors[:1], vectors[other : other + 1]
    cosine = float(cosine_similarity(first, second)[0, 0])
    return Comparison(
        overlap=word_overlap(texts[0], texts[other]),
        cosine=cosine,
        dot=float(dot_product(first, second)[0, 0]),
        distance=float(euclidean_distance(first, second)[0, 0]),
        above=share_below(cosine, sample),
    )


@st.cache_data(max_entries=256, show_spinner=False)
def find_vectors(model: str, texts: tuple[str, ...]) -> NDArray[np.float32]:
    """Vectors (n, d) float32 of texts by a model, shipped or live."""
    shipped = shipped_vectors(model, texts)
    return text_vectors(runtime(), card(model), texts).vectors if shipped is None else shipped


@st.cache_data(max_entries=16, show_spinner=False)
def find_random_pairs(model: str) -> NDArray[np.float32]:
    """Sorted cosines (m,) float32 of random pairs, shipped or live."""
    shipped = shipped_random_pairs(model)
    return random_sample(runtime(), card(model)) if shipped is None else shipped


def choose_texts(lesson: Lesson) -> tuple[str, tuple[str, str, str]]:
    """Draw the example, the model and the three texts; each example keeps what was typed into it."""
    presets = {preset.name: preset for preset in lesson.presets}
    left, right = st.columns(2)
    with left, control("example"):
        name = st.selectbox("Example", list(presets), **bound("home-example"))
    cards = {entry.id: entry for entry in text_cards()}
    with right, control("model"):
        model = st.selectbox(
            "Model",
            list(cards),
            index=list(cards).index(FIRST_MODEL),
            format_func=lambda i: cards[i].name,
            **bound("home-model"),
        )
    return model, _texts(presets[name], list(presets).index(name))


def _texts(preset: Preset, number: int) -> tuple[str, str, str]:
    typed = []
    for column, name, default in zip(st.columns(3), NAMES, (preset.a, preset.b, preset.c), strict=True):
        with column:
            # A key for each example: going to another one and back finds the typed text again.
            key = f"{name.lower()}{number or ''}"
            typed.append(st.text_input(name, default, persist_state=None, **bound(key)) or "")
    return typed[0], typed[1], typed[2]


def play(model: str, texts: tuple[str, str, str]) -> dict[str, Any] | None:
    """Draw the comparison and return the facts it holds; None while there is something wrong with the input."""
    if shipped_vectors(model, texts) is None and not ready(card(model)):
        return None
    try:
        with_b, with_c = compare(model, texts)
    except EmbedLabError as error:
        problem_box(str(error))
        return None
    columns = st.columns(2, gap="medium")
    for column, other, result in zip(columns, NAMES[1:], (with_b, with_c), strict=True):
        with column:
            subheading(f"A and {other}")
            st.html(comparison_html(result, f"Scores of A and {other}"))
            figure = random_pairs(find_random_pairs(model), result.cosine, f"cosine, {card(model).name}")
            chart(figure, f"pairs-{other}")
    closer = "B" if with_b.cosine > with_c.cosine else "C"
    shared_b, shared_c = len(with_b.overlap.shared), len(with_c.overlap.shared)
    finding(
        f"{card(model).name} puts A closer to {closer}. Cosine with B {with_b.cosine:.2f}, words shared {shared_b}; "
        f"cosine with C {with_c.cosine:.2f}, words shared {shared_c}."
    )
    return {
        "cosine_ab": with_b.cosine,
        "cosine_ac": with_c.cosine,
        "shared_ab": shared_b,
        "shared_ac": shared_c,
        "below_ab": math.floor(with_b.above * 100) / 100,  # never "100 %" for 99.7 %
        "model": card(model).name,
    }


def comparison_html(result: Comparison, name: str) -> str:
    """The four numbers of a pair, each with its range; ``name`` is what a screen reader calls the table."""
    shared = ", ".join(result.overlap.shared[:8]) or "none"
    rows = (
        ("word overlap", f"{result.overlap.jaccard:.0%}", f"0 to 100 %; shared: {shared}"),
        ("cosine", f"{result.cosine:.2f}", "−1 to 1, higher is closer"),
        ("dot product", f"{result.dot:.2f}", "the cosine again: length 1"),
        ("Euclidean distance", f"{result.distance:.2f}", "0 to 2, lower is closer"),
    )
    body = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{escape(value)}</td><td class="el-range">{escape(note)}</td></tr>'
        for name, value, note in rows
    )
    box = f'<div class="el-parts el-compare" tabindex="0" role="region" aria-label="{escape(name)}">'
    return f"{box}<table><tbody>{body}</tbody></table></div>"


def parts_of(model: str, texts: tuple[str, str, str]) -> tuple[list[float], float]:
    """The products that add up to the cosine of A and B, and the cosine computed without them."""
    vectors = find_vectors(model, texts)
    total = float(cosine_similarity(vectors[:1], vectors[1:2])[0, 0])
    return cosine_parts(vectors[0], vectors[1]).tolist(), total

"""The parts of Home after the play: explanations and exports."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from embedlab.compute.overlap import word_overlap
from embedlab.compute.similarity import cosine_similarity
from embedlab.content.lesson_text import Lesson
from embedlab.lessons.home.view import NAMES, compare, parts_of
from embedlab.studies.rows import Rows
from embedlab.ui.exports import assignment, export_panel, notebook_bytes
from embedlab.ui.panels.sections import draw_sections
from embedlab.ui.panels.why import limits_note, parts_table, show_source


def why(lesson: Lesson, model: str, texts: tuple[str, str, str] | None) -> None:
    """Draw the lesson's explanations, and the cosine of A and B taken apart when there is one."""
    draw_sections(lesson)
    if texts is not None:
        _cosine_apart(model, texts)
    for function in (word_overlap, cosine_similarity):
        show_source(function)
    limits_note(lesson.limits)


def _cosine_apart(model: str, texts: tuple[str, str, str]) -> None:
    parts, total = parts_of(model, texts)
    st.markdown(
        f"### The cosine of A and B, taken apart\n\nIt is a sum of {len(parts)} products, one for each number of the "
        "two vectors; here are the largest."
    )
    parts_table([f"number {index}" for index in range(1, len(parts) + 1)], parts, total, "cosine")


def export(lesson: Lesson, model: str, texts: tuple[str, str, str], slot: DeltaGenerator) -> None:
    """Offer the scores and the page as a notebook."""
    export_panel(lesson.heading, {"Scores": lambda: _rows(model, texts)}, lambda: _notebook(model, texts), slot=slot)


def _rows(model: str, texts: tuple[str, str, str]) -> Rows:
    return [
        {
            "model": model,
            "text_a": texts[0],
            "text_b": texts[number],
            "pair": f"A and {NAMES[number]}",
            "word_overlap": result.overlap.jaccard,
            "cosine": result.cosine,
            "dot_product": result.dot,
            "euclidean_distance": result.distance,
            "share_of_random_pairs_below": result.above,
        }
        for number, result in enumerate(compare(model, texts), start=1)
    ]


def _notebook(model: str, texts: tuple[str, str, str]) -> bytes:
    return notebook_bytes(
        [
            ("markdown", "# What is an embedding?\n\nRun this where EmbedLab is installed, from its folder."),
            ("code", "\n".join([assignment("model", model), assignment("texts", list(texts))])),
            (
                "code",
                "from embedlab.compute.similarity import cosine_similarity\n"
                "from embedlab.models.encoders import text_vectors\n"
                "from embedlab.models.local import find_card\n"
                "from embedlab.models.runtime import shared_runtime\n\n"
                "vectors = text_vectors(shared_runtime(), find_card(model), texts).vectors\n"
                "print(cosine_similarity(vectors, vectors).round(2))",
            ),
        ]
    )

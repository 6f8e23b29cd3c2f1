"""The parts of lesson 1 after the play: facts for its texts, cost, explanations, exports."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import streamlit as st

from embedlab.compute.sense_scores import chance_accuracy, nearest_sense_accuracy
from embedlab.compute.similarity import cosine_parts, cosine_similarity
from embedlab.content.lesson_text import Lesson
from embedlab.content.word_places import Occurrence
from embedlab.lessons.static_or_contextual.facts import layer0_choice, random_words_choice, region_choice
from embedlab.lessons.static_or_contextual.inputs import WordChoice
from embedlab.lessons.static_or_contextual.study import SenseStudy
from embedlab.models.cards import ModelCard
from embedlab.models.catalog import card
from embedlab.models.encoders import occurrence_states
from embedlab.models.measure import Cost, measure
from embedlab.studies.rows import Rows
from embedlab.ui.exports import Cell, assignment, notebook_bytes
from embedlab.ui.model_access import is_here, runtime
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import errors_shown, note
from embedlab.ui.panels.sections import draw_sections
from embedlab.ui.panels.why import limits_note, parts_table, show_source, why_section


def facts(choice: WordChoice, model: ModelCard, study: SenseStudy, cost: Cost | None) -> dict[str, Any]:
    """Everything that the lesson's templates and quiz may name, as far as this page can compute it.

    Left out: the cost before it is measured, random words where there are none, and the number of static spots
    when the word stands there in several forms. Empty without scores.
    """
    scores, best = study.scores, study.best_layer
    if scores is None or best is None:
        return {}
    found: dict[str, Any] = {
        "word": choice.word,
        "model": model.name,
        "n": len(study.occurrences),
        "senses": len({o.sense for o in study.occurrences if o.sense}),
        "layers": study.layers,
        "best_layer": best,
        "best_accuracy": float(scores.accuracy[best]),
        "layer0_accuracy": float(scores.accuracy[0]),
        "chance": scores.chance,
        "accuracy_layer0_vs_chance": layer0_choice(float(scores.accuracy[0]), scores.chance),
        "best_layer_region": region_choice(best, study.layers),
    }
    if len({o.text[o.start : o.end].casefold() for o in study.occurrences}) == 1:
        found["static_spots"] = "one"
    if np.isfinite(anisotropy := float(scores.mean_cosine[best])):
        found |= {"anisotropy": anisotropy, "random_words_cosine": random_words_choice(anisotropy)}
    if cost is not None:
        cheaper = "lookup" if cost.lookup_us < cost.forward_ms * 1e3 else "forward"
        found |= {"lookup_us": cost.lookup_us, "forward_ms": cost.forward_ms, "cheaper": cheaper}
    return found


def cost_panel(table: ModelCard, model: ModelCard, choice: WordChoice) -> Cost | None:
    """Measure a look-up against a forward pass, live, and say what was found.

    Raises:
        EmbedLabError: a model cannot be read.
    """
    subheading("What each side costs on this machine")
    if not (is_here(model) and is_here(table)):
        note("Measured as soon as both models are here.")
        return None
    text = choice.occurrences[0].text
    cost = _measured(table.id, model.id, choice.word, text)
    ratio = cost.forward_ms * 1e3 / cost.lookup_us
    finding(
        f"One look-up: {cost.lookup_us:.1f} µs. One forward pass of {model.name} over {cost.tokens} tokens: "
        f"{cost.forward_ms:.1f} ms, about {round(ratio, -2 if ratio > 1000 else -1):,.0f} times as long."
    )
    return cost


@st.cache_data(max_entries=64, ttl=600, show_spinner=False)
def _measured(table: str, model: str, word: str, text: str) -> Cost:
    return measure(runtime(), card(table), card(model), word, text)


def why(lesson: Lesson, model: ModelCard, study: SenseStudy) -> None:
    """Draw the explanations: one score taken apart, the lesson's sections, the real functions, the limits."""
    if is_here(model) and len(study.occurrences) > 1:
        with errors_shown():
            _one_cosine(model, study)
    draw_sections(lesson)
    for function in (nearest_sense_accuracy, chance_accuracy):
        show_source(function)
    limits_note(lesson.limits)


def _one_cosine(model: ModelCard, study: SenseStudy) -> None:
    last = study.layers
    pair = (study.occurrences[0], study.neighbours(0, last, 1)[0][0])
    parts, total = _cosine_parts(model.id, pair, last)
    why_section(
        "One similarity, taken apart",
        f"The cosine of the first occurrence and its nearest neighbour at layer {last} is a sum of {len(parts)} "
        "products, one for each number of the two vectors. None of the numbers has a name, which is why a dense "
        "vector explains nothing by itself.",
    )
    parts_table([f"number {index}" for index in range(1, len(parts) + 1)], parts, total, "cosine")


@st.cache_data(max_entries=64, show_spinner=False)
def _cosine_parts(model: str, pair: tuple[Occurrence, Occurrence], layer: int) -> tuple[list[float], float]:
    """The products, and the cosine computed without them."""
    states = occurrence_states(runtime(), card(model), [(o.text, (o.start, o.end)) for o in pair])
    first, second = states.frames[layer]
    return cosine_parts(first, second).tolist(), float(cosine_similarity(first[None], second[None])[0, 0])


def tables(study: SenseStudy) -> Mapping[str, Any]:
    """What the export panel offers, each made only when it is asked for."""
    return {
        "Layer scores": lambda: _score_rows(study),
        "Map coordinates": lambda: _map_rows(study),
        "Similarities": lambda: _similarity_rows(study),
    }


def _score_rows(study: SenseStudy) -> Rows:
    if study.scores is None:
        return []
    columns: Mapping[str, Sequence[float]] = {
        "accuracy": study.scores.accuracy.tolist(),
        "silhouette": study.scores.silhouette.tolist(),
        "mean_cosine_of_random_words": study.scores.mean_cosine.tolist(),
    }
    return [
        {"layer": layer, "chance": study.scores.chance} | {name: values[layer] for name, values in columns.items()}
        for layer in range(study.layers + 1)
    ]


def _map_rows(study: SenseStudy) -> Rows:
    return [
        {"layer": layer, "sense": o.sense, "sentence": o.text, "x": float(xy[0]), "y": float(xy[1])}
        for layer, frame in enumerate(study.coordinates)
        for o, xy in zip(study.occurrences, frame, strict=True)
    ]


def _similarity_rows(study: SenseStudy) -> Rows:
    count = len(study.occurrences)
    return [
        {
            "layer": layer,
            "sentence_a": study.occurrences[i].text,
            "sentence_b": study.occurrences[j].text,
            "cosine": round(float(study.similarity[layer, i, j]), 4),
        }
        for layer in range(study.layers + 1)
        for i in range(count)
        for j in range(i + 1, count)
    ]


def notebook(model: ModelCard, study: SenseStudy) -> bytes:
    """The page as a notebook that runs where EmbedLab is installed: same sentences, same model, same scores."""
    rows = [(o.sense, o.text, o.start, o.end) for o in study.occurrences]
    cells: list[Cell] = [
        ("markdown", "# Static or contextual?\n\nRun this where EmbedLab is installed, from its folder."),
        (
            "code",
            "\n".join([assignment("model", model.id), assignment("rows", rows), "# (sense, sentence, start, end)"]),
        ),
        (
            "code",
            "from embedlab.compute.sense_scores import layer_scores\n"
            "from embedlab.models.encoders import occurrence_states\n"
            "from embedlab.models.local import find_card\n"
            "from embedlab.models.runtime import shared_runtime\n\n"
            "states = occurrence_states(shared_runtime(), find_card(model), [(t, (a, b)) for _, t, a, b in rows])\n"
            "scores = layer_scores(states.frames, [row[0] for row in rows], states.others, states.groups)\n"
            "for layer, accuracy in enumerate(scores.accuracy):\n"
            "    print(f'layer {layer}: {accuracy:.0%} (chance {scores.chance:.0%})')",
        ),
    ]
    return notebook_bytes(cells)

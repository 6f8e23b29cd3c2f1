"""Lesson 1 after the play: facts, tables to take away, and a notebook that gives the same numbers."""

import csv
import io
import json
from contextlib import redirect_stdout
from typing import Any

import numpy as np
import pytest

from embedlab.content.sense_words import load_sense_words
from embedlab.content.sentences import parse_sentences
from embedlab.lessons.static_or_contextual.facts import CHOICES, NUMBERS
from embedlab.lessons.static_or_contextual.inputs import WordChoice
from embedlab.lessons.static_or_contextual.shipped import load_study
from embedlab.lessons.static_or_contextual.study import SenseStudy, study_senses
from embedlab.lessons.static_or_contextual.view_page import facts, notebook, tables
from embedlab.models.catalog import card
from embedlab.models.measure import Cost
from embedlab.models.runtime import shared_runtime
from embedlab.ui.exports import csv_bytes

MODEL = card("paraphrase-minilm-l3-v2")


def live(text: str) -> tuple[WordChoice, SenseStudy]:
    found = parse_sentences(text, "point").occurrences
    return WordChoice("point", found, (), shipped=False), study_senses(shared_runtime(), MODEL, found)


def shipped(model: str, word: str) -> tuple[WordChoice, SenseStudy]:
    found = load_study(model, word, load_sense_words()[word].occurrences)
    assert found
    return WordChoice(word, found.study.occurrences, (), shipped=True), found.study


@pytest.mark.parametrize("word", ["point", "bass", "seal"])
@pytest.mark.parametrize("model", ["e5-small-v2", "paraphrase-minilm-l3-v2"])
def test_facts_are_the_numbers_of_the_study(model: str, word: str) -> None:
    choice, study = shipped(model, word)
    assert study.scores
    accuracy = study.scores.accuracy.tolist()
    best = accuracy.index(max(accuracy))
    known = facts(choice, card(model), study, Cost(2.0, 8.0, 20))
    expected = {
        "word": word,
        "model": card(model).name,
        "n": len(load_sense_words()[word].occurrences),
        "senses": len(load_sense_words()[word].senses),
        "layers": card(model).layers,
        "best_layer": best,
        "best_accuracy": study.scores.accuracy[best],
        "layer0_accuracy": study.scores.accuracy[0],
        "anisotropy": study.scores.mean_cosine[best],
        "lookup_us": 2.0,
        "forward_ms": 8.0,
    }
    assert {name: known[name] for name in expected} == pytest.approx(expected)


def test_every_fact_is_of_its_kind_and_every_choice_one_of_its_values() -> None:
    choice, study = shipped("e5-small-v2", "point")
    known = facts(choice, card("e5-small-v2"), study, Cost(2.0, 8.0, 20))
    assert set(known) <= set(CHOICES) | set(NUMBERS)
    assert all(isinstance(value, NUMBERS[name]) for name, value in known.items() if name in NUMBERS)
    assert all(value in CHOICES[name] for name, value in known.items() if name in CHOICES)


@pytest.mark.parametrize(("cost", "cheaper"), [(Cost(2.0, 8.0, 20), "lookup"), (Cost(9_000.0, 8.0, 20), "forward")])
def test_cheaper_is_what_was_measured(cost: Cost, cheaper: str) -> None:
    choice, study = shipped("e5-small-v2", "point")
    assert facts(choice, MODEL, study, cost)["cheaper"] == cheaper
    assert "cheaper" not in facts(choice, MODEL, study, None)


def test_without_scores_there_are_no_facts() -> None:
    choice, study = live("a: a point")
    assert facts(choice, MODEL, study, None) == {}


def test_several_forms_and_no_other_words_leave_their_facts_out() -> None:
    choice, study = live("a: two points here\na: a point there\nb: the sharp point\nb: its point")
    assert "static_spots" not in facts(choice, MODEL, study, None)
    choice, study = live("a: point\na: point.\nb: point!")
    assert not {"anisotropy", "random_words_cosine"} & set(facts(choice, MODEL, study, None))


def parsed(name: str, study: SenseStudy) -> list[dict[str, str]]:
    text = csv_bytes(tables(study)[name]()).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


TEXT = 'a: the "point", he said\na: =point of no return\nb: a sharp point\nb: שלום point 👩‍👧'


def test_layer_scores_come_back_from_the_csv() -> None:
    _, study = live(TEXT)
    rows = parsed("Layer scores", study)
    assert study.scores
    assert [int(row["layer"]) for row in rows] == [0, 1, 2, 3]
    assert [float(row["accuracy"]) for row in rows] == pytest.approx(study.scores.accuracy.tolist())
    assert [float(row["chance"]) for row in rows] == pytest.approx([study.scores.chance] * 4)


def test_map_coordinates_come_back_from_the_csv() -> None:
    _, study = live(TEXT)
    rows = parsed("Map coordinates", study)
    xy = np.array([[float(row["x"]), float(row["y"])] for row in rows]).reshape(study.coordinates.shape)
    assert xy == pytest.approx(study.coordinates, abs=1e-6)
    assert [row["sentence"].removeprefix("'") for row in rows[:4]] == [o.text for o in study.occurrences]
    assert [row["sense"] for row in rows[:4]] == [o.sense for o in study.occurrences]


def test_similarities_come_back_from_the_csv_each_pair_once() -> None:
    _, study = live(TEXT)
    rows = parsed("Similarities", study)
    assert len(rows) == 4 * 6
    assert float(rows[-1]["cosine"]) == pytest.approx(study.similarity[3, 2, 3], abs=1e-4)


def test_without_scores_the_table_of_layers_is_empty() -> None:
    assert tables(live("a: a point")[1])["Layer scores"]() == []


def test_the_notebook_gives_the_scores_of_the_page() -> None:
    _, study = live(TEXT)
    cells = json.loads(notebook(MODEL, study))["cells"]
    space: dict[str, Any] = {}
    with redirect_stdout(io.StringIO()) as printed:
        for cell in cells:
            if cell["cell_type"] == "code":
                exec("".join(cell["source"]), space)  # the point of the test is that it runs
    assert study.scores
    assert space["scores"].accuracy == pytest.approx(study.scores.accuracy)
    assert f"layer 3: {study.scores.accuracy[3]:.0%} (chance {study.scores.chance:.0%})" in printed.getvalue()

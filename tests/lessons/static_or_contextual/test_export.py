"""What can be taken away from lesson 1: tables that hold what is shown, and a notebook that gives the same numbers."""

import csv
import io
import json

import numpy as np
import pytest

from embedlab.content.notebook_file import notebook_of
from embedlab.content.sentences import parse_sentences
from embedlab.lessons.static_or_contextual.export import Takeaway, notebook, tables
from embedlab.lessons.static_or_contextual.study import Senses, study_senses
from embedlab.models.catalog import card
from embedlab.models.runtime import shared_runtime
from embedlab.studies.rows import csv_bytes

MODEL = card("paraphrase-minilm-l3-v2")
TEXT = 'a: the "point", he said\na: =point of no return\nb: a sharp point\nb: שלום point 👩‍👧'


def live(text: str) -> Senses:
    found = parse_sentences(text, "point").occurrences
    return Senses("point", found, shipped=False, model=MODEL, study=study_senses(shared_runtime(), MODEL, found))


def parsed(name: str, found: Senses) -> list[dict[str, str]]:
    text = csv_bytes(tables(found)[name]()).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_layer_scores_come_back_from_the_csv() -> None:
    found = live(TEXT)
    study, rows = found.study, parsed("Layer scores", found)
    assert study.scores
    assert [int(row["layer"]) for row in rows] == [0, 1, 2, 3]
    assert [float(row["accuracy"]) for row in rows] == pytest.approx(study.scores.accuracy.tolist())
    assert [float(row["chance"]) for row in rows] == pytest.approx([study.scores.chance] * 4)


def test_map_coordinates_come_back_from_the_csv() -> None:
    found = live(TEXT)
    study, rows = found.study, parsed("Map coordinates", found)
    xy = np.array([[float(row["x"]), float(row["y"])] for row in rows]).reshape(study.coordinates.shape)
    assert xy == pytest.approx(study.coordinates, abs=1e-6)
    assert [row["sentence"].removeprefix("'") for row in rows[:4]] == [o.text for o in study.occurrences]
    assert [row["sense"] for row in rows[:4]] == [o.sense for o in study.occurrences]


def test_similarities_come_back_from_the_csv_each_pair_once() -> None:
    found = live(TEXT)
    study, rows = found.study, parsed("Similarities", found)
    assert len(rows) == 4 * 6
    assert float(rows[-1]["cosine"]) == pytest.approx(study.similarity[3, 2, 3], abs=1e-4)


def test_without_scores_the_table_of_layers_is_empty() -> None:
    assert tables(live("a: a point"))["Layer scores"]() == []


def test_the_notebook_has_the_sentences_and_the_scores_of_the_page() -> None:
    found = live(TEXT)
    values = notebook(found, Takeaway(2))
    assert found.study.scores
    assert values["page"] == pytest.approx(found.study.scores.accuracy, abs=1e-4)
    assert values["rows"] == [(o.sense, o.text, o.start, o.end) for o in found.study.occurrences]
    assert notebook(live("a: a point"), Takeaway(2))["page"] == []


def test_the_notebook_has_the_layer_that_the_slider_was_moved_to_after_the_page_was_drawn() -> None:
    shown = Takeaway(2)
    values = notebook(live(TEXT), shown)
    shown.layer = 3
    assert "layer = 3\n" in parameters(notebook_of("static_or_contextual", values))


def parameters(made: bytes) -> list[str]:
    """The cell of parameters."""
    return next(cell["source"] for cell in json.loads(made)["cells"] if cell["cell_type"] == "code")

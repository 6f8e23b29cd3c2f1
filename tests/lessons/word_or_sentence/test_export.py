"""What can be taken away from lesson 2: tables that come back from their CSV, and a notebook with the same numbers."""

import csv
import io
import json
from contextlib import redirect_stdout
from typing import Any

import pytest

from embedlab.lessons.word_or_sentence.examples import load_pairs
from embedlab.lessons.word_or_sentence.export import notebook, tables
from embedlab.lessons.word_or_sentence.shipped import load_bench, load_lee_results
from embedlab.lessons.word_or_sentence.study import Choice, Comparison, Tables, token_table
from embedlab.lessons.word_or_sentence.study_bench import Bench, pair_cosines
from embedlab.models.catalog import card
from embedlab.models.runtime import shared_runtime
from embedlab.studies.rows import Rows
from embedlab.ui.exports import csv_bytes, notebook_of

TEXTS = ('=1+1 "quoted\\" it\'s {x}', "Snow falls.")
CHOICE = Choice(TEXTS, None, card("all-minilm-l6-v2"), "mean")


@pytest.fixture(scope="module")
def found() -> Comparison:
    runtime = shared_runtime()
    own = {setup: float(values[0]) for setup, values in pair_cosines(runtime, CHOICE.card, [TEXTS]).items()}
    pair = Tables((token_table(runtime, CHOICE.card, TEXTS[0]), token_table(runtime, CHOICE.card, TEXTS[1])))
    return Comparison(CHOICE, pair, Bench(load_pairs(), load_bench()), own, load_lee_results())


def parsed(rows: Rows) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(csv_bytes(rows).decode("utf-8-sig"))))


def test_the_notebook_runs_and_prints_the_same_cosines(found: Comparison) -> None:
    space: dict[str, Any] = {}
    with redirect_stdout(io.StringIO()) as printed:
        for cell in json.loads(notebook_of("word_or_sentence", notebook(found)))["cells"]:
            if cell["cell_type"] == "code":
                exec("".join(cell["source"]), space)  # the point of the test is that it runs
    lines = printed.getvalue().splitlines()
    assert lines[:4] == [f"{setup.pooling}: {value:.4f}" for setup, value in found.own.items()]
    cells, dot = lines[4].removeprefix("mean of all cells ").split(" = dot of the means ")
    assert cells == dot


def test_the_tables_come_back_from_their_csv(found: Comparison) -> None:
    rows = {name: parsed(made()) for name, made in tables(found).items()}
    assert len(rows["Pairs"]) == len(found.own) + 54 * len(found.bench.cosines)
    assert rows["Pairs"][0]["text_a"] == "'" + TEXTS[0]
    assert float(rows["Pairs"][0]["cosine"]) == pytest.approx(found.own[CHOICE.setup], abs=1e-6)
    assert [row["token"] for row in rows["Tokens"] if row["text"] == "B"][:3] == ["[CLS]", "snow", "falls"]
    people = rows["Agreement with people"]
    assert len(people) == 1_225
    assert {"people", "tf-idf", "all-minilm-l6-v2/mean"} <= set(people[0])
    assert people[0]["story_b"] == "2"

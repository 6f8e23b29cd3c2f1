"""What can be taken away from lesson 2: tables that come back from their CSV, and a notebook with the same numbers."""

import csv
import io
from dataclasses import replace

import pytest

from embedlab.lessons.word_or_sentence.examples import load_pairs
from embedlab.lessons.word_or_sentence.export import notebook, tables
from embedlab.lessons.word_or_sentence.shipped import load_bench, load_lee_results
from embedlab.lessons.word_or_sentence.study import Choice, Comparison, Tables, token_table
from embedlab.lessons.word_or_sentence.study_bench import Bench, pair_cosines
from embedlab.models.catalog import card
from embedlab.models.runtime import shared_runtime
from embedlab.studies.rows import Rows, csv_bytes

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


def test_the_notebook_has_the_texts_the_pooling_and_the_cosines_of_the_page(found: Comparison) -> None:
    values = notebook(found)
    assert (values["text_a"], values["text_b"]) == TEXTS
    assert (values["model"], values["pooling"]) == ("sentence-transformers/all-MiniLM-L6-v2", "mean")
    assert values["page"] == pytest.approx({s.pooling: v for s, v in found.own.items()}, abs=1e-4)


def test_without_texts_that_can_be_used_an_example_stands_in_the_notebook(found: Comparison) -> None:
    values = notebook(replace(found, choice=replace(CHOICE, texts=None), own={}))
    first = load_pairs()[0]
    assert (values["text_a"], values["text_b"]) == (first.left, first.right)
    assert values["page"] == pytest.approx(
        {s.pooling: float(v[0]) for s, v in found.bench.cosines.items() if s.model == CHOICE.card.id}, abs=1e-4
    )


def test_a_cosine_that_there_is_not_is_left_out_of_the_notebook(found: Comparison) -> None:
    own = {setup: float("nan") for setup in found.own}
    assert notebook(replace(found, own=own))["page"] == {}


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

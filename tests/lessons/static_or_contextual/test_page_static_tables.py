"""The static half of lesson 1 with each of its tables, and on a first visit without any weights."""

from pathlib import Path

import pytest

from embedlab.models.catalog import card
from embedlab.models.store import Store
from tests.every_page.test_without_models import seen
from tests.kit.pages.screen import HOME, LESSON_1, alive, alternatives, findings, home, lesson

NEAREST = {"GloVe 6B 50d": "close", "Word2Vec (trained here)": "tangency", "FastText (trained here)": "points"}


@pytest.mark.parametrize("table", NEAREST)
def test_each_table_has_neighbours_of_its_own(table: str) -> None:
    app = lesson(table=table)
    assert app.selectbox(key="table").value
    assert NEAREST[table] in alternatives(app)["static-spot"]


def test_another_table_changes_the_left_map_and_nothing_else() -> None:
    app = lesson()
    before = alternatives(app)
    after = alternatives(alive(app.selectbox(key="table").set_value("word2vec-embedlab").run()))
    assert {key for key in before if before[key] != after[key]} == {"static-spot"}


def test_a_word_without_a_row_is_built_in_fasttext_and_missing_in_word2vec() -> None:
    own = {"word": "microbiologyst", "sentences": "a: the microbiologyst slept\nb: a microbiologyst woke"}
    built = lesson(table="FastText (trained here)", **own)
    assert "microbiology" in alternatives(built)["static-spot"]
    assert any("has no row in this table: its vector is built from" in line for line in findings(built))
    missing = lesson(table="Word2Vec (trained here)", **own)
    assert "static-spot" not in alternatives(missing)


@pytest.mark.parametrize("table", NEAREST)
def test_a_first_visit_without_weights_draws_every_table(table: str, tmp_path: Path) -> None:
    screen = seen(LESSON_1, tmp_path, table=table)
    assert NEAREST[table] in screen["figures"]["static-spot"]


def test_the_tables_trained_here_work_without_any_network_and_the_third_says_why_not(tmp_path: Path) -> None:
    for name in ("word2vec-embedlab", "fasttext-embedlab"):
        Store(tmp_path, offline=True).ensure(card(name))
    screen = seen(LESSON_1, tmp_path, tool="An unseen word")
    assert {"room-unseen-fasttext-embedlab", "room-built-fasttext-embedlab"} <= set(screen["figures"])
    assert any("not among the 57,403 words" in line for line in screen["notes"])
    assert any("glove-6b-50d is not in the store" in line for line in screen["problems"])


@pytest.mark.parametrize("model", ["Word2Vec (trained here)", "FastText (trained here)"])
def test_home_compares_its_texts_with_the_tables_trained_here(model: str, tmp_path: Path) -> None:
    screen = seen(HOME, tmp_path, home_model=model)
    assert {"pairs-B", "pairs-C"} <= set(screen["figures"])
    live = home(home_model=model, b="Mend a punctured tyre.")
    assert "pairs-B" in alternatives(live)

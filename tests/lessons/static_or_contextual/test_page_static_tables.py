"""The static half of lesson 1 with each of its tables, and on a first visit without any weights."""

from functools import partial
from pathlib import Path

import pytest

from embedlab.lessons.static_or_contextual.inputs import FOLLOW_THE_LAYER, KEYS
from embedlab.models.catalog import card
from embedlab.models.store import Store
from tests.every_page.test_without_models import seen
from tests.kit.pages.screen import alive, alternatives, findings, lesson_page

lesson = partial(lesson_page, KEYS.slug, parts=())
NEAREST = {"GloVe 6B 50d": "close", "Word2Vec (trained here)": "tangency", "FastText (trained here)": "points"}


@pytest.mark.parametrize("table", NEAREST)
def test_each_table_has_neighbours_of_its_own(table: str) -> None:
    app = lesson(table=table)
    assert app.selectbox(key=KEYS("table")).value
    assert NEAREST[table] in alternatives(app)[KEYS("static-spot")]


def test_another_table_changes_the_left_map_and_nothing_else() -> None:
    app = lesson(parts=FOLLOW_THE_LAYER)
    before = alternatives(app)
    after = alternatives(alive(app.selectbox(key=KEYS("table")).set_value("word2vec-embedlab").run()))
    assert {key for key in before if before[key] != after[key]} == {KEYS("static-spot")}


def test_what_is_measured_of_the_table_follows_it_when_it_is_open() -> None:
    app = lesson(parts=("cost", "matrix"))
    app.selectbox(key=KEYS("table")).set_value("word2vec-embedlab").run()
    assert any(line.startswith("One look-up: ") for line in findings(alive(app)))
    assert set(alternatives(app)) == {KEYS("static-spot")}


def test_a_word_without_a_row_is_built_in_fasttext_and_missing_in_word2vec() -> None:
    own = {"word": "microbiologyst", "sentences": "a: the microbiologyst slept\nb: a microbiologyst woke"}
    built = lesson(table="FastText (trained here)", **own)
    assert "microbiology" in alternatives(built)[KEYS("static-spot")]
    assert any("has no row in this table: its vector is built from" in line for line in findings(built))
    missing = lesson(table="Word2Vec (trained here)", **own)
    assert KEYS("static-spot") not in alternatives(missing)


@pytest.mark.parametrize("table", NEAREST)
def test_a_first_visit_without_weights_draws_every_table(table: str, tmp_path: Path) -> None:
    screen = seen(KEYS.slug, tmp_path, table=table)
    assert NEAREST[table] in screen["figures"][KEYS("static-spot")]


def test_the_tables_trained_here_work_without_any_network_and_the_third_says_why_not(tmp_path: Path) -> None:
    for name in ("word2vec-embedlab", "fasttext-embedlab"):
        Store(tmp_path, offline=True).ensure(card(name))
    screen = seen(KEYS.slug, tmp_path, tool="An unseen word")
    assert {KEYS(f"room-{kind}-fasttext-embedlab") for kind in ("unseen", "built")} <= set(screen["figures"])
    assert any("not among the 57,403 words" in line for line in screen["notes"])
    assert any("glove-6b-50d is not in the store" in line for line in screen["problems"])

"""Lesson 4 with texts of the visitor's own, with other models, and without any."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.every_page.test_without_models import seen
from tests.kit.browser.server import ROOT
from tests.kit.pages.screen import SECONDS, alive, alternatives, findings, notes, problems
from tests.lessons.dense_or_sparse.test_page import DOCUMENT, FIGURES, FLOW, PAIR, RANKS, SLUG, lesson, own


def test_own_texts_have_no_grades_and_the_page_says_so() -> None:
    app = own("red fox", "a red fox\nquestion: where is the fox?")
    assert any(line.startswith("No grades are known") for line in notes(app))
    assert any(line.startswith("The questions have answers where") for line in notes(app))
    assert not app.get("radio") or all("quiz" not in str(radio.key) for radio in app.radio)


@pytest.mark.parametrize("number", ["0", "99", "-1", "x", "99999999"])
def test_a_document_number_of_the_address_out_of_range_is_the_usual_one(number: str) -> None:
    assert lesson(document=number).selectbox(key=DOCUMENT).value == 7


def test_without_rankers_the_rest_stays() -> None:
    app = lesson()
    app.multiselect(key=f"{SLUG}-rankers").set_value([]).run()
    assert any(line.startswith("No ranker can answer yet.") for line in notes(alive(app)))
    assert {PAIR, FLOW} <= set(alternatives(app))


def test_another_dense_model_and_word_side_are_used_live() -> None:
    app = lesson(dense_model="e5-small-v2", word_side="SPLADE", scale="z-scores", rerank="12")
    assert problems(app) == []
    assert set(alternatives(app)) >= FIGURES
    assert "Dense 1" in findings(app)[0]


def test_what_was_typed_here_does_not_reach_lesson_6() -> None:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=SECONDS).run()
    app.switch_page("pages/4_dense_or_sparse.py")
    app.run()
    app.text_input(key=f"{SLUG}-query-0").set_value("a query of mine").run()
    app.switch_page("pages/6_symmetric_or_asymmetric.py")
    app.query_params.clear()
    alive(app.run())
    assert all(field.value != "a query of mine" for field in app.text_input)


def test_without_any_model_the_shipped_example_is_whole(tmp_path: Path) -> None:
    screen = seen(SLUG, tmp_path)
    assert set(screen["figures"]) == FIGURES - {f"{SLUG}-speed"}, "a time cannot be shipped"
    assert screen["findings"][0].startswith("Rank of the answer: BM25 6 to 12")
    assert any("splade-tiny" in line for line in screen["problems"])
    assert any("The attention needs" in line for line in screen["notes"])
    assert "torch" not in screen["modules"]


def test_own_texts_without_models_are_ranked_by_word_counting(tmp_path: Path) -> None:
    screen = seen(SLUG, tmp_path, query_0="red fox", documents_0="a red fox\na blue car")
    assert "Ranks of 2 texts by 1 ranker" in screen["figures"][RANKS]
    assert any("as soon as the models are here" in line for line in screen["notes"])

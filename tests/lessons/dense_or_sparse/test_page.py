"""Lesson 4: what a visitor changes is what the figures show, and no input breaks the page."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from embedlab.content.collections import load_collections
from embedlab.lessons.dense_or_sparse.view_more import example_marks
from tests.every_page.test_without_models import seen
from tests.kit.browser.server import ROOT
from tests.kit.pages.screen import (
    SECONDS,
    alive,
    alternatives,
    bodies,
    findings,
    markdown,
    notes,
    opened,
    problems,
)

PAGE = "pages/4_dense_or_sparse.py"
FIGURES = {"pair", "ranks", "flow", "hybrid", "fusion", "marks"}


def own(query: str, documents: str, **parameters: str) -> AppTest:
    return opened(PAGE, query4_0=query, documents4_0=documents, **parameters)


def ranks(app: AppTest) -> str:
    return alternatives(app)["ranks"]


def test_the_shipped_example_makes_its_point() -> None:
    app = opened(PAGE)
    assert set(alternatives(app)) == FIGURES
    shown = findings(app)
    assert shown[0] == "SPLADE gives the query 19 words. Nobody wrote “car”, “cars”, “ford”."
    assert shown[1] == "Place of the text that answers: BM25 6 to 12, SPLADE 3, Hybrid RRF 3, Dense 1."
    assert "“car” brings 43%" in shown[2]
    assert "384 of 384 numbers not 0" in alternatives(app)["pair"]
    assert "of 30,522 words not 0" in alternatives(app)["pair"]
    assert (problems(app), notes(app)) == ([], [])


@pytest.mark.parametrize("example", [collection.name for collection in load_collections("dense_or_sparse")])
def test_every_example_is_drawn(example: str) -> None:
    app = opened(PAGE, example4=example)
    assert app.selectbox(key="example4").value == example
    assert {"pair", "ranks", "flow", "hybrid", "fusion"} <= set(alternatives(app))
    assert problems(app) == []
    assert ("marks" in alternatives(app)) == (example != "Unknown words")


def test_each_example_breaks_another_ranker() -> None:
    rows = example_marks()
    assert len(rows) == 7
    assert rows["Vehicle tire"]["dense"] > rows["Vehicle tire"]["bm25"] + 0.3
    assert rows["Error E-4042"]["bm25"] > rows["Error E-4042"]["dense"] + 0.3
    assert rows["A typing mistake"]["splade-tiny"] > rows["A typing mistake"]["bm25"] + 0.3
    assert max(rows["A negation"].values()) < 0.6, "nobody does well"


def test_the_text_shown_follows_the_side_and_the_kind() -> None:
    app = opened(PAGE, vectors="Document", sparse="TF-IDF")
    assert findings(app)[0].startswith("TF-IDF gives the document")
    assert "30,522" not in alternatives(app)["pair"]
    assert findings(app)[2] == "No term in common: TF-IDF gives 0."


def test_the_weight_moves_the_hybrid_and_nothing_else() -> None:
    app = opened(PAGE)
    before = ranks(app)
    app.slider(key="mix").set_value(1.0).run()
    assert "nDCG@10 at weight 1.00: 0.90." in findings(alive(app))[3]
    after = ranks(app)
    assert after != before
    places = [re.search(r"at ranks ([\d, ]+)", text)[1].split(", ") for text in (before, after)]
    changed = [column for column, (old, new) in enumerate(zip(*places, strict=True)) if old != new]
    assert changed == [4], "only the weighted sum"


def test_bm25_follows_its_constants() -> None:
    scores = []
    for parameters in ({}, {"bm25_k1": "0.5"}, {"bm25_b": "0.0"}, {"bm25_variant": "atire"}):
        app = opened(PAGE, example4="Long against short", score1="BM25", **parameters)
        scores.append(re.search(r"score by BM25</th><td>([\d.]+)", bodies(app))[1])
    assert len(set(scores)) == 4


def test_a_stop_list_leaves_a_query_of_stop_words_empty_and_the_page_says_so() -> None:
    app = opened(PAGE, example4="Only stop words", stop_words="true", sparse="TF-IDF")
    assert any(line.startswith("TF-IDF, BM25: No word of the query") for line in notes(app))
    assert findings(app)[0] == "TF-IDF knows no word of the query: its vector is empty."


def test_a_chosen_document_is_marked_and_put_into_the_address() -> None:
    app = opened(PAGE)
    assert app.selectbox(key="look0").value == 7, "the text that answers"
    app.selectbox(key="look0").set_value(2).run()
    assert app.selectbox(key="look0").value == 2
    assert app.query_params["look0"] == "3"
    assert "Marked: Children tire" in ranks(alive(app))


def test_the_parts_of_every_score_add_up_on_the_page() -> None:
    app = opened(PAGE, example4="Long against short")
    options = app.selectbox(key="score1").options
    for name in options:
        app.selectbox(key="score1").set_value({"SPLADE": "splade-tiny", "TF-IDF": "tf-idf", "Dense": "dense",
            "BM25": "bm25", "BM42": "bm42", "Hybrid sum": "hybrid-weighted", "Hybrid RRF": "hybrid-rrf",
            "Rerank": "rerank"}[name]).run()  # fmt: skip
        alive(app)
        assert "which is not the" not in bodies(app), name
    assert len(options) == 8
    assert "the parts add up" in bodies(app)


def test_the_weights_name_the_token_that_won() -> None:
    body = bodies(opened(PAGE))
    table = body[body.index("el-origin") :]
    assert "vehicle (1)" in table
    assert "automobile (2)" in table


def test_the_guess_and_the_quiz_use_the_numbers_of_the_page() -> None:
    app = opened(PAGE)
    app.button(key="predict-sparse-skip").click().run()
    assert "place **1** with dense vectors, **12** with BM25 and **3** with SPLADE" in markdown(alive(app))
    app.radio(key="el-quiz-dense_or_sparse-0").set_value("dense").run()
    app.button(key="el-quiz-dense_or_sparse-0-press").click().run()
    assert "<b>Right.</b>" in bodies(alive(app))


def test_own_texts_have_no_grades_and_the_page_says_so() -> None:
    app = own("red fox", "a red fox\nquestion: where is the fox?")
    assert any(line.startswith("No grades are known") for line in notes(app))
    assert any(line.startswith("The questions have answers where") for line in notes(app))
    assert not app.get("radio") or all("quiz" not in str(radio.key) for radio in app.radio)


@pytest.mark.parametrize("number", ["0", "99", "-1", "x", "99999999"])
def test_a_document_number_of_the_address_out_of_range_is_the_usual_one(number: str) -> None:
    assert opened(PAGE, look0=number).selectbox(key="look0").value == 7


def test_without_rankers_the_rest_stays() -> None:
    app = opened(PAGE)
    app.multiselect(key="rankers").set_value([]).run()
    assert any(line.startswith("No ranker can answer yet.") for line in notes(alive(app)))
    assert {"pair", "flow"} <= set(alternatives(app))


def test_another_dense_model_and_word_side_are_used_live() -> None:
    app = opened(PAGE, dense_model="e5-small-v2", word_side="SPLADE", scale="z-scores", rerank="12")
    assert problems(app) == []
    assert set(alternatives(app)) >= FIGURES
    assert "Dense 1" in findings(app)[1]


def test_what_was_typed_here_does_not_reach_lesson_6() -> None:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=SECONDS).run()
    app.switch_page(PAGE)
    app.run()
    app.text_input(key="query4-0").set_value("a query of mine").run()
    app.switch_page("pages/6_symmetric_or_asymmetric.py")
    app.query_params.clear()
    alive(app.run())
    assert all(field.value != "a query of mine" for field in app.text_input)


def test_without_any_model_the_shipped_example_is_whole(tmp_path: Path) -> None:
    screen = seen(PAGE, tmp_path)
    assert set(screen["figures"]) == FIGURES
    assert screen["findings"][1].startswith("Place of the text that answers: BM25 6 to 12")
    assert any("splade-tiny" in line for line in screen["problems"])
    assert any("The attention needs" in line for line in screen["notes"])
    assert "torch" not in screen["modules"]


def test_own_texts_without_models_are_ranked_by_word_counting(tmp_path: Path) -> None:
    screen = seen(PAGE, tmp_path, query4_0="red fox", documents4_0="a red fox\na blue car")
    assert "Ranks of 2 texts by 2 rankers" in screen["figures"]["ranks"]
    assert any("as soon as the models are here" in line for line in screen["notes"])

"""Lesson 4: what a visitor changes is what the figures show, and no input breaks the page."""

import inspect
import re
import threading
from types import FrameType

import pytest
from numpy.typing import ArrayLike
from streamlit.testing.v1 import AppTest

from embedlab.compute.sparse import splade_weights
from embedlab.content.collections import load_collections
from embedlab.lessons.dense_or_sparse.lesson import LESSON
from embedlab.models.encoders import heads
from embedlab.studies.searches import as_lines
from tests.kit.pages.screen import (
    SECONDS,
    alive,
    alternatives,
    bodies,
    findings,
    lesson_page,
    markdown,
    notes,
    problems,
)

SLUG = "dense_or_sparse"
PAIR, RANKS, FLOW, SUM, FUSION, MARKS = (
    f"{SLUG}-{name}" for name in ("pair", "ranks", "term-flow", "sum", "fusion", "ndcg")
)
FIGURES = {PAIR, RANKS, FLOW, SUM, FUSION, MARKS, f"{SLUG}-faq", f"{SLUG}-speed"}
DOCUMENT, TYPED, WEIGHT = f"el-{SLUG}-document", f"{SLUG}-documents-0", f"el-{SLUG}-mix"


def lesson(**parameters: str) -> AppTest:
    return lesson_page(SLUG, **parameters)


def own(query: str, documents: str, **parameters: str) -> AppTest:
    return lesson(query_0=query, documents_0=documents, **parameters)


def ranks(app: AppTest) -> str:
    return alternatives(app)[RANKS]


def test_the_shipped_example_makes_its_point() -> None:
    app = lesson()
    assert set(alternatives(app)) == FIGURES
    shown = findings(app)
    assert shown[0] == "Rank of the answer: BM25 6 to 12, SPLADE 3, Dense 1."
    assert shown[1] == "SPLADE gives the query 19 words. Nobody wrote “car”, “cars”, “ford”."
    assert ranks(app).startswith("Ranks of 12 texts by 3 rankers.")
    assert "“car” brings 43\u00a0%" in shown[2]
    assert "384 of 384 numbers not 0" in alternatives(app)[PAIR]
    assert "of 30,522 words not 0" in alternatives(app)[PAIR]
    assert (problems(app), notes(app)) == ([], [])


@pytest.mark.parametrize("example", [collection.name for collection in load_collections("dense_or_sparse")])
def test_every_example_is_drawn(example: str) -> None:
    app = lesson(example=example)
    assert app.selectbox(key=f"{SLUG}-example").value == example
    assert FIGURES - {MARKS} <= set(alternatives(app))
    assert problems(app) == []
    assert (MARKS in alternatives(app)) == (example != "Unknown words")


def test_the_text_shown_follows_the_side_and_the_kind() -> None:
    app = lesson(vectors="Document", sparse="TF-IDF")
    assert findings(app)[1].startswith("TF-IDF gives the document")
    assert "30,522" not in alternatives(app)[PAIR]
    assert findings(app)[2] == "No term in common: TF-IDF gives 0."


def test_all_rankers_are_one_press_away_and_what_was_chosen_stays_chosen() -> None:
    app = lesson(parts=(), rankers="SPLADE")
    assert "by 1 ranker. First is, by SPLADE" in ranks(app)
    alive(app.toggle(key=f"{SLUG}-all").set_value(True).run())
    assert ranks(app).startswith("Ranks of 12 texts by 8 rankers.")
    assert findings(app)[0] == "Rank of the answer: BM25 6 to 12, SPLADE 3, Hybrid RRF 3, Dense 1."
    assert "One query, eight rankers" in bodies(app)
    alive(app.toggle(key=f"{SLUG}-all").set_value(False).run())
    assert "by 1 ranker. First is, by SPLADE" in ranks(app)


def test_a_mark_is_followed_before_the_guess_but_the_answer_is_not_given_away() -> None:
    assert "Marked" not in ranks(lesson(guess="", parts=(), document="8"))
    assert "Marked: Children tire" in ranks(lesson(guess="", parts=(), document="3"))


def test_the_weight_moves_the_hybrid_and_nothing_else() -> None:
    app = lesson(all="true")
    before = ranks(app)
    app.slider(key=WEIGHT).set_value(1.0).run()
    assert "nDCG@10 at weight 1.00: 0.90." in findings(alive(app))[3]
    after = ranks(app)
    assert after != before
    places = [re.search(r"at ranks ([\d, ]+)", text)[1].split(", ") for text in (before, after)]
    changed = [column for column, (old, new) in enumerate(zip(*places, strict=True)) if old != new]
    assert changed == [4], "only the weighted sum"


def test_bm25_follows_its_constants() -> None:
    scores = []
    for parameters in ({}, {"bm25_k1": "0.5"}, {"bm25_b": "0.0"}, {"bm25_variant": "atire"}):
        app = lesson(example="Long against short", score1="BM25", **parameters)
        scores.append(re.search(r"score by BM25</th><td>([\d.]+)", bodies(app))[1])
    assert len(set(scores)) == 4


def test_a_stop_list_leaves_a_query_of_stop_words_empty_and_the_page_says_so() -> None:
    app = lesson(example="Only stop words", stop_words="true", sparse="TF-IDF")
    assert any(line.startswith("BM25: The query has only stop words") for line in notes(app))
    assert findings(app)[1] == "TF-IDF knows no word of the query: its vector is empty."


def test_a_chosen_document_is_marked_and_put_into_the_address() -> None:
    app = lesson()
    assert app.selectbox(key=DOCUMENT).value == 7, "the text that answers"
    app.selectbox(key=DOCUMENT).set_value(2).run()
    assert app.selectbox(key=DOCUMENT).value == 2
    assert app.query_params[f"{SLUG}-document"] == "3"
    assert "Marked: Children tire" in ranks(alive(app))


def test_the_parts_of_every_score_add_up_on_the_page() -> None:
    app = lesson(example="Long against short")
    options = app.selectbox(key=f"{SLUG}-score1").options
    for name in options:
        app.selectbox(key=f"{SLUG}-score1").set_value({"SPLADE": "splade-tiny", "TF-IDF": "tf-idf", "Dense": "dense",
            "BM25": "bm25", "BM42": "bm42", "Hybrid sum": "hybrid-weighted", "Hybrid RRF": "hybrid-rrf",
            "Rerank": "rerank"}[name]).run()  # fmt: skip
        alive(app)
        assert "which is not the" not in bodies(app), name
    assert len(options) == 8
    assert "the parts add up" in bodies(app)


def test_the_weights_name_the_token_that_won() -> None:
    body = bodies(lesson())
    table = body[body.index("el-origin") :]
    assert "vehicle (1)" in table
    assert "automobile (2)" in table


def test_the_guess_and_the_quiz_use_the_numbers_of_the_page() -> None:
    app = lesson(guess="")
    app.button(key=f"el-guess-{SLUG}-show").click().run()
    assert "rank **1** with dense vectors, **9** with BM25 and **3** with SPLADE" in markdown(alive(app))
    app.radio(key="el-quiz-dense_or_sparse-0").set_value("dense").run()
    app.button(key="el-quiz-dense_or_sparse-0-press").click().run()
    assert "<b>Right.</b>" in bodies(alive(app))


def test_what_gives_the_answer_away_is_veiled_until_the_visitor_has_guessed() -> None:
    app = lesson(guess="", parts=())
    veiled = ranks(app)
    assert not any("of the answer" in line for line in findings(app))
    assert "Marked" not in veiled
    assert not any("Written to break" in caption.value for caption in app.caption)
    next(button for button in app.button if button.label == "The dense vectors").click()
    alive(app.run())
    assert any("Rank of the answer" in line for line in findings(app))
    assert "Marked: Every automobile" in ranks(app)
    assert any("Written to break" in caption.value for caption in app.caption)


def test_nothing_below_the_first_screen_is_drawn_before_it_is_opened() -> None:
    assert set(alternatives(lesson(parts=()))) == {PAIR, RANKS}


def test_the_weight_of_a_link_holds_while_its_slider_is_not_drawn() -> None:
    closed = lesson(parts=(), all="true", mix="1")
    assert ranks(closed) == ranks(lesson(all="true", mix="1")) != ranks(lesson(parts=(), all="true"))
    assert ranks(alive(closed.run())) == ranks(lesson(all="true", mix="1")), "also in the run after"


@pytest.mark.parametrize("weight", ["2", "-1", "nan", "x", ""])
def test_a_weight_that_cannot_be_is_the_usual_one(weight: str) -> None:
    assert lesson(parts=("hybrid",), mix=weight).slider(key=WEIGHT).value == 0.5


def test_another_query_has_no_answer_no_marks_and_no_quiz() -> None:
    app = lesson(guess="", query_0="cheese sold")
    assert not any("of the answer" in line or "nDCG" in line for line in findings(app)[:5])
    assert MARKS not in alternatives(app)
    assert any(line.startswith("No grades are known") for line in notes(app))
    assert any(line.startswith("The questions have answers where") for line in notes(app))
    assert not any("Your guess" in line.value for line in app.markdown)
    assert app.selectbox(key=DOCUMENT).value == 0, "no text is known to answer"


def chosen() -> None:
    import streamlit as st

    from embedlab.lessons.dense_or_sparse.lesson import LESSON

    st.session_state["board"] = LESSON.choose()


def test_what_is_exported_is_what_is_shown() -> None:
    app = AppTest.from_function(chosen, default_timeout=SECONDS)
    app.query_params[f"{SLUG}-mix"] = "1"
    board = alive(app.run()).session_state["board"]
    # Made where no session is: as when a visitor downloads.
    rows = LESSON.tables(board)["Rankings"]()
    found = {name: [row["rank"] for row in rows if row["ranker"] == name] for name in ("Hybrid sum", "Dense", "BM25")}
    assert found["Hybrid sum"] == found["Dense"] != found["BM25"]
    values = LESSON.notebook(board)
    assert values["weight"] == 1.0
    assert values["page"]["Hybrid sum"] == board.columns["hybrid-weighted"].scores.round(4).tolist()
    terms = LESSON.tables(board)["Sparse vectors"]()
    assert len([row for row in terms if row["text"] == "query"]) == 19
    assert [row["weight"] for row in LESSON.tables(board)["Hybrid weights"]()][::10] == [0.0, 0.5, 1.0]


def test_why_shows_functions_that_ran_for_what_is_on_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = {inspect.unwrap(function).__code__ for function in LESSON.functions}
    ran = set()

    def watch(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            ran.add(frame.f_code)

    def weights(logits: ArrayLike) -> object:
        ran.add(splade_weights.__code__)
        return splade_weights(logits)

    # It runs in the model's thread, which may have begun before it could be watched.
    monkeypatch.setattr(heads, "splade_weights", weights)
    threading.setprofile(watch)  # the script runs in a thread of its own
    try:
        first = load_collections(SLUG)[0]
        # The texts and their grades ship, their scores do not: one text fewer is another search.
        lesson(documents_0="\n".join(as_lines(first).splitlines()[1:]))
        own("a wheel that nobody has asked for", "a lorry's wheel\nthe red fox", all="true")
    finally:
        threading.setprofile(None)  # type: ignore[arg-type]
    assert {code.co_name for code in shown - ran} == set()

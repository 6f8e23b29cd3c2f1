"""Lesson 5 without a browser: every control moves what it names, and hostile input gets a plain answer."""

import pytest
from streamlit.testing.v1 import AppTest

from embedlab.lessons.single_or_late.view_cost import Y_NAMES
from tests.kit.browser.server import ROOT
from tests.kit.pages.screen import (
    SECONDS,
    alive,
    alternatives,
    bodies,
    figures,
    findings,
    markdown,
    notes,
    opened,
    problems,
    results,
)

PAGE = "pages/5_single_or_late.py"
FIGURES = {"late-rankings", "late-matrix", "late-recall", "late-stages", "late-bill-size", "late-bill-length"}
QUERY, DOCUMENTS = "query5-0", "documents5-0"


def lesson(**parameters: str) -> AppTest:
    return opened(PAGE, **parameters)


def search(query: str, documents: str) -> AppTest:
    """The page with a query and documents typed over the first example."""
    app = lesson()
    app.text_area(key=DOCUMENTS).set_value(documents)
    app.text_input(key=QUERY).set_value(query)
    return alive(app.run())


def test_the_page_answers_before_anything_is_pressed() -> None:
    app = lesson()
    assert set(alternatives(app)) == FIGURES
    assert problems(app) == notes(app) == []
    assert any("one vector 7, its token vectors 1" in line for line in findings(app))
    assert any("MaxSim = 6.12" in line for line in findings(app))


def test_it_runs_through_the_app() -> None:
    app = alive(AppTest.from_file(str(ROOT / "app.py"), default_timeout=SECONDS).run())
    app.switch_page(PAGE)
    alive(app.run())
    assert "Single vector or late interaction" in bodies(alive(app.run()))


def test_the_mean_of_all_cells_and_the_dot_product_are_printed_as_one_number() -> None:
    told = next(line for line in findings(lesson()) if line.startswith("Mean of all"))
    mean, dot = told.split("cells: ")[1][:6], told.split("vectors: ")[1][:6]
    assert mean == dot
    assert float(mean) > 0


def test_the_stepper_adds_up_row_by_row_and_ends_at_the_score() -> None:
    app = lesson()
    before = figures(app)["late-matrix"]
    app.slider(key="late-step9").set_value(3)
    alive(app.run())
    assert figures(app)["late-matrix"] != before
    assert any("“church” finds “church”" in line and "Sum so far" in line for line in findings(app))
    app.slider(key="late-step9").set_value(0)
    assert any("Nothing is added up yet" in line for line in findings(alive(app.run())))


def test_a_token_of_the_query_moves_the_stepper() -> None:
    app = lesson()
    app.get("button_group")[0].set_value(4)
    alive(app.run())
    assert app.slider(key="late-step9").value == 5
    assert any("“repaired” finds “repaired”" in line for line in findings(app))


def test_another_document_moves_matrix_text_and_address() -> None:
    app = lesson()
    app.selectbox(key="el-late-document").set_value(0)
    alive(app.run())
    assert "Where the winners stand in document 1" in bodies(app)
    assert "tower clock needs care" in alternatives(app)["late-rankings"]
    assert app.query_params["late-document"] == "1"
    assert "Where the winners stand in document 3" in bodies(lesson(late_document="3"))


def test_another_search_forgets_the_document() -> None:
    app = lesson(late_document="1")
    app.selectbox(key="example5").set_value("A short pair")
    alive(app.run())
    assert "late-document" not in app.query_params


@pytest.mark.parametrize("number", ["0", "99", "-1", "x", "²"])
def test_a_document_that_is_not_there_is_none(number: str) -> None:
    assert "document 6" in bodies(lesson(late_document=number))


def test_colbert_says_that_it_is_a_backbone_and_unfolds_to_its_32_query_tokens() -> None:
    app = lesson()
    app.selectbox(key="late-matrix-of").set_value("colbert")
    alive(app.run())
    assert any("last linear layer" in caption.value for caption in app.caption)
    assert any("folded markers and masks" in line for line in findings(app))
    app.toggle(key="late-unfold").set_value(True)
    alive(app.run())
    assert "32 query tokens" in alternatives(app)["late-matrix"]
    assert any("add up to the score" in line for line in findings(app))


def test_every_document_has_the_same_range_of_colours() -> None:
    ranges = set()
    for number in ("1", "6", "8"):
        cells = figures(lesson(late_document=number))["late-matrix"]["data"][0]
        ranges.add((cells["zmin"], cells["zmax"]))
    assert len(ranges) == 1


def test_the_first_stage_loses_what_it_does_not_keep() -> None:
    app = lesson()
    assert any("with k = 3 the second stage never sees it" in line for line in findings(app))
    app.select_slider(key="late-kept").set_value(8)
    assert any("k = 8 keeps it" in line for line in findings(alive(app.run())))


@pytest.mark.parametrize("billed", list(Y_NAMES))
def test_every_kind_of_bill_is_drawn(billed: str) -> None:
    app = lesson()
    app.get("button_group")[-1].set_value(billed)
    alive(app.run())
    told = alternatives(app)["late-bill-size"]
    assert told.startswith(Y_NAMES[billed])
    assert ("cross-encoder" in told) == (billed != "bytes")
    if billed == "milliseconds":
        assert any("Measured just now" in caption.value for caption in app.caption)


def test_the_quiz_and_the_reveal_hold_computed_answers() -> None:
    app = lesson()
    next(button for button in app.button if button.label == "Skip").click()
    alive(app.run())
    assert "place **7** with one vector and at place **1**" in markdown(app)
    rights = ["dot_of_means", "higher", "half_or_more", "from_10_to_100", "later"]
    quiz = [radio for radio in app.radio if radio.key and radio.key.startswith("el-quiz")]
    for radio, right in zip(quiz, rights, strict=True):
        radio.set_value(right)
    for number in range(len(rights)):
        [button for button in app.button if button.label == "Check"][number].click()
        alive(app.run())
    assert results(app) == ["Right."] * 5


def test_own_texts_are_ranked_and_have_no_quiz_without_an_answer() -> None:
    app = search("a bird", "The robin sings.\nA lorry.\nThe robin sings.")
    assert "Ranks of 3 texts" in alternatives(app)["late-rankings"]
    assert any("they share a rank" in line for line in notes(app))
    assert any("Begin one line with “answer:”" in line for line in notes(app))
    assert "place **" not in markdown(app)


def test_one_document_is_enough() -> None:
    app = search("a bird", "answer: The robin sings.")
    assert set(alternatives(app)) == FIGURES
    assert problems(app) == []


HOSTILE = "<b>bold</b> $x^2$ :smile: [l](https://x.y) **s**\nمدرس 👩\n\u0000\u0007 control\n...\n" + "word " * 280


def test_hostile_texts_stay_texts() -> None:
    app = search("<script>alert(1)</script> ?!", HOSTILE)
    assert "<script>" not in bodies(app)
    assert "<b>bold</b>" not in bodies(app)
    assert problems(app) == []
    app.selectbox(key="el-late-document").set_value(4)
    alive(app.run())
    assert any("The model stops reading after" in line for line in notes(app))


@pytest.mark.parametrize(
    ("query", "documents", "said"),
    [("  ", "a text", "The query is empty"), ("a", " \n ", "There is no document"), ("a", "x" * 4001, "shorten it")],
)
def test_what_cannot_be_searched_is_said_and_the_lesson_stays(query: str, documents: str, said: str) -> None:
    app = search(query, documents)
    assert any(said in line for line in problems(app))
    assert app.text_area(key=DOCUMENTS).value == documents
    assert "What this picture leaves out" in markdown(app)


def test_a_query_without_a_word_is_compared_by_what_is_left() -> None:
    app = search("\u200b", "A lorry.\nThe robin sings.")
    assert "late-rankings" in alternatives(app)

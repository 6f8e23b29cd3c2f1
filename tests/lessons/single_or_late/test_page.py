"""Lesson 5 without a browser: every control moves what it names, and hostile input gets a plain answer."""

import re
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from embedlab.lessons.single_or_late.view_cost import Y_NAMES
from embedlab.studies.rank import rank_documents
from tests.kit.pages.screen import (
    alive,
    alternatives,
    bodies,
    figures,
    findings,
    lesson_page,
    markdown,
    notes,
    problems,
    results,
)

SLUG = "single_or_late"
FIGURES = {f"{SLUG}-{name}" for name in ("rankings", "matrix", "recall", "stages", "cost-by-size", "cost-by-length")}
RANKINGS, MATRIX = f"{SLUG}-rankings", f"{SLUG}-matrix"
QUERY, DOCUMENTS = f"{SLUG}-query-0", f"{SLUG}-documents-0"


def lesson(**parameters: str) -> AppTest:
    return lesson_page(SLUG, **parameters)


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


def test_the_mean_of_all_cells_and_the_dot_product_are_printed_as_one_number() -> None:
    told = next(line for line in findings(lesson()) if line.startswith("Mean of all"))
    mean, dot = told.split("cells: ")[1][:6], told.split("vectors: ")[1][:6]
    assert mean == dot
    assert float(mean) > 0


def test_the_stepper_adds_up_row_by_row_and_ends_at_the_score() -> None:
    app = lesson()
    before = figures(app)[MATRIX]
    app.slider(key=f"{SLUG}-step9").set_value(3)
    alive(app.run())
    assert figures(app)[MATRIX] != before
    assert any("“church” finds “church”" in line and "Sum so far" in line for line in findings(app))
    app.slider(key=f"{SLUG}-step9").set_value(0)
    assert any("Nothing is added up yet" in line for line in findings(alive(app.run())))


def marked(app: AppTest) -> list[tuple[str, str]]:
    """The words that are marked in the text on the first screen, each with the numbers of its query tokens."""
    text = bodies(app).split('class="el-document"')[1].split("</p>")[0]
    marks = re.findall(r"<mark[^>]*>(.*?)<sub>(.*?)</sub></mark>", text)
    return [(re.sub("<[^>]*>", "", word), numbers) for word, numbers in marks]


def test_the_text_carries_the_numbers_of_the_rows_whose_partners_stand_in_it() -> None:
    app = lesson(parts="", step9="5")
    rows = [re.sub("<[^>]*>", "", name) for name in figures(app)[MATRIX]["layout"]["yaxis"]["ticktext"]]
    assert rows[2:5] == ["3 church", "4 clock", "5 repaired"]
    assert marked(app) == [("The", "2"), ("church", "3"), ("clock", "4"), ("was", "1"), ("repaired", "5")]


def test_of_a_long_text_what_stands_around_the_winners_is_shown_and_all_of_it_when_asked() -> None:
    for whole in ("false", "true"):
        app = lesson(parts="", whole=whole)
        columns = figures(app)[MATRIX]["layout"]["xaxis"]["tickvals"]
        assert ("Wool was washed" in bodies(app)) is (whole == "true")
        assert len(figures(app)[MATRIX]["data"][0]["x"]) > 60 if whole == "true" else len(columns) <= 18
    app.toggle(key=f"{SLUG}-whole").set_value(False)
    assert "Wool was washed" not in bodies(alive(app.run()))


def test_a_short_text_is_whole_and_has_nothing_to_unfold() -> None:
    app = lesson(parts="", example="A short pair", document="1")
    assert f"{SLUG}-whole" not in {toggle.key for toggle in app.toggle}
    assert "…" not in bodies(app).split('class="el-document"')[1].split("</p>")[0]


def test_what_is_compared_token_by_token_is_not_compared_again_to_rank_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def recorded(runtime: Any, model: str, *rest: Any) -> Any:
        asked.append(model)
        return rank_documents(runtime, model, *rest)

    monkeypatch.setattr("embedlab.studies.live_ranks.rank_documents", recorded)
    app = lesson(parts="", query_0="Who mended the steeple clock?")
    assert sorted(asked) == ["all-minilm-l6-v2", "ms-marco-minilm-l12-v2"]
    assert "by 4 rankers" in alternatives(app)[RANKINGS]


def test_another_document_moves_matrix_text_and_address() -> None:
    app = lesson()
    app.selectbox(key=f"el-{SLUG}-document").set_value(0)
    alive(app.run())
    assert "Document 1" in bodies(app)
    assert "tower clock needs care" in alternatives(app)[RANKINGS]
    assert app.query_params[f"{SLUG}-document"] == "1"
    assert "Document 3" in bodies(lesson(document="3"))


def test_another_search_forgets_the_document() -> None:
    app = lesson(document="1")
    app.selectbox(key=f"{SLUG}-example").set_value("A short pair")
    alive(app.run())
    assert f"{SLUG}-document" not in app.query_params


@pytest.mark.parametrize("number", ["0", "99", "-1", "x", "²"])
def test_a_document_that_is_not_there_is_none(number: str) -> None:
    assert "Document 6" in bodies(lesson(document=number))


def test_colbert_says_that_it_is_a_backbone_and_unfolds_to_its_32_query_tokens() -> None:
    app = lesson()
    app.selectbox(key=f"{SLUG}-matrix-of").set_value("colbert")
    alive(app.run())
    assert any("last linear layer" in caption.value for caption in app.caption)
    assert any("folded markers and masks" in line for line in findings(app))
    app.toggle(key=f"{SLUG}-unfold").set_value(True)
    alive(app.run())
    assert "32 query tokens" in alternatives(app)[MATRIX]
    assert any("add up to the score" in line for line in findings(app))


def test_every_document_has_the_same_range_of_colours() -> None:
    ranges = set()
    for number in ("1", "6", "8"):
        cells = figures(lesson(document=number))[MATRIX]["data"][0]
        ranges.add((cells["zmin"], cells["zmax"]))
    assert len(ranges) == 1


def test_the_first_stage_loses_what_it_does_not_keep() -> None:
    app = lesson()
    assert any("with k = 3 the second stage never sees it" in line for line in findings(app))
    app.select_slider(key=f"{SLUG}-kept").set_value(8)
    assert any("k = 8 keeps it" in line for line in findings(alive(app.run())))


@pytest.mark.parametrize("counted", list(Y_NAMES))
def test_every_kind_of_cost_is_drawn(counted: str) -> None:
    app = lesson()
    app.get("button_group")[-1].set_value(counted)
    alive(app.run())
    told = alternatives(app)[f"{SLUG}-cost-by-size"]
    assert told.startswith(Y_NAMES[counted])
    assert ("cross-encoder" in told) == (counted != "bytes")
    if counted == "milliseconds":
        assert any("Measured just now" in caption.value for caption in app.caption)


def test_what_gives_the_answer_away_is_veiled_until_the_visitor_has_guessed() -> None:
    app = lesson(guess="", parts="")
    assert not any("one vector 7" in line for line in findings(app))
    veiled = figures(app)[RANKINGS]
    next(button for button in app.button if button.label == "Lower").click()
    alive(app.run())
    assert any("one vector 7" in line for line in findings(app))
    assert figures(app)[RANKINGS] != veiled
    assert "Your guess: **Lower**" in markdown(app)
    assert "rank **7** with one vector and rank **1**" in markdown(app)


def test_nothing_below_the_first_screen_is_drawn_before_it_is_opened() -> None:
    assert set(alternatives(lesson(parts=""))) == {RANKINGS, MATRIX}


def test_the_quiz_holds_computed_answers() -> None:
    app = lesson()
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
    assert "Ranks of 3 texts" in alternatives(app)[RANKINGS]
    assert any("they share a rank" in line for line in notes(app))
    assert any("Begin one line with “answer:”" in line for line in notes(app))
    assert "rank **" not in markdown(app)


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
    app.selectbox(key=f"el-{SLUG}-document").set_value(4)
    alive(app.run())
    read = "all-MiniLM-L6-v2 read the first 256 of 282 tokens of document 5."
    assert any(line.startswith(read) for line in notes(app))


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
    assert RANKINGS in alternatives(app)

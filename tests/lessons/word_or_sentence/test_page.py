"""Lesson 2: what the visitor changes changes the figures, the live run goes on and stops, bad input is said."""

import csv
import html
import io
import json
from contextlib import redirect_stdout
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from embedlab.content.lesson_text import load_lesson
from embedlab.lessons.word_or_sentence.examples_stories import load_lee
from embedlab.lessons.word_or_sentence.found import find_bench, find_tables
from embedlab.lessons.word_or_sentence.inputs import Choice
from embedlab.lessons.word_or_sentence.shipped import load_bench, load_cuts, load_lee_results
from embedlab.lessons.word_or_sentence.study_bench import pair_cosines
from embedlab.lessons.word_or_sentence.study_people import LeeRun
from embedlab.lessons.word_or_sentence.study_setups import poolable_cards, setups_of
from embedlab.lessons.word_or_sentence.view import Played
from embedlab.lessons.word_or_sentence.view_page import notebook, pair_rows, people_rows, token_rows
from embedlab.models.catalog import card
from embedlab.models.runtime import shared_runtime
from embedlab.ui.exports import csv_bytes
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

PAGE = "pages/2_word_or_sentence.py"
LESSON = load_lesson("word_or_sentence")
CHARTS = {"pooling-tokens", "pooling-kinds", "identity-pairs", "bench-pairs", "bench-order", "people-dots",
          "people-intervals"}  # fmt: skip
NUMBER = 6  # the example that the page begins with: swapped roles


def own(a: str, b: str = "Snow falls on the hills.") -> AppTest:
    """The page with the visitor's two texts, which stay where they were typed."""
    app = opened(PAGE)
    app.text_input(key=f"text2a-{NUMBER}").set_value(a)
    alive(app.text_input(key=f"text2b-{NUMBER}").set_value(b).run())
    assert app.text_input(key=f"text2a-{NUMBER}").value == a
    assert "el-reading" in bodies(app)
    return app


def test_the_first_screen_answers() -> None:
    app = opened(PAGE)
    assert set(figures(app)) == CHARTS
    cosine = load_bench()[setups_of([card("all-minilm-l6-v2")])[0]][27]
    assert findings(app)[0] == f"The mean of 8 tokens, each with the same share. Cosine of A and B: {cosine:.2f}."
    assert findings(app)[1].startswith("MiniLM, mean: a paraphrase comes before an unrelated pair in 100% of")
    assert problems(app) == []
    assert notes(app) == []
    assert len([radio for radio in app.radio if (radio.key or "").startswith("el-quiz")]) == 5


def test_every_model_of_the_catalog_stands_in_the_bench() -> None:
    app = opened(PAGE)
    assert len(figures(app)["bench-pairs"]["data"][0]["y"]) == len(setups_of(poolable_cards()))
    assert len(app.selectbox(key="model2").options) >= len(poolable_cards())


@pytest.mark.parametrize(
    ("pooling", "said"),
    [
        ("cls", "The vector of [CLS] alone"),
        ("max", "has the largest value in"),
        ("weighted", "Weights rise from 1 to 8"),
    ],
)
def test_another_pooling_changes_vector_and_finding(pooling: str, said: str) -> None:
    app = opened(PAGE)
    before = alternatives(app)["pooling-tokens"]
    alive(app.segmented_control(key="pooling2").set_value(pooling).run())
    assert said in findings(app)[0]
    assert alternatives(app)["pooling-tokens"] != before
    assert any("whatever pooling is chosen" in line for line in notes(app))


def test_the_stepper_pools_one_token_after_the_other() -> None:
    app = opened(PAGE)
    alive(app.slider(key="step2-8").set_value(3).run())
    assert findings(app)[0].startswith("After “dog”, token 3 of 8: cosine with the finished vector 0.")
    alive(app.slider(key="step2-8").set_value(8).run())
    assert findings(app)[0].startswith("The mean of 8 tokens")


def test_a_table_of_words_has_no_cls_and_cannot_tell_who_bit_whom() -> None:
    app = opened(PAGE)
    alive(app.selectbox(key="model2").set_value("glove-6b-50d").run())
    assert app.segmented_control(key="pooling2-table").options == ["mean", "max", "weighted"]
    assert findings(app)[0] == "The mean of 5 tokens, each with the same share. Cosine of A and B: 1.00."
    assert any("has no limit" in line for line in findings(app))
    assert len([radio for radio in app.radio if (radio.key or "").startswith("el-quiz")]) == 5


def test_the_identity_is_printed_with_both_sides() -> None:
    first, second = find_tables(card("all-minilm-l6-v2"), ("The dog bit the man.", "The man bit the dog.")).pair
    cells = (first.real.astype(float) @ second.real.astype(float).T).mean()
    assert f"{cells:.4f} = {cells:.4f}: the same number by two ways" in bodies(opened(PAGE))


def test_colours_by_place_are_other_colours_of_the_same_pairs() -> None:
    app = opened(PAGE)
    before = alternatives(app)["bench-pairs"]
    alive(app.segmented_control(key="bench2").set_value("place").run())
    assert "place" in alternatives(app)["bench-pairs"]
    assert alternatives(app)["bench-pairs"] != before


def test_the_shorter_text_is_padded_and_the_mask_keeps_padding_out() -> None:
    app = own("Snow falls.", "In the evening snow falls on the hills behind the town.")
    assert "The mask keeps them out." in notes(app)[0]
    assert "[PAD]" in notes(app)[0]
    alive(app.segmented_control(key="pooling2").set_value("max").run())
    assert "the zeros would win" in notes(app)[0]


def test_own_texts_are_compared_by_every_model_live() -> None:
    app = own("Snow falls on a roof.")
    live = pair_cosines(
        shared_runtime(), card("all-minilm-l6-v2"), [("Snow falls on a roof.", "Snow falls on the hills.")]
    )
    mean = next(iter(live.values()))[0]
    assert f"Cosine of A and B: {mean:.2f}." in findings(app)[0]
    assert f"{mean:.2f}".lstrip("0") in str(figures(app)["pooling-kinds"]["data"])
    assert problems(app) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (" ", "Text A is empty. Type a sentence."),
        ("x" * 1_001, "Text A has 1,001 characters; shorten it to 1,000 or fewer."),
    ],
)
def test_a_text_that_cannot_be_used_is_said_and_the_rest_of_the_page_stays(text: str, said: str) -> None:
    app = own(text)
    assert problems(app) == [said]
    assert {"pooling-kinds", "bench-pairs", "people-dots"} <= set(figures(app))
    assert "pooling-tokens" not in figures(app)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("<img src=x onerror=alert(1)>", id="markup"),
        pytest.param("<script>1</script> $x^2$ **b** :smile:", id="script"),
        pytest.param("🙂🙂", id="emoji"),
        pytest.param("שלום עולם", id="right to left"),
        pytest.param("雪が降る", id="no spaces"),
        pytest.param("a\x00b\x07", id="control characters"),
        pytest.param("!", id="one mark"),
        pytest.param("x" * 1_000, id="one long word"),
    ],
)
def test_any_text_is_read_and_never_interpreted(text: str) -> None:
    app = own(text)
    sent = bodies(app) + str([figure["data"] for figure in figures(app).values()])
    assert "<img" not in sent
    assert "<script" not in sent
    assert "pooling-tokens" in figures(app)
    assert problems(app) == []


def test_a_text_without_a_known_word_is_said_for_the_table_that_lacks_it() -> None:
    app = own("qqqzzqx")
    alive(app.selectbox(key="model2").set_value("glove-6b-50d").run())
    assert problems(app) == ["GloVe 6B 50d knows no word of “qqqzzqx”; type another text or choose another model."]
    assert "pooling-kinds" in figures(app)


def test_the_same_text_twice_is_as_near_as_can_be() -> None:
    assert "Cosine of A and B: 1.00." in findings(own("Snow falls.", "Snow falls."))[0]


def test_a_live_run_outlives_a_change_of_another_control_and_can_be_stopped() -> None:
    app = opened(PAGE)
    alive(app.button(key="el-lee-start").click().run())
    run = app.session_state["el-lee-run"]
    assert run.total == 50 * len(run.cards) + 1 + len(setups_of(run.cards))
    alive(app.segmented_control(key="pooling2").set_value("max").run())
    assert app.session_state["el-lee-run"] is run
    assert "has the largest value in" in findings(app)[0]
    alive(app.button(key="el-lee-stop").click().run())
    assert "el-lee-run" not in app.session_state
    assert app.button(key="el-lee-start").label == "Compute all of it here"


def test_a_live_run_ends_with_its_own_figures() -> None:
    app = opened(PAGE)
    run = LeeRun(shared_runtime(), load_lee(), [card("glove-6b-50d")])
    run.advance(600)
    run.agreements["glove-6b-50d/mean"] = replace(run.agreements["glove-6b-50d/mean"], pearson=0.99)
    app.session_state["el-lee-run"] = run
    alive(app.run())
    assert "el-lee-run" not in app.session_state
    assert "by 1 model and TF-IDF" in markdown(app)
    assert "cosine from the shipped figures is 0.0000" in markdown(app)
    assert "GloVe, mean agrees best with people: r = 0.99." in findings(app)


def test_the_dot_that_is_chosen_shows_its_two_stories() -> None:
    app = opened(PAGE)
    assert "The dot farthest from the line" in bodies(app)
    stories = load_lee()
    assert stories.texts[49][:60] not in bodies(app)
    app.session_state["people-dots-chosen"] = 48  # the first story with the last
    alive(app.run())
    assert f"The ringed dot: people say {stories.similarity[0, 49]:.2f}" in bodies(app)
    assert html.escape(stories.texts[49][:60]) in bodies(app)


def test_what_is_not_read_is_grey_and_the_table_says_how_much() -> None:
    app = opened(PAGE)
    cut = load_cuts()["all-minilm-l6-v2"]
    assert f"{cut.tokens} tokens, of which {cut.limit} are read: 18% of the text is lost." in "".join(findings(app))
    assert "line-through" in bodies(app)
    alive(app.selectbox(key="model2").set_value("e5-small-v2").run())
    assert "all of which are read" in "".join(findings(app))
    assert "line-through" not in bodies(app)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "The long text is empty. Type or paste one."),
        ("x" * 4_001, "The long text has 4,001 characters; shorten it to 4,000 or fewer."),
    ],
)
def test_a_long_text_that_cannot_be_used(text: str, said: str) -> None:
    app = opened(PAGE)
    alive(app.text_area(key="long2").set_value(text).run())
    assert problems(app) == [said]
    assert set(figures(app)) == CHARTS


def test_it_runs_through_the_app() -> None:
    app = alive(AppTest.from_file(str(ROOT / "app.py"), default_timeout=SECONDS).run())
    app.switch_page(PAGE)
    alive(app.run())
    app = alive(app.run())
    assert set(figures(app)) == CHARTS
    assert LESSON.heading in bodies(app)


def right_options() -> list[str]:
    """The right option of each question, worked out from the shipped results."""
    r = load_lee_results().agreements
    close = abs(r["all-minilm-l6-v2/mean"].pearson - r["all-minilm-l6-v2/cls"].pearson) < 0.02
    return ["same", "role_swap", "dot", "close" if close else "mean", "under_half"]


def checked(app: AppTest, number: int, option: str) -> str:
    """The verdict on one answer."""
    key = f"el-quiz-{LESSON.slug}-{number}"
    app.radio(key=key).set_value(option)
    alive(app.button(key=f"{key}-press").click().run())
    return results(app)[-1]


def test_every_right_answer_is_the_computed_one_and_is_explained() -> None:
    app = opened(PAGE)
    assert [checked(app, number, option) for number, option in enumerate(right_options())] == ["Right."] * 5
    assert "interval 0.57 to 0.72" in markdown(app)


def test_with_another_model_the_cut_is_another() -> None:
    app = opened(PAGE, model2=card("paraphrase-minilm-l3-v2").name)
    assert app.selectbox(key="model2").value == "paraphrase-minilm-l3-v2"
    assert checked(app, 4, "half_or_more") == "Right."


def test_the_reveal_names_the_numbers_of_the_page() -> None:
    app = opened(PAGE)
    alive(app.button(key="predict-pooling-skip").click().run())
    assert "swapped roles **0.99**" in markdown(app)


CHOICE = Choice(('=1+1 "quoted\\" it\'s {x}', "Snow falls."), None, card("all-minilm-l6-v2"), "mean", 0)


def parsed(rows: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(csv_bytes(rows).decode("utf-8-sig"))))


def test_the_notebook_runs_and_prints_the_same_cosines() -> None:
    space: dict[str, Any] = {}
    with redirect_stdout(io.StringIO()) as printed:
        for cell in json.loads(notebook(CHOICE))["cells"]:
            if cell["cell_type"] == "code":
                exec("".join(cell["source"]), space)  # the point of the test is that it runs
    live = pair_cosines(shared_runtime(), CHOICE.card, [CHOICE.texts])
    told = [f"{setup.pooling}: {float(values[0]):.4f}" for setup, values in live.items()]
    assert printed.getvalue().splitlines()[:4] == told
    cells, dot = printed.getvalue().splitlines()[4].removeprefix("mean of all cells ").split(" = dot of the means ")
    assert cells == dot


def test_the_tables_come_back_from_their_csv() -> None:
    bench = find_bench(poolable_cards())
    tables = find_tables(CHOICE.card, CHOICE.texts)
    assert tables is not None
    live = pair_cosines(shared_runtime(), CHOICE.card, [CHOICE.texts])
    own_values = {setup: float(values[0]) for setup, values in live.items()}
    rows = parsed(pair_rows(Played(CHOICE, tables, own_values), bench))
    assert len(rows) == len(own_values) + 54 * len(bench.cosines)
    assert rows[0]["text_a"] == "'" + CHOICE.texts[0]
    assert float(rows[0]["cosine"]) == pytest.approx(own_values[CHOICE.setup], abs=1e-6)
    tokens = parsed(token_rows(tables))
    assert [row["token"] for row in tokens if row["text"] == "B"][:3] == ["[CLS]", "snow", "falls"]
    people = parsed(people_rows(load_lee_results()))
    assert len(people) == 1_225
    assert {"people", "tf-idf", "all-minilm-l6-v2/mean"} <= set(people[0])
    assert partial(people_rows, load_lee_results())()[0]["story_b"] == 2

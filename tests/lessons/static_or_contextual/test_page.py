"""Lesson 1: what the visitor changes changes the figures and the sentences under them."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from embedlab.content.sense_words import load_sense_words
from tests.kit.pages.screen import alive, alternatives, bodies, figures, findings, lesson, notes, problems

OWN = "a: a set of cups\na: this set is complete\nb: the sun will set\nb: they set off at dawn"


def dots(app: AppTest) -> list[tuple[float, float]]:
    traces = [trace for trace in figures(app)["occurrences"]["data"] if "customdata" in trace]
    return [(x, y) for trace in traces for x, y in zip(trace["x"], trace["y"], strict=True)]


def ring(app: AppTest) -> list[list[float]]:
    chosen = next(trace for trace in figures(app)["occurrences"]["data"] if trace.get("name") == "selected")
    return [list(chosen["x"]), list(chosen["y"])]


def test_the_first_screen_answers_for_point() -> None:
    app = lesson()
    assert app.selectbox(key="word").value == "point"
    assert findings(app)[0].startswith("One vector for all 30 occurrences")
    assert re.match(r"Layer 6: the nearest occurrence has the same sense in \d+%\. By luck: 17%\.", findings(app)[1])
    assert set(figures(app)) >= {"static-spot", "occurrences", "matrix", "curves", "attention"}


def test_another_word_changes_every_figure_and_finding() -> None:
    before = lesson()
    seen = alternatives(before), findings(before)
    after = alive(before.selectbox(key="word").set_value("bank").run())
    for key in ("static-spot", "occurrences", "matrix", "curves", "attention"):
        assert alternatives(after)[key] != seen[0][key]
    assert findings(after)[0] != seen[1][0] or findings(after)[1] != seen[1][1]
    assert "bank" in bodies(after)


@pytest.mark.parametrize("word", sorted(load_sense_words()))
def test_every_shipped_word_is_drawn(word: str) -> None:
    app = lesson(word=word)
    assert f"{len(load_sense_words()[word].occurrences)} occurrences" in alternatives(app)["occurrences"]
    assert problems(app) == []


def test_moving_the_layer_moves_the_dots_and_not_the_static_spot() -> None:
    app = lesson()
    before, spot = dots(app), figures(app)["static-spot"]["data"]
    alive(app.slider(key="layer12").set_value(11).run())
    assert dots(app) != before
    assert figures(app)["static-spot"]["data"] == spot
    assert findings(app)[1].startswith("Layer 11: ")


def test_all_layers_share_one_square() -> None:
    layouts = [figures(lesson(layer12=layer))["occurrences"]["layout"] for layer in ("0", "6", "12")]
    assert len({str(layout["xaxis"]["range"] + layout["yaxis"]["range"]) for layout in layouts}) == 1


def test_layer_0_says_that_no_attention_has_happened() -> None:
    app = lesson(layer12="0")
    assert "attention" not in figures(app)
    assert any("Layer 0 comes before any attention" in note for note in notes(app))


def test_the_head_changes_the_attention() -> None:
    app = lesson()
    mean = alternatives(app)["attention"]
    alive(app.selectbox(key="head").set_value(3).run())
    assert alternatives(app)["attention"] != mean


def test_every_model_with_layers_can_be_chosen() -> None:
    for name in lesson().selectbox(key="model").options[:4]:
        app = lesson(model=name)
        assert f"Contextual: {name}" in bodies(app)
        assert "occurrences" in figures(app)
        assert problems(app) == []


def test_a_link_with_a_model_and_layer_that_do_not_exist_opens_the_first_screen() -> None:
    app = lesson(model="no such model", layer12="99", dot="-4", head="nothing", tool="???", seed="x")
    assert findings(app) == findings(lesson())


@pytest.mark.parametrize("dot", ["29", "999", "seven", "²"])
def test_a_dot_of_another_word_falls_back_to_the_first_sentence(dot: str) -> None:
    app = lesson(word="bass", dot=dot)
    assert app.selectbox(key="dot").value == 0
    assert ring(app) == ring(lesson(word="bass", dot="0"))


def test_the_ring_and_the_table_follow_the_chosen_sentence() -> None:
    app = lesson(dot="7")
    occurrence = load_sense_words()["point"].occurrences[7]
    assert app.selectbox(key="dot").value == 7
    assert occurrence.text.split()[0] in bodies(app).split('aria-label="Nearest occurrences"')[1].split("</thead>")[0]
    before = ring(app)
    alive(app.selectbox(key="dot").set_value(20).run())
    assert ring(app) != before
    assert app.query_params["dot"] == "20"


def test_a_word_with_fewer_sentences_takes_the_first_one_again() -> None:
    app = lesson(dot="29")
    alive(app.selectbox(key="word").set_value("bass").run())
    assert app.selectbox(key="dot").value == 0


def test_the_moving_map_replaces_the_still_one() -> None:
    app = lesson(play="true")
    assert "occurrences" not in figures(app)
    assert len(alive(app).get("plotly_chart")[1].proto.spec) > 1000
    moving = figures(app)["layers-moving"]
    assert len(moving["frames"]) == 13
    assert moving["frames"][0]["data"] != moving["frames"][12]["data"]


def test_spreading_the_colours_names_the_new_range() -> None:
    app = lesson()
    assert "colours from \u22121.00 to 1.00" in alternatives(app)["matrix"]
    alive(app.toggle(key="spread").set_value(True).run())
    assert "\u22121.00 to 1.00" not in alternatives(app)["matrix"]


SMALL = {"word": "bass", "model": "paraphrase-MiniLM-L3-v2"}


def test_another_method_draws_another_map() -> None:
    still, moved = lesson(**SMALL), lesson(**SMALL, map="t-SNE")
    assert dots(still) != dots(moved)
    assert any("of the variance" in caption.value for caption in still.caption)
    assert not any("of the variance" in caption.value for caption in moved.caption)


def test_own_word_with_own_sentences() -> None:
    app = lesson(word="set", sentences=OWN)
    assert "4 occurrences" in alternatives(app)["occurrences"]
    assert findings(app)[0].startswith("One vector for all 4 occurrences")
    assert "By luck: 33%" in findings(app)[1]
    assert problems(app) == []
    assert app.text_area(key="sentences").value == OWN


def test_own_sentences_for_a_shipped_word_are_scored_live() -> None:
    app = lesson(word="point")
    text = "game: one more point wins\ngame: a point each\ntip: the point of the knife\ntip: its point broke"
    alive(app.text_area(key="sentences-point").set_value(text).run())
    assert "4 occurrences" in alternatives(app)["occurrences"]
    assert app.text_area(key="sentences-point").value == text


def test_a_teacher_sees_notes_and_hides_controls() -> None:
    app = lesson(teach="1", hide="layer,model")
    assert any(box.label == "Notes for the teacher" for box in app.expander)
    for name in ("layer", "model"):
        assert f".st-key-el-control-{name}{{display:none}}" in bodies(app)
    assert app.slider(key="layer12").value == 6


def test_a_guess_is_revealed_with_the_numbers_of_the_page() -> None:
    app = lesson()
    option = app.radio(key="predict-static").options[0]
    app.radio(key="predict-static").set_value(option)
    alive(app.button(key="predict-static-commit").click().run())
    said = next(text.value for text in app.markdown if "Your guess:" in text.value)
    assert option in said
    assert "best layer, 11 of 12" in said
    assert "**97%**" in said


def test_a_skipped_guess_is_revealed_too() -> None:
    app = lesson(word="bank")
    alive(app.button(key="predict-static-skip").click().run())
    assert any("You skipped the guess." in text.value and "“bank”" in text.value for text in app.markdown)

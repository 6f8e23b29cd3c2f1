"""Lesson 1: what the visitor changes changes the figures and the sentences under them."""

import re
from functools import partial

import pytest
from streamlit.testing.v1 import AppTest

from embedlab.content.sense_words import load_sense_words
from embedlab.lessons.static_or_contextual.inputs import FOLLOW_THE_LAYER, KEYS
from tests.kit.pages.screen import (
    LESSON_1,
    alive,
    alternatives,
    bodies,
    figures,
    findings,
    lesson_page,
    markdown,
    notes,
    opened,
    problems,
)

lesson = partial(lesson_page, KEYS.slug, parts=FOLLOW_THE_LAYER)
MAPS = {KEYS("static-spot"), KEYS("occurrences")}
DOT = f"el-{KEYS('dot')}"
FIGURES = MAPS | {KEYS("matrix"), KEYS("curves"), KEYS("attention")}

OWN = "a: a set of cups\na: this set is complete\nb: the sun will set\nb: they set off at dawn"


def dots(app: AppTest) -> list[tuple[float, float]]:
    traces = [trace for trace in figures(app)[KEYS("occurrences")]["data"] if "customdata" in trace]
    return [(x, y) for trace in traces for x, y in zip(trace["x"], trace["y"], strict=True)]


def ring(app: AppTest) -> list[list[float]]:
    chosen = next(trace for trace in figures(app)[KEYS("occurrences")]["data"] if trace.get("name") == "selected")
    return [list(chosen["x"]), list(chosen["y"])]


def test_the_first_screen_answers_for_point() -> None:
    app = lesson()
    assert app.selectbox(key=KEYS("word")).value == "point"
    assert findings(app)[1].startswith("One vector for all 30 occurrences")
    assert re.match(
        r"Layer 11: the nearest occurrence has the same sense in \d+\u00a0%\. By luck: 17\u00a0%\.", findings(app)[0]
    )
    assert set(figures(app)) == FIGURES


def test_another_word_changes_every_figure_and_finding() -> None:
    before = lesson()
    seen = alternatives(before), findings(before)
    after = alive(before.selectbox(key=KEYS("word")).set_value("bank").run())
    for key in FIGURES:
        assert alternatives(after)[key] != seen[0][key]
    assert findings(after)[0] != seen[1][0] or findings(after)[1] != seen[1][1]
    assert "bank" in bodies(after)


@pytest.mark.parametrize("word", sorted(load_sense_words()))
def test_every_shipped_word_is_drawn(word: str) -> None:
    app = lesson(word=word)
    assert f"{len(load_sense_words()[word].occurrences)} occurrences" in alternatives(app)[KEYS("occurrences")]
    assert problems(app) == []


def test_moving_the_layer_draws_the_dots_and_what_is_open_below_and_nothing_else() -> None:
    app = lesson(layer12="6")
    before, seen = dots(app), alternatives(app)
    alive(app.slider(key=KEYS("layer12")).set_value(11).run())
    assert dots(app) != before
    assert findings(app) == ["Layer 11: the nearest occurrence has the same sense in 97\u00a0%. By luck: 17\u00a0%."]
    assert set(figures(app)) == FIGURES - {KEYS("static-spot")}
    for key in ("matrix", "curves", "attention"):
        assert alternatives(app)[KEYS(key)] != seen[KEYS(key)]
    assert "Nearest in layer 11" in bodies(app)


def test_moving_the_layer_of_a_page_with_nothing_open_leaves_the_static_spot() -> None:
    app = lesson(parts=(), layer12="6")
    spot = figures(app)[KEYS("static-spot")]["data"]
    alive(app.slider(key=KEYS("layer12")).set_value(11).run())
    assert findings(app)[0].startswith("Layer 11: ")
    assert figures(app)[KEYS("static-spot")]["data"] == spot
    assert set(figures(app)) == MAPS


def test_what_gives_the_answer_away_is_veiled_until_the_visitor_has_guessed() -> None:
    app = lesson(parts=(), guess="")
    assert not any("the same sense in" in line for line in findings(app))
    assert "layers 11 and 12 of 12" not in markdown(app)
    next(button for button in app.button if button.label == "Half of the time").click()
    alive(app.run())
    assert any("the same sense in 97\u00a0%" in line for line in findings(app))
    assert "Your guess: **Half of the time**" in markdown(app)
    assert "layers 11 and 12 of 12" in markdown(app)
    assert "**97\u00a0%**" in markdown(app)


def test_nothing_below_the_first_screen_is_drawn_before_it_is_opened() -> None:
    assert set(figures(lesson(parts=()))) == MAPS


def test_all_layers_share_one_square() -> None:
    layouts = [figures(lesson(layer12=layer))[KEYS("occurrences")]["layout"] for layer in ("0", "6", "12")]
    assert len({str(layout["xaxis"]["range"] + layout["yaxis"]["range"]) for layout in layouts}) == 1


def test_layer_0_says_that_no_attention_has_happened() -> None:
    app = lesson(layer12="0")
    assert KEYS("attention") not in figures(app)
    assert any("Layer 0 comes before any attention" in note for note in notes(app))


def test_the_head_changes_the_attention() -> None:
    app = lesson()
    mean = alternatives(app)[KEYS("attention")]
    alive(app.selectbox(key=KEYS("head")).set_value(3).run())
    assert alternatives(app)[KEYS("attention")] != mean


def test_every_model_with_layers_can_be_chosen() -> None:
    for name in lesson(parts=()).selectbox(key=KEYS("model")).options[:4]:
        app = lesson(model=name)
        assert any(slider.label == f"Layer of {name}" for slider in app.slider)
        assert KEYS("occurrences") in figures(app)
        assert problems(app) == []


def test_a_link_with_a_model_and_layer_that_do_not_exist_opens_the_first_screen() -> None:
    app = lesson(model="no such model", layer12="99", dot="-4", head="nothing", tool="???", seed="x")
    assert findings(app) == findings(lesson())


@pytest.mark.parametrize("dot", ["0", "30", "999", "seven", "²"])
def test_a_dot_of_another_word_falls_back_to_the_first_sentence(dot: str) -> None:
    app = lesson(word="bass", dot=dot)
    assert app.selectbox(key=DOT).value == 0
    assert ring(app) == ring(lesson(word="bass"))


def test_the_ring_and_the_table_follow_the_chosen_sentence() -> None:
    app = lesson(dot="8")
    occurrence = load_sense_words()["point"].occurrences[7]
    assert app.selectbox(key=DOT).value == 7
    assert occurrence.text.split()[0] in bodies(app).split('aria-label="Nearest occurrences"')[1].split("</thead>")[0]
    before = ring(app)
    alive(app.selectbox(key=DOT).set_value(20).run())
    assert ring(app) != before
    assert app.query_params[DOT.removeprefix("el-")] == "21"


def test_another_word_begins_with_its_first_sentence_again() -> None:
    app = lesson(dot="30")
    alive(app.selectbox(key=KEYS("word")).set_value("bass").run())
    assert app.selectbox(key=DOT).value == 0


def test_a_neighbour_of_another_sense_says_so_and_a_sentence_keeps_its_sense_in_the_list() -> None:
    app = lesson(layer12="0")
    assert 'class="el-other"' in bodies(app)
    assert app.selectbox(key=DOT).options[0].startswith("1. argument: ")


def test_spreading_the_colours_names_the_new_range() -> None:
    app = lesson()
    assert "colours from \u22121.00 to 1.00" in alternatives(app)[KEYS("matrix")]
    alive(app.toggle(key=KEYS("spread")).set_value(True).run())
    assert "\u22121.00 to 1.00" not in alternatives(app)[KEYS("matrix")]


SMALL = {"word": "bass", "model": "paraphrase-MiniLM-L3-v2"}


def test_another_method_draws_another_map() -> None:
    still, moved = lesson(**SMALL), lesson(**SMALL, map="t-SNE")
    assert dots(still) != dots(moved)
    assert any("of the variance" in caption.value for caption in still.caption)
    assert not any("of the variance" in caption.value for caption in moved.caption)


def test_own_word_with_own_sentences() -> None:
    app = lesson(word="set", sentences=OWN)
    assert "4 occurrences" in alternatives(app)[KEYS("occurrences")]
    assert findings(app)[1].startswith("One vector for all 4 occurrences")
    assert "By luck: 33\u00a0%" in findings(app)[0]
    assert problems(app) == []
    assert app.text_area(key=KEYS("sentences")).value == OWN


def test_own_sentences_for_a_shipped_word_are_scored_live() -> None:
    app = lesson(word="point")
    text = "game: one more point wins\ngame: a point each\ntip: the point of the knife\ntip: its point broke"
    alive(app.text_area(key=KEYS("sentences-point")).set_value(text).run())
    assert "4 occurrences" in alternatives(app)[KEYS("occurrences")]
    assert app.text_area(key=KEYS("sentences-point")).value == text


def test_a_teacher_sees_notes_and_hides_controls() -> None:
    app = opened(LESSON_1, teach="1", hide="layer,model")
    assert "Objective" in markdown(app)
    for name in ("layer", "model"):
        assert f".st-key-el-control-{name}{{display:none}}" in bodies(app)
    assert app.slider(key=KEYS("layer12")).value == 11

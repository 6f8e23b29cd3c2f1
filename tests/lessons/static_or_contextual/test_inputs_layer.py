"""The layer of lesson 1 begins where the senses lie best apart, and Play walks there, a step at each look."""

from functools import partial
from itertools import count

import pytest
from streamlit.testing.v1 import AppTest

from embedlab.content.sense_words import load_sense_words
from embedlab.lessons.static_or_contextual import inputs_layer
from embedlab.lessons.static_or_contextual.inputs import KEYS
from embedlab.lessons.static_or_contextual.inputs_layer import PLAY, PLAYING, STEP_SECONDS, Walk
from embedlab.lessons.static_or_contextual.shipped import load_study
from tests.kit.pages.screen import alive, alternatives, findings, lesson_page, notes

lesson = partial(lesson_page, KEYS.slug, parts=())
SLIDER = KEYS("layer12")
MAP = KEYS("occurrences")


@pytest.fixture
def every_look_is_due(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock by which each look comes a second after the one before."""
    seconds = count()
    monkeypatch.setattr(inputs_layer, "monotonic", lambda: float(next(seconds)))


def shown(app: AppTest) -> set[int]:
    """The layer by slider, figure and sentence."""
    layer = int(alternatives(app)[MAP].removeprefix("Layer ").split(":")[0])
    sentence = next(line for line in findings(app) if line.startswith("Layer "))
    return {int(str(app.slider(key=SLIDER).value)), layer, int(sentence.removeprefix("Layer ").split(":")[0])}


def press(app: AppTest) -> AppTest:
    return alive(app.button(key=PLAY).click().run())


@pytest.mark.parametrize("word", ["point", "bark", "seal"])
def test_the_page_opens_at_the_best_layer_the_first_of_equals(word: str) -> None:
    found = load_study("e5-small-v2", word, load_sense_words()[word].occurrences)
    assert found is not None
    assert found.study.scores is not None
    accuracy = list(found.study.scores.accuracy)
    assert shown(lesson(word=word)) == {accuracy.index(max(accuracy))}


def test_another_word_begins_at_its_own_best_layer() -> None:
    app = lesson()
    alive(app.slider(key=SLIDER).set_value(2).run())
    alive(app.selectbox(key=KEYS("word")).set_value("bark").run())
    assert shown(app) == {3}


def test_the_layer_in_the_address_wins() -> None:
    assert shown(lesson(layer12="4")) == {4}


@pytest.mark.parametrize("asked", ["99", "-1", "x", ""])
def test_a_layer_outside_the_model_is_the_best_one(asked: str) -> None:
    assert shown(lesson(layer12=asked)) == {11}


def test_play_begins_at_layer_0_and_says_pause() -> None:
    app = press(lesson())
    assert shown(app) == {0}
    assert app.button(key=PLAY).label == "Pause"


def test_play_walks_to_the_best_layer_and_stops(every_look_is_due: None) -> None:
    app = press(lesson())
    seen = [shown(app)]
    for _ in range(30):
        if PLAYING not in app.session_state:
            break
        seen.append(shown(alive(app.run())))
    layers = [next(iter(each)) for each in seen]
    assert all(len(each) == 1 for each in seen)
    assert layers == sorted(layers)
    assert set(layers) >= set(range(2, 12))
    assert layers[-1] == 11
    assert app.button(key=PLAY).label == "Play"


def test_what_is_drawn_for_another_reason_is_no_step() -> None:
    app = press(lesson())
    assert shown(alive(app.run())) == {0}


def test_pause_stays_where_it_is_and_play_goes_on_from_there() -> None:
    app = press(lesson())
    app.session_state[PLAYING].layers = [4]
    press(app)
    assert shown(app) == {4}
    assert PLAYING not in app.session_state
    assert app.query_params[SLIDER] == "4"
    press(app)
    assert shown(app) == {4}
    assert PLAYING in app.session_state


def test_moving_the_slider_stops_play() -> None:
    app = press(lesson())
    alive(app.slider(key=SLIDER).set_value(7).run())
    assert PLAYING not in app.session_state
    assert shown(app) == {7}
    press(app)
    assert shown(app) == {0}


def test_another_word_stops_play() -> None:
    app = press(lesson())
    alive(app.run())  # draws the whole page again, with the word on it
    alive(app.selectbox(key=KEYS("word")).set_value("bark").run())
    assert PLAYING not in app.session_state


def test_a_visitor_who_comes_back_from_another_page_does_not_find_it_playing() -> None:
    app = lesson(session={PLAYING: Walk([3], 0.0)})
    assert PLAYING not in app.session_state


def test_a_guess_does_not_stop_play_and_the_sentence_is_veiled_until_then() -> None:
    app = press(lesson(guess=""))
    assert not any("the same sense in" in line for line in findings(app))
    alive(app.run())
    next(button for button in app.button if button.label == "Half of the time").click()
    alive(app.run())
    assert PLAYING in app.session_state
    assert shown(app) == {0}


def test_without_scores_it_opens_and_ends_at_the_last_layer() -> None:
    app = lesson(word="point", sentences_point="a point here\none point there")
    assert shown(app) == {12}
    assert "the last" in app.button(key=PLAY).proto.help


def test_the_rule_of_the_best_layer_is_said() -> None:
    assert "to layer 11" in lesson().button(key=PLAY).proto.help
    assert "Of equals it is the first" in lesson().button(key=PLAY).proto.help


def test_a_late_report_of_the_slider_is_no_move(monkeypatch: pytest.MonkeyPatch) -> None:
    walk = Walk([2, 3, 4], at=10.0)
    monkeypatch.setattr(inputs_layer, "monotonic", lambda: 10.0 + STEP_SECONDS)
    assert walk.is_late(3)
    assert not walk.is_late(4)
    assert not walk.is_late(7)
    walk.seen(3)
    assert walk.layers == [3, 4]
    assert not walk.is_late(2)


def test_one_step_back_between_two_steps_is_a_move_unless_answers_are_late(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs_layer, "monotonic", lambda: 10.1)
    assert not Walk([3, 4], at=10.0).is_late(3)
    assert Walk([3, 4], at=10.0, pause=3 * STEP_SECONDS).is_late(3)


def test_the_map_says_what_it_keeps_of_the_layer() -> None:
    app = lesson()
    assert any("keeps only 52\u00a0% of the five nearest" in caption.value for caption in app.caption)
    plain = lesson(word="plant")
    assert not any("more mixed" in caption.value for caption in plain.caption)


@pytest.mark.parametrize(("word", "said"), [("😀", "knows no piece of “😀”"), ("point", "the same sense in")])
def test_a_word_of_unknown_pieces_is_said_to_be_unknown(word: str, said: str) -> None:
    text = f"a: we say {word} here\na: and {word} there\nb: but {word} too"
    app = lesson(word=word, sentences=text, sentences_point=text)
    assert any(said in line for line in findings(app)), (findings(app), notes(app))
    assert any("reads [UNK], unknown, in its place 3 times" in line for line in findings(app)) == (word != "point")


def test_pressed_again_before_a_step_is_drawn_it_stops_and_shows_one_number() -> None:
    app = lesson(layer12="4")
    app.session_state[PLAYING] = Walk([2], 0.0)  # the first press, whose drawing the second has overtaken
    press(app)
    assert shown(app) == {2}
    assert app.button(key=PLAY).label == "Play"

"""The parts of lesson 3 on labelled pairs, on next sentences and on the hidden word, without a browser."""

from embedlab.lessons.unsupervised_or_supervised.inputs_labelled import LABELLED
from embedlab.lessons.unsupervised_or_supervised.study_masked import guesses_shown, stands_in
from tests.kit.pages.screen import alive, alternatives, bodies, findings, problems
from tests.kit.pages.training import captions, ended, key, page, train

GUESSES = (("cup", 0.6), ("tea", 0.2), ("##s", 0.1), ("Cup", 0.05), ("mask", 0.01))


def test_the_shipped_training_is_shown_and_told() -> None:
    app = page("labelled", "pair")
    drawn = alternatives(app)
    for name in ("labelled-curves", "labelled-recall", "pair-before", "pair-after", "triplet"):
        assert drawn[key(name)]
    assert "in-batch softmax" in drawn[key("labelled-curves")]
    assert "SNLI" in captions(app)
    assert "The shipped training: 300 steps of each objective" in captions(app)


def test_a_training_of_ones_own_takes_its_place_and_the_shipped_one_stays_on_the_chart() -> None:
    app = page("labelled", "pair")
    alive(app.select_slider(key=key("labelled-steps")).set_value(20).run())
    alive(app.number_input(key=key("labelled-batch")).set_value(8).run())
    app = ended(train(app, LABELLED), LABELLED)
    assert "Your training: 20 steps of each objective" in captions(app)
    assert "Earlier runs" in alternatives(app)[key("labelled-curves")]
    assert "Your last training." in captions(app)


def test_a_margin_that_cannot_be_is_said() -> None:
    app = page("labelled")
    alive(app.number_input(key=key("margin")).set_value(5.0).run())
    assert any("choose one over 0 and up to 2" in said for said in problems(app))


def test_next_sentences_are_told_for_the_stories_and_for_a_text_of_ones_own() -> None:
    app = page("next")
    assert any("topic alone is right in 79" in said for said in findings(app))
    alive(app.selectbox(key=key("next-text")).set_value("own").run())
    alive(app.text_area(key=key("next-own")).set_value("Only one short sentence stands here.").run())
    assert any("Paste at least 4 sentences" in said for said in problems(app))
    markup = "<img src=x onerror=alert(1)> **is** a thing. "
    alive(app.text_area(key=key("next-own")).set_value(markup * 6).run())
    assert "&lt;img" in bodies(app)
    assert "<img" not in bodies(app) + captions(app)


def test_guesses_of_the_sentence_can_be_left_out() -> None:
    assert stands_in("cup", "He drank a cup of [MASK]")
    assert not stands_in("mask", "He drank a cup of [MASK]")
    assert guesses_shown(GUESSES, "a Cup of [MASK]", 3, new_only=False) == GUESSES[:3]
    assert guesses_shown(GUESSES, "a Cup of [MASK]", 2, new_only=True) == (("tea", 0.2), ("##s", 0.1))


def test_the_switch_changes_what_is_listed_and_not_a_probability() -> None:
    app = page("masked")
    before = alternatives(app)[key("masked-0")]
    assert "paper 0.34" in before
    assert "↩ writing" in before
    alive(app.toggle(key=key("new-words")).set_value(True).run())
    after = alternatives(app)[key("masked-0")]
    assert "paper 0.34" in after
    assert "writing" not in after

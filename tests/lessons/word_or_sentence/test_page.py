"""Lesson 2 without a browser: every control moves what it names, the answer is veiled, lower parts wait."""

import pytest
from streamlit.testing.v1 import AppTest

from embedlab.lessons.word_or_sentence.found import find_tables
from embedlab.lessons.word_or_sentence.shipped import load_bench, load_cuts, load_lee_results
from embedlab.lessons.word_or_sentence.study_bench import pair_cosines
from embedlab.lessons.word_or_sentence.study_setups import Setup, poolable_cards, setups_of
from embedlab.models.catalog import card
from embedlab.models.runtime import shared_runtime
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

SLUG = "word_or_sentence"
TOKENS, KINDS, PAIRS = f"{SLUG}-tokens", f"{SLUG}-kinds", f"{SLUG}-pairs"
BELOW = {f"{SLUG}-{name}" for name in ("token-pairs", "pairs", "order", "dots", "intervals")}
NUMBER = 6  # the example that the page begins with: swapped roles


def lesson(**parameters: str) -> AppTest:
    return lesson_page(SLUG, **parameters)


def own(a: str, b: str) -> AppTest:
    """The first screen with the visitor's two texts."""
    app = lesson(parts="")
    app.text_input(key=f"{SLUG}-text-a{NUMBER}").set_value(a)
    return alive(app.text_input(key=f"{SLUG}-text-b{NUMBER}").set_value(b).run())


def test_the_page_answers_before_anything_is_pressed() -> None:
    app = lesson()
    assert set(figures(app)) == {TOKENS, KINDS} | BELOW
    cosine = load_bench()[Setup("all-minilm-l6-v2", "mean")][27]
    assert findings(app)[0] == f"The mean of 8 tokens, each with the same share. Cosine of A and B: {cosine:.2f}."
    assert findings(app)[1].startswith("MiniLM, mean: a paraphrase comes before an unrelated pair in 100\u00a0% of")
    assert problems(app) == notes(app) == []


def test_nothing_below_the_first_screen_is_drawn_before_it_is_opened() -> None:
    assert set(figures(lesson(parts=""))) == {TOKENS, KINDS}


def test_what_gives_the_answer_away_is_veiled_until_the_visitor_has_guessed() -> None:
    app = lesson(parts="", guess="")
    told = bodies(app) + str(figures(app)[KINDS]) + alternatives(app)[KINDS]
    assert "order quality" not in told
    assert "a paraphrase comes before" not in told
    cells = figures(app)[KINDS]["data"][0]["text"]
    assert all(row[0] and not any(row[1:]) for row in cells), "the two texts of the page are no secret"
    next(button for button in app.button if button.label == "The roles swapped").click()
    alive(app.run())
    assert all(all(row) for row in figures(app)[KINDS]["data"][0]["text"])
    assert "order quality" in alternatives(app)[KINDS]
    assert "a paraphrase comes before" in findings(app)[1]
    assert "Your guess: **The roles swapped**" in markdown(app)
    assert "swapped roles **0.99**" in markdown(app)


@pytest.mark.parametrize(
    ("pooling", "said"),
    [
        ("cls", "The vector of [CLS] alone"),
        ("max", "has the largest value in"),
        ("weighted", "Weights rise from 1 to 8"),
    ],
)
def test_another_pooling_changes_vector_and_finding(pooling: str, said: str) -> None:
    app = lesson(parts={"identity"})
    before = alternatives(app)[TOKENS]
    alive(app.segmented_control(key=f"{SLUG}-pooling").set_value(pooling).run())
    assert said in findings(app)[0]
    assert alternatives(app)[TOKENS] != before
    assert any("whatever pooling is chosen" in line for line in notes(app))


def test_the_stepper_pools_one_token_after_the_other() -> None:
    app = lesson(parts="")
    alive(app.slider(key=f"{SLUG}-step8").set_value(3).run())
    assert findings(app)[0].startswith("After “dog”, token 3 of 8: cosine with the finished vector 0.")
    alive(app.slider(key=f"{SLUG}-step8").set_value(8).run())
    assert findings(app)[0].startswith("The mean of 8 tokens")


def test_a_table_of_words_has_no_cls_and_cannot_tell_who_bit_whom() -> None:
    app = lesson()
    alive(app.selectbox(key=f"{SLUG}-model").set_value("glove-6b-50d").run())
    assert app.segmented_control(key=f"{SLUG}-pooling-of-words").options == ["mean", "max", "weighted"]
    assert findings(app)[0] == "The mean of 5 tokens, each with the same share. Cosine of A and B: 1.00."
    assert any("has no limit" in line for line in findings(app))
    assert len(questions(app)) == 5


def test_the_identity_is_printed_with_both_sides() -> None:
    first, second = find_tables(card("all-minilm-l6-v2"), ("The dog bit the man.", "The man bit the dog.")).pair
    cells = (first.real.astype(float) @ second.real.astype(float).T).mean()
    told = f"Mean of all cells {cells:.4f}, dot product of the means {cells:.4f}: the same number by two ways."
    assert told in findings(lesson(parts={"identity"}))


def test_every_model_of_the_catalog_stands_in_the_bench_and_ranks_colour_it_otherwise() -> None:
    app = lesson(parts={"bench"})
    assert len(figures(app)[PAIRS]["data"][0]["y"]) == len(setups_of(poolable_cards()))
    assert len(app.selectbox(key=f"{SLUG}-model").options) >= len(poolable_cards())
    before = alternatives(app)[PAIRS]
    alive(app.segmented_control(key=f"{SLUG}-colours").set_value("rank").run())
    assert "rank" in alternatives(app)[PAIRS]
    assert alternatives(app)[PAIRS] != before


def test_the_shorter_text_is_padded_and_the_mask_keeps_padding_out() -> None:
    app = own("Snow falls.", "In the evening snow falls on the hills behind the town.")
    assert "The mask keeps them out." in notes(app)[0]
    assert "[PAD]" in notes(app)[0]
    alive(app.segmented_control(key=f"{SLUG}-pooling").set_value("max").run())
    assert "the zeros would win" in notes(app)[0]


def test_own_texts_are_compared_by_every_model_live() -> None:
    texts = ("Snow falls on a roof.", "Snow falls on the hills.")
    app = own(*texts)
    mean = pair_cosines(shared_runtime(), card("all-minilm-l6-v2"), [texts])[Setup("all-minilm-l6-v2", "mean")][0]
    assert f"Cosine of A and B: {mean:.2f}." in findings(app)[0]
    assert f"{mean:.2f}".lstrip("0") in str(figures(app)[KINDS]["data"])
    assert problems(app) == []


def test_the_same_text_twice_is_as_near_as_can_be() -> None:
    assert "Cosine of A and B: 1.00." in findings(own("Snow falls.", "Snow falls."))[0]


def test_what_is_not_read_is_grey_and_the_table_says_how_much() -> None:
    app = lesson(parts={"cut"})
    cut = load_cuts()["all-minilm-l6-v2"]
    assert f"{cut.tokens} tokens, of which {cut.limit} are read: 18\u00a0% of the text is lost." in "".join(
        findings(app)
    )
    assert "line-through" in bodies(app)
    alive(app.selectbox(key=f"{SLUG}-model").set_value("e5-small-v2").run())
    assert "all of which are read" in "".join(findings(app))
    assert "line-through" not in bodies(app)


def questions(app: AppTest) -> list[str]:
    return [radio.key for radio in app.radio if (radio.key or "").startswith("el-quiz")]


def checked(app: AppTest, number: int, option: str) -> str:
    """The verdict on one answer."""
    key = f"el-quiz-{SLUG}-{number}"
    app.radio(key=key).set_value(option)
    alive(app.button(key=f"{key}-press").click().run())
    return results(app)[-1]


def test_every_right_answer_is_the_computed_one_and_is_explained() -> None:
    app, r = lesson(parts={"check"}), load_lee_results().agreements
    close = abs(r["all-minilm-l6-v2/mean"].pearson - r["all-minilm-l6-v2/cls"].pearson) < 0.02
    rights = ["same", "role_swap", "dot", "close" if close else "mean", "under_half"]
    assert [checked(app, number, option) for number, option in enumerate(rights)] == ["Right."] * len(questions(app))
    assert "interval 0.57 to 0.72" in markdown(app)


def test_with_another_model_the_cut_is_another() -> None:
    app = lesson(parts={"check"}, model=card("paraphrase-minilm-l3-v2").name)
    assert app.selectbox(key=f"{SLUG}-model").value == "paraphrase-minilm-l3-v2"
    assert checked(app, 4, "half_or_more") == "Right."


def test_the_quiz_asks_about_the_long_text_that_stands_in_its_part() -> None:
    assert checked(lesson(parts={"cut", "check"}, long="It is cold."), 4, "nothing") == "Right."

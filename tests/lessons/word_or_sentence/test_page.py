"""Lesson 2 without a browser: every control moves what it names, the answer is veiled, lower parts wait."""

from collections.abc import Collection

import pytest
from streamlit.testing.v1 import AppTest

from embedlab.lessons.word_or_sentence.found import find_tables
from embedlab.lessons.word_or_sentence.shipped import load_bench, load_cuts
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
PAIR, KINDS, TOKENS, PAIRS = (f"{SLUG}-{name}" for name in ("pair", "kinds", "tokens", "pairs"))
BELOW = {f"{SLUG}-{name}" for name in ("tokens", "token-pairs", "pairs", "means", "order", "dots", "intervals")}
NUMBER = 6  # the example that the page begins with: swapped roles


def lesson(**parameters: str) -> AppTest:
    return lesson_page(SLUG, **parameters)


def own(a: str, b: str, parts: Collection[str] = ()) -> AppTest:
    """The page with the visitor's two texts."""
    app = lesson_page(SLUG, parts=parts)
    app.text_input(key=f"{SLUG}-text-a{NUMBER}").set_value(a)
    return alive(app.text_input(key=f"{SLUG}-text-b{NUMBER}").set_value(b).run())


def number(app: AppTest) -> str:
    """The one large number between the two vectors."""
    notes = figures(app)[PAIR]["layout"]["annotations"]
    return str(max(notes, key=lambda each: each["font"]["size"])["text"]).removeprefix("<b>").removesuffix("</b>")


def strips(app: AppTest) -> set[str]:
    return {trace["name"] for trace in figures(app)[KINDS]["data"]}


def test_the_page_answers_before_anything_is_pressed() -> None:
    app = lesson()
    assert set(figures(app)) == {PAIR, KINDS} | BELOW
    bench = load_bench()[Setup("all-minilm-l6-v2", "mean")]
    assert number(app) == f"{bench[27]:.2f}"
    near = f"nearer than the average paraphrase ({bench[:9].mean():.2f}), although they mean something else."
    assert findings(app)[0] == f"Cosine {bench[27]:.2f}: {near}"
    assert findings(app)[1].startswith("Paraphrases come before unrelated pairs in 100\u00a0%")
    assert problems(app) == notes(app) == []


def test_nothing_below_the_first_screen_is_drawn_before_it_is_opened() -> None:
    assert set(figures(lesson(parts=""))) == {PAIR, KINDS}


def test_what_gives_the_answer_away_is_veiled_until_the_visitor_has_guessed() -> None:
    app = lesson(parts="", guess="")
    cosine = f"{load_bench()[Setup('all-minilm-l6-v2', 'mean')][27]:.2f}"
    assert number(app) == cosine, "the two texts of the page are no secret"
    drawn = str(figures(app)) + "".join(alternatives(app).values())
    assert not [secret for secret in ("paraphrase <b>", "paraphrase 0", "0.55") if secret in drawn]
    assert not [secret for secret in ("Paraphrases come before", "average paraphrase") if secret in bodies(app)]
    assert strips(app) == {"on the screen", "ring"}
    next(button for button in app.button if button.label == "Below a “not” too").click()
    alive(app.run())
    assert strips(app) == {"on the screen", "ring", "pairs", "means"}
    assert "paraphrase 0.55" in alternatives(app)[PAIR].casefold()
    assert "Paraphrases come before" in findings(app)[1]
    assert "Your guess: **Below a “not” too**" in markdown(app)
    assert "the same in other words **0.55**" in markdown(app)


@pytest.mark.parametrize(
    ("pooling", "banded", "said", "in_depth"),
    [
        ("cls", 1, "Only [CLS] is kept", "The vector of [CLS] alone"),
        ("max", 8, "in which it is largest", "has the largest value in"),
        ("weighted", 8, "the larger its share", "Weights rise from 1 to 8"),
    ],
)
def test_another_pooling_changes_bands_number_and_findings(pooling: str, banded: int, said: str, in_depth: str) -> None:
    app = lesson(parts={"forming", "identity"})
    alive(app.segmented_control(key=f"{SLUG}-pooling").set_value(pooling).run())
    assert number(app) == f"{load_bench()[Setup('all-minilm-l6-v2', pooling)][27]:.2f}"
    bands = next(trace for trace in figures(app)[PAIR]["data"] if trace["name"] == "bands of A")
    assert bands["x"].count(None) == banded
    assert said in "".join(caption.value for caption in app.caption)
    assert any(in_depth in line for line in findings(app))
    assert any("whatever pooling is chosen" in line for line in notes(app))


def test_the_stepper_pools_one_token_after_the_other() -> None:
    app = lesson(parts={"forming"})
    alive(app.slider(key=f"{SLUG}-step8").set_value(3).run())
    assert findings(app)[2].startswith("After “dog”, token 3 of 8: cosine with the finished vector 0.")
    alive(app.slider(key=f"{SLUG}-step8").set_value(8).run())
    assert findings(app)[2].startswith("The mean of 8 tokens")


def test_a_table_of_words_has_no_cls_and_cannot_tell_who_bit_whom() -> None:
    app = lesson()
    alive(app.selectbox(key=f"{SLUG}-model").set_value("glove-6b-50d").run())
    assert app.segmented_control(key=f"{SLUG}-pooling-of-words").options == ["mean", "max", "weighted"]
    assert number(app) == "1.00"
    assert "Their order does not count." in "".join(caption.value for caption in app.caption)
    assert any("has no limit" in line for line in findings(app))
    assert len(questions(app)) == 5


def test_every_control_of_the_page_and_its_parts_is_in_the_link() -> None:
    app = lesson(
        example="Negation: The museum is open on Mondays.", text_a4="It is open.", text_b4="It is shut.",
        model="E5 small v2", pooling="[CLS]", shown="B", step8="2", colours="the rank among all pairs",
        way_e5_small_v2="E5, max", stories="7", long="It is cold.", addition="It is warm.",
    )  # fmt: skip
    assert app.selectbox(key=f"{SLUG}-example").value == "Negation: The museum is open on Mondays."
    assert [app.text_input(key=f"{SLUG}-text-{side}4").value for side in "ab"] == ["It is open.", "It is shut."]
    assert app.selectbox(key=f"{SLUG}-model").value == "e5-small-v2"
    assert app.segmented_control(key=f"{SLUG}-pooling").value == "cls"
    assert any(line.startswith("Only [CLS] is kept") for line in (caption.value for caption in app.caption))
    assert app.segmented_control(key=f"{SLUG}-shown").value == "B"
    assert next(slider for slider in app.slider if "step" in (slider.key or "")).value == 2
    assert app.segmented_control(key=f"{SLUG}-colours").value == "rank"
    assert app.selectbox(key=f"{SLUG}-way-e5-small-v2").value == "e5-small-v2/max"
    assert "The ringed dot" in bodies(app)
    assert app.text_area(key=f"{SLUG}-long").value == "It is cold."
    assert app.text_input(key=f"{SLUG}-addition").value == "It is warm."


@pytest.mark.parametrize("named", ["nothing", "[CLS]"])
def test_a_pooling_that_a_link_names_and_the_model_lacks_is_the_mean(named: str) -> None:
    app = lesson(parts="", model=card("glove-6b-50d").name, pooling_of_words=named)
    assert app.segmented_control(key=f"{SLUG}-pooling-of-words").value == "mean"
    assert number(app) == "1.00"


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
    app = own("Snow falls.", "In the evening snow falls on the hills behind the town.", parts={"forming"})
    assert "[PAD]" not in str(figures(app)[PAIR])
    assert "The mask keeps them out." in notes(app)[0]
    assert "[PAD]" in notes(app)[0]
    alive(app.segmented_control(key=f"{SLUG}-pooling").set_value("max").run())
    assert "the zeros would win" in notes(app)[0]


def test_own_texts_are_compared_by_every_model_live() -> None:
    texts = ("Snow falls on a roof.", "Snow falls on the hills.")
    app = own(*texts)
    mean = pair_cosines(shared_runtime(), card("all-minilm-l6-v2"), [texts])[Setup("all-minilm-l6-v2", "mean")][0]
    assert findings(app)[0].startswith(f"Cosine {mean:.2f}: ")
    assert number(app) == f"{mean:.2f}"
    assert f"A and B <b>{mean:.2f}</b>" in str(figures(app)[KINDS])
    assert strips(app) == {"on the screen", "pairs", "means"}, "it is no pair of the bench, so none is ringed"
    assert problems(app) == []


def test_an_edited_example_is_called_ones_own_and_leads_back() -> None:
    app = own("Snow falls.", "The man bit the dog.")
    assert "Own text, from “Swapped roles: The dog bit the man.”" in bodies(app)
    alive(app.button(key=f"el-own-{SLUG}-pair-back").click().run())
    assert app.text_input(key=f"{SLUG}-text-a{NUMBER}").value == "The dog bit the man."
    assert "Own text" not in bodies(app)
    assert "ring" in strips(app)


def test_the_same_text_twice_is_as_near_as_can_be() -> None:
    assert number(own("Snow falls.", "Snow falls.")) == "1.00"


def test_what_is_not_read_is_grey_and_the_table_says_how_much() -> None:
    app = lesson(parts={"cut"})
    cut = load_cuts()["all-minilm-l6-v2"]
    assert (
        f"all-MiniLM-L6-v2 read the first {cut.limit} of {cut.tokens} tokens. 18\u00a0% of the text is lost."
        in "".join(findings(app))
    )
    assert 'el-unread"' in bodies(app)
    alive(app.selectbox(key=f"{SLUG}-model").set_value("e5-small-v2").run())
    assert "all of which are read" in "".join(findings(app))
    assert 'el-unread"' not in bodies(app)


def questions(app: AppTest) -> list[str]:
    return [radio.key for radio in app.radio if (radio.key or "").startswith("el-quiz")]


def checked(app: AppTest, number: int, option: str) -> str:
    """The verdict on one answer."""
    key = f"el-quiz-{SLUG}-{number}"
    app.radio(key=key).set_value(option)
    alive(app.button(key=f"{key}-press").click().run())
    return results(app)[-1]


def test_every_right_answer_is_the_computed_one_and_is_explained() -> None:
    app = lesson(parts={"check"})
    rights = ["same", "role_swap", "dot", "open", "under_half"]
    assert [checked(app, number, option) for number, option in enumerate(rights)] == ["Right."] * len(questions(app))
    assert "interval 0.57 to 0.72" in markdown(app)
    assert "the mean is ahead by +0.05 (interval −0.02 to +0.13)" in markdown(app)


def test_with_e5_the_mean_is_better_than_cls() -> None:
    assert checked(lesson(parts={"check"}, model=card("e5-small-v2").name), 3, "mean") == "Right."


def test_with_another_model_the_cut_is_another() -> None:
    app = lesson(parts={"check"}, model=card("paraphrase-minilm-l3-v2").name)
    assert app.selectbox(key=f"{SLUG}-model").value == "paraphrase-minilm-l3-v2"
    assert checked(app, 4, "half_or_more") == "Right."


def test_the_quiz_asks_about_the_long_text_that_stands_in_its_part() -> None:
    assert checked(lesson(parts={"cut", "check"}, long="It is cold."), 4, "nothing") == "Right."

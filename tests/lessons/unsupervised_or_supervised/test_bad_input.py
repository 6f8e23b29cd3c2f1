"""Bad input on lesson 3: a plain message beside its cause, a page that goes on, and nothing typed is lost."""

import pytest

from tests.kit.pages.screen import alive, bodies, figures, notes, problems
from tests.kit.pages.training import TRAINING, WORDS, key, own_text, page, train

pytestmark = pytest.mark.usefixtures("nothing_trains_on")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("temperature", 0.0, "The temperature is 0; cosines are divided by it, so choose 0.005 to 10."),
        ("temperature", -1.0, "The temperature is −1; cosines are divided by it, so choose 0.005 to 10."),
        ("batch", 1_000_000, "A batch of 1,000,000 is too large"),
        ("batch", 1, "A batch needs at least 2 pairs"),
        ("rate", 5.0, "The learning rate is 5; choose one over 0 and up to 0.1."),
        ("dropout", 0.0, "The dropout is 0; choose a share over 0 and up to 0.9."),
    ],
)
def test_what_cannot_be_trained_is_said_before_it_is_pressed(name: str, value: float, said: str) -> None:
    app = page()
    alive(app.number_input(key=key(name)).set_value(value).run())
    assert len(problems(app)) == 1
    assert problems(app)[0].startswith(said)
    assert app.button(key=f"el-train-{TRAINING}").disabled
    assert app.number_input(key=key(name)).value == value
    assert key("recall-curves") in figures(app)


@pytest.mark.parametrize("value", ["nan", "inf", "0", "x"])
def test_an_address_with_a_bad_temperature_opens_the_page(value: str) -> None:
    app = page(temperature=value)
    assert key("recall-curves") in figures(app)
    assert len(problems(app)) <= 1


THREE = "one two three"
ONE_LINE = "the cat sat on the mat"
UNSPACED = "我们今天去公园散步然后回家吃饭他们昨天在学校学习中文老师教我们写汉字" * 6


@pytest.mark.parametrize(
    ("text", "said"),
    [(THREE, "The text has 3 words"), (ONE_LINE, "The text has 6 words"), (UNSPACED, "Words are told apart by spaces"),
     ("x" * 5_000_001, "The text has 5,000,001 characters")],
    ids=["three-words", "one-line", "no-spaces", "too-long"],
)  # fmt: skip
def test_a_text_that_nothing_can_be_learnt_from_is_refused_and_kept(text: str, said: str) -> None:
    app = train(own_text(text), WORDS)
    assert problems(app)[0].startswith(said)
    assert app.text_area(key=key("own-text")).value == text
    assert key("words-loss") in figures(app), "the shipped one stays"
    alive(app.text_area(key=key("own-text")).set_value("another").run())
    assert problems(app) == [], "a message belongs to the text that caused it"


def test_no_text_is_a_remark_and_a_word_that_is_not_in_it_a_problem() -> None:
    app = own_text("")
    assert notes(app) == ["Paste a text or choose a file to learn from."]
    assert app.button(key=f"el-train-{WORDS}").disabled
    text = "the fisher rows the boat to the harbour and the boat comes home\n" * 9
    app = own_text(text)
    alive(app.text_input(key=key("probes-own")).set_value("harbour zebra").run())
    assert problems(train(app, WORDS))[0].startswith("“zebra” occurs less than 2 times in this text")


def test_one_pair_is_no_batch_and_the_rest_of_the_page_is_there() -> None:
    app = page("batch", "words")
    alive(app.text_area(key=key("batch-text-plain")).set_value("cat | an animal\nno bar").run())
    assert problems(app) == [
        "Line 2 has no two texts with a bar between them, as in “cat | a small animal”.",
        "A batch needs at least two pairs: without another pair there is no negative. Press Edit.",
    ]
    assert app.text_area(key=key("batch-text-plain")).value == "cat | an animal\nno bar"
    assert key("batch-cosines") not in figures(app)
    assert key("words-loss") in figures(app)


def test_own_pairs_by_an_encoder_that_was_not_trained_here_ask_for_training() -> None:
    app = page("batch", batch_encoder="this page's encoder, SimCSE")
    assert problems(app) == []
    alive(app.text_area(key=key("batch-text-plain")).set_value("cat | an animal\nsea | salt water").run())
    assert problems(app) == ["To encode your own pairs with it, train this encoder first: press Train above."]


def test_a_text_without_a_known_word_is_named() -> None:
    app = page("batch", batch_encoder="GloVe, averaged")
    alive(app.text_area(key=key("batch-text-plain")).set_value("qwxzy | an animal\nsea | salt water").run())
    assert "knows no word of 'qwxzy'" in problems(app)[0]


@pytest.mark.parametrize("markup", ["<img src=x onerror=alert(1)>", "<script>1</script> $x^2$ **b** :smile:"])
def test_markup_is_shown_and_never_interpreted(markup: str) -> None:
    app = page("batch", "masked")
    alive(app.text_area(key=key("batch-text-plain")).set_value(f"{markup} | {markup}\nplain | other").run())
    alive(app.text_input(key=key("masked")).set_value(f"{markup} [MASK]").run())
    sent = bodies(app) + str([figure["data"] for figure in figures(app).values()])
    assert "<img" not in sent
    assert "<script>1" not in sent


def test_a_sentence_without_a_mask_and_one_that_is_too_long() -> None:
    app = page("masked")
    alive(app.text_input(key=key("masked")).set_value("Nothing is hidden here.").run())
    assert any("write [MASK] in place of a word" in line for line in problems(app))
    alive(app.text_input(key=key("masked")).set_value("word " * 200 + "[MASK]").run())
    assert any("shorten it to 500 or fewer" in line for line in problems(app))

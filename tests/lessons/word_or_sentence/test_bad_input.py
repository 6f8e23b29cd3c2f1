"""Lesson 2 and texts that nobody planned for: said beside the input, never interpreted, and the page goes on."""

import pytest
from streamlit.testing.v1 import AppTest

from embedlab.ui.lesson_page import EXAMPLE_RESULT, LAST_RESULT
from tests.kit.pages.screen import alive, bodies, figures, findings, lesson_page, problems

SLUG = "word_or_sentence"
TEXT_A = f"{SLUG}-text-a6"


def own(a: str, parts: set[str]) -> AppTest:
    """The page with this text, which stays where it was typed."""
    app = lesson_page(SLUG, parts=parts)
    alive(app.text_input(key=TEXT_A).set_value(a).run())
    assert app.text_input(key=TEXT_A).value == a
    return app


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (" ", "Text A is empty. Type a sentence."),
        ("x" * 1_001, "Text A has 1,001 characters; shorten it to 1,000 or fewer."),
    ],
)
def test_a_text_that_cannot_be_used_is_said_and_the_last_result_stays(text: str, said: str) -> None:
    parts = {"forming", "identity", "bench", "people"}
    last = figures(lesson_page(SLUG, parts=parts))
    app = own(text, parts)
    assert problems(app) == [said]
    assert LAST_RESULT in bodies(app)
    assert figures(app) == last


def test_a_link_with_an_empty_text_shows_the_example() -> None:
    app = lesson_page(SLUG, parts=set(), text_a6="")
    assert problems(app) == ["Text A is empty. Type a sentence."]
    assert EXAMPLE_RESULT in bodies(app)
    assert findings(app) == findings(lesson_page(SLUG, parts=set()))


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
    app = own(text, {"identity"})
    sent = bodies(app) + str([figure["data"] for figure in figures(app).values()])
    assert "<img" not in sent
    assert "<script" not in sent
    assert f"{SLUG}-pair" in figures(app)
    assert problems(app) == []


def test_a_text_without_a_known_word_is_said_for_the_table_that_lacks_it() -> None:
    app = own("qqqzzqx", set())
    alive(app.selectbox(key=f"{SLUG}-model").set_value("glove-6b-50d").run())
    assert problems(app) == ["GloVe 6B 50d knows no word of “qqqzzqx”; type another text or choose another model."]
    assert f"{SLUG}-kinds" in figures(app)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "The long text is empty. Type or paste one."),
        ("x" * 4_001, "The long text has 4,001 characters; shorten it to 4,000 or fewer."),
    ],
)
def test_a_long_text_that_cannot_be_used_is_said_and_the_quiz_asks_the_rest(text: str, said: str) -> None:
    app = lesson_page(SLUG, parts={"cut", "check"})
    alive(app.text_area(key=f"{SLUG}-long").set_value(text).run())
    assert problems(app) == [said]
    assert f"{SLUG}-pair" in figures(app)
    assert len([radio for radio in app.radio if (radio.key or "").startswith("el-quiz")]) == 4

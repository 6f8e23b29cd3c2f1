"""Bad input on lesson 1: a plain message, a page that goes on, and the visitor's text where it was."""

from functools import partial

import pytest
from streamlit.testing.v1 import AppTest

from embedlab.lessons.static_or_contextual.inputs import KEYS
from embedlab.limits import SENTENCE_CHARS, SENTENCES
from tests.kit.pages.screen import alive, alternatives, bodies, figures, findings, lesson_page, notes, problems

lesson = partial(lesson_page, KEYS.slug, parts=("occurrence", "layers", "static-room", "check", "read"))
TWO = "a: a point here\na: one point there\nb: the point of a knife\nb: a sharp point"
MARKUP = ["<img src=x onerror=alert(1)>", "$x^2$ **b** :smile:", "[a](https://b.c)", "<script>1</script>", "&lt;b&gt;"]


def own(text: str, **parameters: str) -> AppTest:
    """The sentences of the visitor for the word "point"; they stay where they were typed."""
    app = lesson(word="point", sentences_point=text, **parameters)
    assert app.text_area(key=KEYS("sentences-point")).value == text
    rest_of_the_page_is_there(app)
    return app


def rest_of_the_page_is_there(app: AppTest) -> None:
    assert KEYS("room-neighbours-glove-6b-50d") in figures(app)
    assert "el-reading" in bodies(app)


def test_a_sentence_without_the_word_is_named_and_the_others_are_used() -> None:
    app = own(f"{TWO}\na: nothing of the kind")
    assert problems(app) == ["Line 5 does not contain the word “point”."]
    assert "4 occurrences" in alternatives(app)[KEYS("occurrences")]


def test_no_sentence_has_the_word() -> None:
    app = own("a: nothing\nb: of the kind")
    assert len(problems(app)) == 2
    assert any("Write sentences with “point” in Sentences" in line for line in notes(app))
    assert KEYS("occurrences") not in figures(app)


def test_many_bad_lines_are_summed_up() -> None:
    app = own("\n".join(f"nothing {number}" for number in range(20)) + f"\n{TWO}")
    assert len(problems(app)) == 6
    assert problems(app)[-1] == "15 more lines could not be used."


@pytest.mark.parametrize("text", ["", "   \n\t\n"])
def test_an_empty_text_asks_for_sentences(text: str) -> None:
    app = lesson(word="point")
    app.text_area(key=KEYS("sentences-point")).set_value(text).run()
    assert problems(app) == []
    assert any("Write sentences with “point” in Sentences" in line for line in notes(app))
    assert KEYS("occurrences") in figures(app)
    rest_of_the_page_is_there(app)


def test_several_occurrences_in_one_sentence_are_each_a_dot() -> None:
    app = own("a: a point is a point is a point\nb: the point of it")
    assert "4 occurrences" in alternatives(app)[KEYS("occurrences")]


def test_other_forms_are_found_and_the_table_has_rows_of_their_own_for_them() -> None:
    app = own("a: two points were made\na: a point was made\nb: he pointed at it\nb: a sharp point")
    assert "4 occurrences" in alternatives(app)[KEYS("occurrences")]
    assert findings(app)[1] == (
        "One vector for “point”, whatever the sentence. To the table “points”, “pointed” are other words, "
        "with other rows."
    )
    assert "×2" in str(figures(app)[KEYS("static-spot")]["data"]) + str(figures(app)[KEYS("static-spot")]["layout"])
    assert not any("different spots" in radio.label for radio in app.radio)


def test_one_occurrence_alone_is_shown_without_scores() -> None:
    app = own("a: a point")
    assert findings(app)[:2] == [
        "Layer 12: one vector.",
        "One vector: the table never sees the sentence. Around it, the nearest words.",
    ]
    assert KEYS("curves") not in figures(app)


def test_sentences_without_senses_are_drawn_and_not_scored() -> None:
    app = own("a point here\none point there\nthe point of a knife")
    assert any("No sense is named" in note for note in notes(app))
    assert KEYS("occurrences") in figures(app)
    assert KEYS("curves") not in figures(app)
    assert not [radio for radio in app.radio if (radio.key or "").startswith("el-quiz")]


def test_senses_named_once_each_cannot_be_scored() -> None:
    app = own("a: a point here\nb: the point of a knife")
    assert KEYS("curves") not in figures(app)
    assert findings(app)[0] == "Layer 12: 2 occurrences, 2 vectors."


def test_sentences_without_other_words_leave_out_what_needs_them() -> None:
    app = own("a: point\na: point.\nb: point!\nb: point?")
    assert "nan" not in bodies(app).replace("nance", "")
    questions = [radio.label for radio in app.radio if (radio.key or "").startswith("el-quiz")]
    assert questions
    assert not any("random words" in question for question in questions)


def test_ten_thousand_characters_are_refused_with_their_number() -> None:
    app = own("point " * 1_666)
    assert f"shorten it to {SENTENCE_CHARS:,} or fewer" in problems(app)[0]
    assert any("too long for a link" in note for note in notes(app))


def test_thousands_of_lines_are_cut_at_the_limit() -> None:
    app = own("\n".join(f"a: point number {number}" for number in range(3_000)))
    assert f"{SENTENCES} occurrences" in alternatives(app)[KEYS("occurrences")]
    assert any(f"at most {SENTENCES} occurrences are compared" in line for line in problems(app))


def test_repeated_lines_count_once() -> None:
    app = own(f"{TWO}\na: a point here")
    assert problems(app) == ["Line 5 repeats line 1, so it is used only once."]


def test_a_word_that_the_model_never_reads_is_said() -> None:
    app = own(f"{TWO}\nb: {'漢' * 950} point")
    assert any("stops reading before the word" in line for line in problems(app))
    assert "4 occurrences" in alternatives(app)[KEYS("occurrences")]


def test_only_words_that_the_model_never_reads() -> None:
    app = own(f"b: {'漢' * 950} point")
    assert problems(app) == ["E5 small v2 stops reading before the word in every sentence; shorten them."]


def test_a_word_of_several_pieces_is_explained() -> None:
    app = lesson(word="zorgle", sentences="a: the zorgle jumps\na: my zorgle sleeps\nb: to zorgle is human")
    assert any("The model reads this word in 3 pieces (z ##org ##le)" in note for note in notes(app))
    assert any("“zorgle” is not among the 400,000 words" in line for line in problems(app))
    assert "3 occurrences" in alternatives(app)[KEYS("occurrences")]


def test_a_word_that_is_too_long() -> None:
    app = lesson(word="x" * 10_000, sentences="a: some text")
    assert any("at most 40 characters" in line for line in problems(app))
    assert app.text_area(key=KEYS("sentences")).value == "a: some text"
    rest_of_the_page_is_there(app)


@pytest.mark.parametrize("word", ["שלום", "👩‍👩‍👧", "ﷺ", "naïve", "e\u0301t\u00e9", "don't", "C++", "\u202eabc"])
def test_words_of_any_writing(word: str) -> None:
    text = f"a: we say {word} here\na: and {word} there\nb: but {word} \u202e\u200f too"
    app = lesson(word=word, sentences=text)
    assert app.text_area(key=KEYS("sentences")).value == text
    assert KEYS("occurrences") in figures(app) or problems(app)
    rest_of_the_page_is_there(app)


def test_control_characters_are_read_as_spaces() -> None:
    app = own("a: a\x00 point\x07 here\na: one\x1b point\nb: sharp\x7f point\nb: a point")
    assert "4 occurrences" in alternatives(app)[KEYS("occurrences")]


@pytest.mark.parametrize("markup", MARKUP)
def test_markup_is_shown_and_never_interpreted(markup: str) -> None:
    sense = markup.replace(":", "")
    text = f"{sense}\tWe say {markup} here.\n{sense}\tThey say {markup} there.\nb\tYou say {markup} too."
    app = lesson(word=markup, sentences=text)
    assert app.text_area(key=KEYS("sentences")).value == text
    assert "3 occurrences" in alternatives(app)[KEYS("occurrences")]
    sent = bodies(app) + str([figure["data"] for figure in figures(app).values()])
    assert "<img" not in sent
    assert "<script" not in sent
    assert "<i>" not in sent
    rest_of_the_page_is_there(app)


def test_changed_sentences_are_ones_own_and_one_press_leads_back() -> None:
    app = lesson_page(
        "static_or_contextual", parts=(), sentences_point="tip: the point of a pencil\ngame: a point in tennis"
    )
    assert "Own text, from “point”." in bodies(app)
    alive(app.button(key="el-own-static_or_contextual-word-back").click().run())
    assert "Own text" not in bodies(app)

"""The static room: five tools over three tables of real word vectors, and what is said of unusable input."""

from functools import partial

import pytest

from embedlab.lessons.static_or_contextual.inputs import KEYS
from embedlab.limits import WORDS
from tests.kit.pages.screen import alive, alternatives, bodies, figures, findings, lesson_page, notes, problems

lesson = partial(lesson_page, KEYS.slug, parts=("static-room",))

GLOVE, WORD2VEC, FASTTEXT = "glove-6b-50d", "word2vec-embedlab", "fasttext-embedlab"
NEIGHBOURS, UNSEEN, ANALOGY, ODD, AXIS = "Neighbours", "An unseen word", "Analogy", "Odd one out", "An axis of your own"


def test_neighbours_of_another_word() -> None:
    app = lesson()
    for table, near in ((GLOVE, "surgeon"), (WORD2VEC, "practitioner"), (FASTTEXT, "physicians")):
        assert near in alternatives(app)[KEYS(f"room-neighbours-{table}")]
    alive(app.text_input(key=KEYS("near")).set_value("guitar").run())
    assert "bass" in alternatives(app)[KEYS(f"room-neighbours-{GLOVE}")]
    assert "violin" in alternatives(app)[KEYS(f"room-neighbours-{WORD2VEC}")]
    assert any("to “guitar”" in line for line in findings(app))


def test_the_analogy_is_solved_and_its_shares_add_up() -> None:
    app = lesson(tool=ANALOGY)
    assert any("“man” is to “king” as “woman” is to “queen” (cosine 0.85)" in line for line in findings(app))
    assert len(figures(app)[KEYS(f"room-analogy-strips-{GLOVE}")]["data"][0]["z"]) == 5
    table = bodies(app).split('aria-label="Parts of cosine with “queen” in GloVe 6B 50d"')[1]
    assert "the parts add up" in table
    assert "which is not" not in table


def test_an_unseen_word_fails_in_two_tables_and_is_built_in_the_third() -> None:
    app = lesson(tool=UNSEEN)
    assert {key for key in figures(app) if key.startswith(KEYS("room-"))} == {
        KEYS(f"room-unseen-{FASTTEXT}"),
        KEYS(f"room-built-{FASTTEXT}"),
    }
    assert "microbiology 0.9" in alternatives(app)[KEYS(f"room-unseen-{FASTTEXT}")]
    for words in ("400,000", "57,403"):
        assert f"No vector: “microbiologyst” is not among the {words} words of this table." in notes(app)
    assert any("stand in “microbiology” too, its nearest word" in line for line in findings(app))
    assert problems(app) == []
    chips = bodies(app).split('class="el-chips" aria-label="tokens"')[-1].split("</ol>")[0]
    assert '<li class="el-chip">micro</li>' in chips
    assert '<li class="el-chip el-special">gyst&gt;</li>' in chips


def test_a_word_that_every_table_has_is_found_in_all_and_still_taken_apart() -> None:
    app = lesson(tool=UNSEEN, unseen="physician")
    tables = (GLOVE, WORD2VEC, FASTTEXT)
    assert {KEYS(f"room-unseen-{table}") for table in tables} | {KEYS(f"room-built-{FASTTEXT}")} <= set(figures(app))
    assert any("the mean of the row of the word itself and those of" in line for line in findings(app))


def test_only_the_chosen_tables_are_asked_and_none_is_said() -> None:
    app = lesson(tables="Word2Vec (trained here)")
    assert {key for key in figures(app) if key.startswith(KEYS("room-"))} == {KEYS(f"room-neighbours-{WORD2VEC}")}
    alive(app.button_group(key=KEYS("tables")).set_value([]).run())
    assert "Choose at least one table." in notes(app)


def test_the_odd_word_is_found() -> None:
    app = lesson(tool=ODD)
    assert any("“airport” is least like the others" in line for line in findings(app))


def test_the_axis_places_words_between_its_ends() -> None:
    app = lesson(tool=AXIS, place="cow subway")
    text = alternatives(app)[KEYS(f"room-axis-{GLOVE}")]
    assert "cow" in text
    assert "subway" in text
    other = lesson(tool=AXIS, place="cow subway", low="city", high="village")
    assert alternatives(other)[KEYS(f"room-axis-{GLOVE}")] != text


BAD = [
    (NEIGHBOURS, {"near": "qwertyzxcv"}, "“qwertyzxcv” is not among the 400,000 words of this table"),
    (NEIGHBOURS, {"near": " "}, "Type a word."),
    (NEIGHBOURS, {"near": "<b>x</b>"}, "“<b>x</b>” is not among"),
    (ANALOGY, {"analogy_a": " "}, "Type a word."),
    (ANALOGY, {"analogy_b": "qwertyzxcv"}, "“qwertyzxcv” is not among"),
    (UNSEEN, {"unseen": " "}, "Type a word."),
    (UNSEEN, {"unseen": "ßq"}, "“ßq” has no n-gram that was trained; type a longer word, of letters."),
    (ODD, {"odd": "two words"}, "At least three words are needed"),
    (ODD, {"odd": "one two qwertyzxcv"}, "“qwertyzxcv” is not among"),
    (ODD, {"odd": "a " * 3}, "At least three words are needed"),
    (ODD, {"odd": " ".join(f"w{number}" for number in range(WORDS + 1))}, f"These are {WORDS + 1} words; at most"),
    (ODD, {"odd": "x" * 5_000}, "has 5,000 characters; a word has at most 40"),
    (AXIS, {"low": "city"}, "Both ends of the axis lie in the same place"),
    (AXIS, {"low": " "}, "Type at least one word at each end."),
    (AXIS, {"place": " , ;"}, "Type the words to place on the axis."),
]


@pytest.mark.parametrize(("tool", "typed", "message"), BAD)
def test_input_that_cannot_be_used_is_answered_and_kept(tool: str, typed: dict[str, str], message: str) -> None:
    app = lesson(tool=tool, **typed)
    assert [line for line in problems(app) if message in line]
    spared = FASTTEXT if "is not among" in message else "none"
    assert not [key for key in figures(app) if key.startswith(KEYS("room-")) and not key.endswith(spared)]
    for name, text in typed.items():
        assert app.text_input(key=KEYS(name.replace("_", "-"))).value == text
    assert KEYS("occurrences") in figures(app)

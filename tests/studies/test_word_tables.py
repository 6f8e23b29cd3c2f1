"""The static room without its widgets, over the real table of word vectors."""

import numpy as np
import pytest

from embedlab.errors import InputError
from embedlab.limits import WORD_CHARS, WORDS
from embedlab.models.catalog import card
from embedlab.models.runtime import shared_runtime
from embedlab.models.text.word_table import WordTable
from embedlab.studies.word_tables import find_odd, near, place_on_axis, solve_analogy, split_words, spot, vector_of
from tests.kit.any_text import any_words


@pytest.fixture(scope="module")
def table() -> WordTable:
    return shared_runtime().table(card("glove-6b-50d"))


def cosine(a: np.ndarray, b: np.ndarray) -> float:
    return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))


def test_words_are_parted_by_commas_semicolons_and_white_space_and_count_once() -> None:
    assert split_words(" ice, snow;sun\nice\t fire ,;") == ["ice", "snow", "sun", "fire"]


def test_too_many_or_too_long_words_are_refused_with_their_number() -> None:
    assert len(split_words(" ".join(f"w{i}" for i in range(WORDS)))) == WORDS
    with pytest.raises(InputError, match=f"These are {WORDS + 1} words; at most {WORDS}"):
        split_words(" ".join(f"w{i}" for i in range(WORDS + 1)))
    with pytest.raises(InputError, match=f"has {WORD_CHARS + 1} characters; a word has at most {WORD_CHARS}"):
        split_words("x" * (WORD_CHARS + 1))


def test_a_word_is_found_in_any_case(table: WordTable) -> None:
    assert np.array_equal(vector_of(table, " Paris "), vector_of(table, "paris"))


@pytest.mark.parametrize(
    ("word", "message"), [("", "Type a word"), (" \t", "Type a word"), ("qwertyzxcv", "no vector")]
)
def test_a_word_without_a_vector_is_said(table: WordTable, word: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        vector_of(table, word)


def test_a_word_that_the_table_knows_in_parts_is_told_which(table: WordTable) -> None:
    with pytest.raises(InputError, match="“don’t” stands as “do” and “n't”; type that instead"):
        vector_of(table, "don’t")
    letters = shared_runtime().table(card("word2vec-embedlab"))
    with pytest.raises(InputError, match="“3d” stands as “d”"):
        vector_of(letters, "3d")


@pytest.mark.parametrize("name", ["glove-6b-50d", "word2vec-embedlab", "fasttext-embedlab"])
def test_a_decomposed_accent_is_the_same_word_in_every_tool(name: str) -> None:
    words = shared_runtime().table(card(name))
    assert np.array_equal(vector_of(words, "cafe\u0301"), vector_of(words, "café"))
    assert [n.word for n in near(words, "cafe\u0301", 5)] == [n.word for n in near(words, "café", 5)]


def test_any_word_is_found_or_refused_in_a_sentence(table: WordTable) -> None:
    for word in any_words(500, 51):
        if table.vector(word) is not None:
            assert vector_of(table, word).shape == (50,)
            continue
        with pytest.raises(InputError, match=r"(no vector|type that instead)\.$"):
            vector_of(table, word)


def test_neighbours_are_the_highest_cosines_of_the_table(table: WordTable) -> None:
    found = near(table, "Physician", 5)
    word = vector_of(table, "physician")
    cosines = table.frequent @ (word / np.linalg.norm(word))
    best = [table.words[row] for row in np.argsort(-cosines)[:6] if table.words[row] != "physician"][:5]
    assert [neighbour.word for neighbour in found] == best
    assert found[0].similarity == pytest.approx(cosine(word, vector_of(table, best[0])), abs=1e-5)


def test_a_spot_has_the_word_first_and_a_place_for_each(table: WordTable) -> None:
    found = spot(table, "point")
    assert found.labels[0] == "point"
    assert found.coordinates.shape == (len(found.labels), 2)
    assert "point" not in found.labels[1:]


def test_the_parts_of_an_analogy_add_up_to_the_cosine_of_its_answer(table: WordTable) -> None:
    solved = solve_analogy(table, "man", "king", "woman")
    assert solved.candidates[0].word == "queen"
    assert sum(solved.parts) == pytest.approx(solved.candidates[0].similarity, abs=1e-5)
    assert solved.vectors.shape == (5, 50)
    assert not {"man", "king", "woman"} & {candidate.word for candidate in solved.candidates}


def test_the_odd_word_has_the_lowest_mean_cosine(table: WordTable) -> None:
    words = ["breakfast", "lunch", "dinner", "airport"]
    index, scores = find_odd(table, words)
    vectors = [vector_of(table, word) for word in words]
    by_hand = [np.mean([cosine(a, b) for b in vectors if b is not a]) for a in vectors]
    assert words[index] == "airport"
    assert scores == pytest.approx(by_hand, abs=1e-5)


def test_the_axis_runs_from_low_to_high(table: WordTable) -> None:
    cow, subway = place_on_axis(table, ["village"], ["city"], ["cow", "subway"])
    assert cow < 0 < subway
    assert place_on_axis(table, ["city"], ["village"], ["cow"])[0] == pytest.approx(-cow, abs=1e-6)


def test_an_axis_needs_words_and_two_different_ends(table: WordTable) -> None:
    with pytest.raises(InputError, match="Type the words to place"):
        place_on_axis(table, ["cold"], ["hot"], [])
    with pytest.raises(InputError, match="same place"):
        place_on_axis(table, ["hot"], ["hot"], ["ice"])

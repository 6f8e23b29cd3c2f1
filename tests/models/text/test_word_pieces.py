"""Pieces to words by characters: whatever a tokenizer does to a text, a word keeps all its pieces and no others."""

from pathlib import Path

import numpy as np
import pytest

from embedlab.models.text.tokens import TextTokenizer
from embedlab.models.text.word_pieces import mean_of_pieces, pieces_of, words_of
from tests.models.kit.making import tiny_roberta
from tests.models.kit.texts import HOSTILE


@pytest.fixture(scope="module")
def minilm(home: Path) -> TextTokenizer:
    return TextTokenizer(home / "models" / "all-minilm-l6-v2", 256)


@pytest.fixture(scope="module")
def bytes_level(tmp_path_factory: pytest.TempPathFactory) -> TextTokenizer:
    return TextTokenizer(tiny_roberta(tmp_path_factory.mktemp("roberta")), 64)


def pieces(tokenizer: TextTokenizer, text: str, word: str) -> list[str]:
    read = tokenizer.encode(text)
    start = text.index(word)
    return [read.tokens[position] for position in pieces_of(read, (start, start + len(word)))]


def test_a_word_of_three_pieces_has_all_three(minilm: TextTokenizer) -> None:
    assert pieces(minilm, "We use tokenizers daily.", "tokenizers") == ["token", "##izer", "##s"]


def test_an_apostrophe_stays_inside_its_word(minilm: TextTokenizer) -> None:
    words = words_of(minilm.encode("It isn't O’Brien's."))
    assert [word.text for word in words] == ["It", "isn't", "O’Brien's", "."]
    assert [len(word.pieces) for word in words] == [1, 3, 5, 1]


@pytest.mark.parametrize("word", ["Café", "cafe\u0301", "NAÏVE", "ﬁancé"])
def test_accents_that_the_tokenizer_strips_do_not_shift_anything(minilm: TextTokenizer, word: str) -> None:
    words = words_of(minilm.encode(f"the {word} here"))
    assert [found.text for found in words] == ["the", word, "here"]
    assert pieces(minilm, f"the {word} here", "here") == ["here"]
    assert words[1].pieces


@pytest.mark.parametrize("word", ["हिन्दी", "می‌خواهم", "co\u00adoperate"])
def test_vowel_signs_and_joiners_do_not_break_a_word(minilm: TextTokenizer, word: str) -> None:
    assert [found.text for found in words_of(minilm.encode(f"the {word} here"))] == ["the", word, "here"]


def test_an_emoji_of_several_bytes_owns_all_its_pieces(bytes_level: TextTokenizer) -> None:
    read = bytes_level.encode("hello 🐍 world")
    words = {word.text: word.pieces for word in words_of(read)}
    assert len(words["🐍"]) >= 4
    assert not set(words["🐍"]) & {*words["hello"], *words["world"]}


def test_words_from_right_to_left_are_found_in_reading_order(minilm: TextTokenizer) -> None:
    words = words_of(minilm.encode("שלום עולם"))
    assert [word.text for word in words] == ["שלום", "עולם"]
    assert max(words[0].pieces) < min(words[1].pieces)


def test_a_word_that_stands_twice_is_told_apart(minilm: TextTokenizer) -> None:
    first, _, second = words_of(minilm.encode("bank of bank"))
    assert (first.pieces, second.pieces) == ((1,), (3,))


def test_a_word_beyond_the_cut_has_no_pieces(minilm: TextTokenizer) -> None:
    text = "word " * 300 + "bank"
    assert pieces_of(minilm.encode(text), (1500, 1504)) == ()
    assert words_of(minilm.encode(text))[-1].pieces == ()


def test_neither_a_prompt_nor_special_tokens_are_pieces_of_a_word(minilm: TextTokenizer) -> None:
    read = minilm.encode("bank", "query: ")
    assert [read.tokens[position] for position in pieces_of(read, (0, 4))] == ["bank"]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_every_piece_of_the_text_belongs_to_exactly_one_word(minilm: TextTokenizer, text: str) -> None:
    read = minilm.encode(text)
    owned = [position for word in words_of(read) for position in word.pieces]
    typed = {place for place, (start, end) in enumerate(read.offsets) if end > start and not read.special[place]}
    assert {place for place in typed if read.tokens[place] != "[UNK]"} <= set(owned)
    plain = [place for place in owned if read.tokens[place] not in ("[UNK]", "[CLS]", "[SEP]", "[MASK]", "[PAD]")]
    assert len(plain) == len(set(plain))


def test_the_mean_of_pieces_is_computed_by_hand() -> None:
    vectors = np.array([[[1, 10], [3, 20], [5, 60]]], np.float32)
    assert mean_of_pieces(vectors, (0, 2)).tolist() == [[3, 35]]


def test_a_word_without_pieces_has_no_mean() -> None:
    with pytest.raises(ValueError, match="without pieces"):
        mean_of_pieces(np.zeros((3, 2), np.float32), ())

"""Tokens as transformers makes them, and characters that lead back to the text."""

from pathlib import Path
from typing import Any

import pytest

from embedlab.errors import StoreError
from embedlab.models.catalog import bundled_cards, card
from embedlab.models.text.tokens import TextTokenizer
from tests.models.kit.making import tiny_bert, tiny_roberta
from tests.models.kit.texts import HOSTILE

TRANSFORMERS = [entry.id for entry in bundled_cards() if entry.is_transformer]


@pytest.fixture(scope="module", params=TRANSFORMERS)
def both(request: pytest.FixtureRequest, home: Path) -> tuple[TextTokenizer, Any]:
    """Our tokenizer of a real model and the one that transformers loads from the same folder."""
    import transformers

    entry = card(request.param)
    folder = home / "models" / entry.id
    return TextTokenizer(folder, entry.max_tokens), transformers.AutoTokenizer.from_pretrained(str(folder))


@pytest.fixture(scope="module")
def minilm(home: Path) -> TextTokenizer:
    return TextTokenizer(home / "models" / "all-minilm-l6-v2", 256)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_ids_are_those_of_transformers_cut_at_the_same_place(both: tuple[TextTokenizer, Any], text: str) -> None:
    ours, theirs = both
    expected = theirs(text, truncation=True, max_length=ours.max_tokens)
    assert list(ours.encode(text).ids) == expected["input_ids"]


PAIRS = {
    "short": ("What is Python?", "A language."),
    "long document": ("What is Python?", "The bank was steep. " * 20),
    "long query": ("The bank was steep. " * 20, "A language."),
    "both long": ("The bank was steep. " * 20, "The bank was steep. " * 20),
    "empty query": ("", "A language."),
    "hostile": (HOSTILE["emoji"], HOSTILE["specials as text"]),
}


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS)
@pytest.mark.parametrize("length", [7, 8, 64])
def test_pairs_are_those_of_transformers_cut_at_the_same_places(home: Path, pair: tuple[str, str], length: int) -> None:
    import transformers

    folder = home / "models" / "ms-marco-minilm-l12-v2"
    ours = TextTokenizer(folder, length).encode_pair(*pair)
    theirs = transformers.AutoTokenizer.from_pretrained(str(folder))(*pair, truncation=True, max_length=length)
    assert list(ours.ids) == theirs["input_ids"]
    assert list(ours.types) == theirs["token_type_ids"]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_byte_level_ids_are_those_of_transformers(tmp_path: Path, text: str) -> None:
    import transformers

    folder = tiny_roberta(tmp_path)
    expected = transformers.AutoTokenizer.from_pretrained(str(folder))(text, truncation=True, max_length=64)
    assert list(TextTokenizer(folder, 64).encode(text).ids) == expected["input_ids"]


def test_a_short_text_is_not_padded(minilm: TextTokenizer) -> None:
    assert minilm.encode("hello world").tokens == ("[CLS]", "hello", "world", "[SEP]")


def test_offsets_lead_back_to_the_characters(minilm: TextTokenizer) -> None:
    text = "Café  NAÏVE!"
    read = minilm.encode(text)
    assert [text[start:end] for start, end in read.offsets[1:-1]] == ["Café", "NAÏVE", "!"]
    assert read.offsets[0] == read.offsets[-1] == (0, 0)


def test_offsets_count_in_the_text_without_its_prompt(minilm: TextTokenizer) -> None:
    read = minilm.encode("river bank", "query: ")
    assert read.tokens == ("[CLS]", "query", ":", "river", "bank", "[SEP]")
    assert read.special == (True, True, True, False, False, True)
    assert read.offsets[3:5] == ((0, 5), (6, 10))
    assert read.offsets[1:3] == ((0, 0), (0, 0))


def test_special_tokens_typed_as_text_do_not_end_the_text(minilm: TextTokenizer) -> None:
    read = minilm.encode("a [SEP] b")
    assert read.special == (True, False, False, False, True)


def test_a_cut_says_at_which_character(minilm: TextTokenizer) -> None:
    text = "word " * 300
    read = minilm.encode(text)
    assert len(read) == 256
    assert read.cut_at == 5 * 254
    assert read.tokens[-1] == "[SEP]"


def test_a_cut_with_a_prompt_still_counts_in_the_text(minilm: TextTokenizer) -> None:
    assert minilm.encode("word " * 300, "query: ").cut_at == 5 * 252


def test_a_text_that_just_fits_is_not_cut(minilm: TextTokenizer) -> None:
    assert minilm.encode("word " * 254).cut_at is None


def test_the_second_text_of_a_pair_has_no_characters_in_the_first(minilm: TextTokenizer) -> None:
    read = minilm.encode_pair("river bank", "money")
    assert read.offsets == ((0, 0), (0, 5), (6, 10), (0, 0), (0, 0), (0, 0))
    assert read.special == (True, False, False, True, False, True)


def test_a_cut_pair_says_where_its_second_text_ends(home: Path) -> None:
    tokenizer = TextTokenizer(home / "models" / "ms-marco-minilm-l12-v2", 10)
    assert tokenizer.encode_pair("a b", "c " * 20).cut_at == 2 * 5
    assert tokenizer.encode_pair("a b", "c").cut_at is None


def test_every_token_of_the_vocabulary_is_at_its_number(minilm: TextTokenizer) -> None:
    vocabulary = minilm.vocabulary()
    assert len(vocabulary) == 30_522
    assert all(minilm.token_id(vocabulary[number]) == number for number in (0, 100, 2_000, 30_521))


def test_the_padding_id_is_that_of_the_model(tmp_path: Path) -> None:
    assert TextTokenizer(tiny_bert(tmp_path / "bert"), 64).pad_id == 0
    assert TextTokenizer(tiny_roberta(tmp_path / "roberta"), 64).pad_id == 1


@pytest.mark.parametrize("content", [None, b"", b"{}", b"\xff\xfe"])
def test_an_unreadable_tokenizer_is_one_sentence(content: bytes | None, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / "tokenizer.json").write_bytes(content)
    with pytest.raises(StoreError, match=r"^The tokenizer of \S+ cannot be read; fetch the model again\.$"):
        TextTokenizer(tmp_path, 64)

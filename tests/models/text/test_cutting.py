"""A text cut as a table's own texts were, told from the table's vocabulary."""

from pathlib import Path

import pytest

from embedlab.models.text.cutting import cutting_of, read_letters
from embedlab.models.text.subwords import open_table
from embedlab.models.text.word_table import WordTable
from scripts.training.corpus import words as trained_words
from tests.kit.any_text import any_texts, any_words

TABLES = ("glove-6b-50d", "word2vec-embedlab", "fasttext-embedlab")


@pytest.fixture(scope="module")
def tables(home: Path) -> dict[str, WordTable]:
    return {name: open_table(home / "models" / name) for name in TABLES}


def names(table: WordTable, text: str) -> list[str]:
    return [read.name for read in table.read(text)]


def test_the_shipped_tables_tell_how_they_were_cut(tables: dict[str, WordTable]) -> None:
    assert [tables[name].cutting for name in TABLES] == ["treebank", "letters", "letters"]
    assert cutting_of(["New_York", "don't", "n't", "2"]) == "words"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the cat's mat", ["the", "cat", "'s", "mat"]),
        ("I don’t, can't, won't", ["I", "do", "n't", "ca", "n't", "wo", "n't"]),
        ("they couldn't've", ["they", "could", "n't", "'ve"]),
        ("O'Brien cannot", ["O'Brien", "cannot"]),
        ("the U.S. is well-known (1,000 of 3.5)!", ["the", "U.S.", "is", "well-known", "1,000", "of", "3.5"]),
        ("I said no.", ["I", "said", "no"]),
        ("a text-embedding", ["a", "text", "embedding"]),
    ],
)
def test_glove_is_read_as_the_treebank_cuts(tables: dict[str, WordTable], text: str, words: list[str]) -> None:
    """Every one of these words is a row of glove.6B, as published; "don't" and "cat's" are none."""
    table = tables["glove-6b-50d"]
    assert names(table, text) == words
    assert all(map(table.knows, words))
    assert not table.knows("don't")
    assert not table.knows("cat's")


def test_the_tables_trained_here_are_read_as_they_were_trained(tables: dict[str, WordTable]) -> None:
    text = "The cat's mats, re-made_again on 2 May; I don’t 3d"
    assert names(tables["word2vec-embedlab"], text) == [
        "The", "cat's", "mats", "re", "made", "again", "on", "2", "May", "I", "don't", "d",
    ]  # fmt: skip
    assert names(tables["word2vec-embedlab"], "It costs 120 euros") == ["It", "costs", "120", "euros"], (
        "seen as unknown"
    )
    assert not any(tables[name].knows("120000") for name in TABLES[1:])
    plain = "It's well-known: the 2 rock'n'roll fans' cats don't sleep in the U.S. (see p. 7)."
    assert [read.name.lower() for read in read_letters(plain)] == trained_words(plain)


@pytest.mark.parametrize(
    ("one", "other"), [("cafe\u0301", "café"), ("don’t", "don't"), ("CAFÉ", "café"), ("ﬁsh", "fish")]
)
def test_two_spellings_of_a_word_have_one_vector(tables: dict[str, WordTable], one: str, other: str) -> None:
    for table in tables.values():
        first, second = table.mean_of_text(f"the {one}"), table.mean_of_text(f"the {other}")
        assert first is not None
        assert second is not None
        assert first.tolist() == second.tolist()
        if table.knows(other):
            assert table.vector(one).tolist() == table.vector(other).tolist()  # type: ignore[union-attr]


def test_every_place_points_into_the_text_that_was_typed(tables: dict[str, WordTable]) -> None:
    for text in [*any_texts(700, 21), *any_words(300, 22)]:
        for table in tables.values():
            spans = [read.span for read in table.read(text)]
            assert all(0 <= start < end <= len(text) for start, end in spans)
            assert spans == sorted(spans)
            assert all(read.name for read in table.read(text))

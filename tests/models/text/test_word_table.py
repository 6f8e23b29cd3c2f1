"""Word vectors by look-up."""

from pathlib import Path

import numpy as np
import pytest

from embedlab.errors import StoreError
from embedlab.models.text.word_table import WordTable


@pytest.fixture(scope="module")
def glove(home: Path) -> WordTable:
    return WordTable(home / "models" / "glove-6b-50d")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    np.save(tmp_path / "vectors.npy", np.array([[3, 4], [0, 0], [1, 0]], np.float32))
    (tmp_path / "vocab.txt").write_text("cat\nvoid\nDog", encoding="utf-8")
    return tmp_path


def test_glove_has_four_hundred_thousand_words_of_fifty_numbers(glove: WordTable) -> None:
    assert (len(glove.words), glove.vectors.shape, glove.dimension) == (400_000, (400_000, 50), 50)
    assert glove.words[:3] == ["the", ",", "."]


def test_glove_puts_the_right_vector_at_the_right_word(glove: WordTable) -> None:
    """The first numbers of *the* and *king* as published in glove.6B.50d.txt."""
    the, king = glove.vector("the"), glove.vector("king")
    assert the is not None
    assert king is not None
    assert the[:3] == pytest.approx([0.418, 0.24968, -0.41242], abs=1e-5)
    assert king[:3] == pytest.approx([0.50451, 0.68607, -0.59517], abs=1e-5)


def test_a_word_is_found_as_typed_or_in_lower_case(folder: Path) -> None:
    table = WordTable(folder)
    assert (table.row("Dog"), table.row("CAT"), table.row("dog"), table.row("bird")) == (2, 0, None, None)


def test_the_mean_skips_unknown_words(folder: Path) -> None:
    mean = WordTable(folder).mean(["cat", "bird", "Dog"])
    assert mean is not None
    assert mean.tolist() == [2, 2]
    assert WordTable(folder).mean(["bird"]) is None


def test_frequent_rows_have_unit_length_and_a_zero_row_stays_zero(folder: Path) -> None:
    assert WordTable(folder).frequent.tolist() == [pytest.approx([0.6, 0.8]), [0, 0], [1, 0]]


def test_the_vectors_cannot_be_changed_by_a_reader(folder: Path) -> None:
    with pytest.raises(ValueError, match="read-only"):
        WordTable(folder).vectors[0] = 1


def test_a_pickled_array_is_refused(folder: Path) -> None:
    np.save(folder / "vectors.npy", np.array([{"a": 1}, 2, 3], dtype=object), allow_pickle=True)
    with pytest.raises(StoreError, match=r"cannot be read; fetch the model again\.$"):
        WordTable(folder)


def test_words_that_do_not_fit_the_rows_are_refused(folder: Path) -> None:
    (folder / "vocab.txt").write_text("cat\nvoid", encoding="utf-8")
    with pytest.raises(StoreError, match=r"are incomplete; fetch the model again\.$"):
        WordTable(folder)


def test_missing_files_are_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"^The word vectors in \S+ cannot be read; fetch the model again\.$"):
        WordTable(tmp_path)

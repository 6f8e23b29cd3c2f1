"""Typed pairs, and the bag of words of a training by hand."""

from pathlib import Path

import numpy as np
import pytest

from embedlab.errors import InputError
from embedlab.lessons.unsupervised_or_supervised.study_batch import as_lines, read_pairs, trained_similarities
from embedlab.limits import BATCH_CHARS, BATCH_ROWS
from embedlab.models.text.word_table import WordTable
from embedlab.models.training import ContrastiveResult

PAIRS = (("cat", "small animal"), ("sea", "salt water"))


@pytest.fixture
def start(tmp_path: Path) -> WordTable:
    """Six words along the axes of three dimensions."""
    words = ["cat", "small", "animal", "sea", "salt", "water"]
    vectors = np.array([[1, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 0, 1], [0, 0, 1]], dtype=np.float32)
    np.save(tmp_path / "vectors.npy", vectors)
    (tmp_path / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    return WordTable(tmp_path)


def trained(words: tuple[str, ...], table: list[list[float]]) -> ContrastiveResult:
    tables = {"supervised": np.array(table, dtype=np.float16)}
    return ContrastiveResult((), (), {}, {}, words=words, tables=tables, train_pairs=0, parameters=0)


def test_what_is_written_is_read_again() -> None:
    assert read_pairs(as_lines(PAIRS)).pairs == PAIRS
    assert read_pairs("cat\tsmall animal").pairs == PAIRS[:1]


def test_lines_that_are_no_pairs_are_named_and_the_others_used() -> None:
    read = read_pairs(f"cat | small animal\n\nno bar here\n | half\n{'x' * (BATCH_CHARS + 1)} | long\nsea | salt water")
    assert read.pairs == PAIRS
    assert [problem.split(" has")[0] for problem in read.problems] == ["Line 3", "Line 4", "Line 5"]


def test_too_many_pairs_are_counted() -> None:
    read = read_pairs("a | b\n" * 40)
    assert len(read.pairs) == BATCH_ROWS
    assert read.problems == (f"These are 40 pairs; only the first {BATCH_ROWS} are used.",)


def test_before_training_a_text_is_the_mean_of_its_words(start: WordTable) -> None:
    cosines = trained_similarities(start, None, "before", PAIRS)
    assert np.allclose(cosines, [[np.sqrt(0.5), 0], [0, 1]], atol=1e-6)


def test_after_training_a_learnt_word_has_its_new_vector_and_the_others_keep_theirs(start: WordTable) -> None:
    learnt = trained(("cat", "sea"), [[1, 1, 0], [0, 1, 0]])
    cosines = trained_similarities(start, learnt, "supervised", PAIRS)
    assert np.allclose(cosines, [[1, 0], [np.sqrt(0.5), 0]], atol=1e-3)
    assert np.allclose(trained_similarities(start, learnt, "before", PAIRS)[0], [np.sqrt(0.5), 0], atol=1e-6)


def test_a_text_of_unknown_words_is_named(start: WordTable) -> None:
    with pytest.raises(InputError, match="knows no word of “xyzzy”"):
        trained_similarities(start, None, "before", (("cat", "small"), ("xyzzy", "sea")))

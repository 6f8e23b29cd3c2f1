"""Word vectors out of n-grams: the same numbers as gensim, and parts that add up to them."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from embedlab.errors import StoreError
from embedlab.models.convert.table_files import complete_ngram_table
from embedlab.models.text.subwords import NgramTable, open_table
from embedlab.models.text.word_table import WordTable
from tests.models.kit.making import fast_text

UNSEEN = ["kingly", "queenlike", "zzz", "ïïï", "a", "воды", "don't"]


@pytest.fixture(scope="module")
def trained() -> Any:
    """A FastText of gensim's, trained here on a few sentences."""
    return fast_text()


@pytest.fixture(scope="module")
def table(trained: Any, tmp_path_factory: pytest.TempPathFactory) -> NgramTable:
    return NgramTable(written(trained, tmp_path_factory.mktemp("table"), np.float32))


def written(trained: Any, folder: Path, kind: type[np.floating]) -> Path:
    """The files as the training script writes them, completed as the store does."""
    np.save(folder / "vectors.npy", trained.vectors_vocab.astype(kind))
    np.save(folder / "ngrams.npy", trained.vectors_ngrams.astype(kind))
    (folder / "vocab.txt").write_text("\n".join(trained.index_to_key), encoding="utf-8")
    (folder / "ngrams.json").write_text(json.dumps({"shortest": trained.min_n, "longest": trained.max_n}))
    complete_ngram_table(folder)
    return folder


def test_seen_words_have_the_vectors_of_gensim(table: NgramTable, trained: Any) -> None:
    assert len(table.words) == 15
    for word in table.words:
        assert table.vector(word) == pytest.approx(trained[word], abs=1e-6)


@pytest.mark.parametrize("word", UNSEEN)
def test_unseen_words_have_the_vectors_of_gensim(word: str, table: NgramTable, trained: Any) -> None:
    assert table.row(word) is None
    assert table.knows(word)
    assert table.vector(word) == pytest.approx(trained[word], abs=1e-6)


def test_half_precision_costs_no_more_than_its_rounding(trained: Any, tmp_path: Path) -> None:
    table = NgramTable(written(trained, tmp_path, np.float16))
    assert table.vectors.dtype == table.ngrams.dtype == np.float32
    for word in (*table.words, *UNSEEN):
        assert table.vector(word) == pytest.approx(trained[word], abs=float(2e-3 * np.abs(trained[word]).max()))


@pytest.mark.parametrize("word", ["king", "kingly", "вода"])
def test_the_parts_add_up_to_the_vector(word: str, table: NgramTable) -> None:
    parts = table.parts(word)
    assert parts is not None
    assert parts.seen == (word in table.words)
    assert parts.shares.shape == (len(parts.names), table.dimension)
    assert parts.shares.sum(axis=0) == pytest.approx(table.vector(word), abs=1e-6)


def test_the_share_of_a_seen_word_is_its_own_vector_over_the_count(table: NgramTable, trained: Any) -> None:
    parts = table.parts("king")
    assert parts is not None
    assert parts.names == ("king", "<ki", "<kin", "<king", "kin", "king", "king>", "ing", "ing>", "ng>")
    own = trained.vectors_vocab[trained.key_to_index["king"]]
    assert parts.shares[0] == pytest.approx(own / 10, abs=1e-6)


def test_case_does_not_matter_as_in_every_table(table: NgramTable) -> None:
    for upper, lower in (("KING", "king"), ("KINGLY", "kingly")):
        assert np.array_equal(table.vector(upper), table.vector(lower))


def test_the_mean_takes_unseen_words_in(table: NgramTable) -> None:
    mean = table.mean(["king", "kingly"])
    assert mean == pytest.approx((table.vector("king") + table.vector("kingly")) / 2, abs=1e-6)
    assert table.mean([]) is None


def test_no_word_has_no_vector(table: NgramTable) -> None:
    assert (table.vector(""), table.parts(""), table.knows("")) == (None, None, False)


def test_a_folder_is_opened_as_what_it_holds(trained: Any, tmp_path: Path) -> None:
    folder = written(trained, tmp_path, np.float16)
    assert isinstance(open_table(folder), NgramTable)
    (folder / "ngrams.npy").unlink()
    assert type(open_table(folder)) is WordTable


def test_ngrams_of_another_width_are_refused(trained: Any, tmp_path: Path) -> None:
    folder = written(trained, tmp_path, np.float16)
    np.save(folder / "ngrams.npy", np.zeros((5, 3), np.float32))
    with pytest.raises(StoreError, match="do not fit its words; fetch the model again"):
        NgramTable(folder)
    with pytest.raises(StoreError, match=r"ngrams\.npy and vectors\.npy do not fit each other"):
        complete_ngram_table(folder)


def pickled(folder: Path) -> None:
    np.save(folder / "ngrams.npy", np.array([{"a": 1}, 2], dtype=object), allow_pickle=True)


def flat(folder: Path) -> None:
    np.save(folder / "ngrams.npy", np.zeros(8, np.float32))


def without_lengths(folder: Path) -> None:
    (folder / "ngrams.json").write_text("[]")


@pytest.mark.parametrize("damage", [pickled, flat, without_lengths])
def test_ngrams_that_cannot_be_read_are_refused(damage: Any, trained: Any, tmp_path: Path) -> None:
    folder = written(trained, tmp_path, np.float16)
    damage(folder)
    for use in (NgramTable, complete_ngram_table):
        with pytest.raises(StoreError, match=r"The n-grams in .* cannot be read; fetch the model again\."):
            use(folder)


def test_a_word_shorter_than_any_ngram_is_its_own_vector_or_nothing(tmp_path: Path) -> None:
    """As in gensim, where such an unseen word gets zeros."""
    short = fast_text(4, 6)
    table = NgramTable(written(short, tmp_path, np.float32))
    assert (table.vector("a"), table.parts("a"), table.knows("a")) == (None, None, False)
    assert not short["a"].any()
    for word in (*table.words, "kingly"):
        assert table.vector(word) == pytest.approx(short[word], abs=1e-6)

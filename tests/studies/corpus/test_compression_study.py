from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from embedlab.content.faq import load_faq
from embedlab.content.gathered import Gathered, Judgement, documents_of, judgements_of, queries_of
from embedlab.errors import InputError, StoreError
from embedlab.models.runtime import Runtime
from embedlab.studies.corpus.collection_store import Collections
from embedlab.studies.corpus.compression_study import (
    NEIGHBOURS,
    Compressed,
    basis_of,
    compressed_to,
    lengths_of,
)
from embedlab.studies.corpus.open_corpus import OpenCorpus
from embedlab.studies.corpus.text_reading import Reading
from embedlab.studies.remembered import size_of

GLOVE = Reading.parse("glove-6b-50d")
Bring = Callable[..., OpenCorpus]


@pytest.fixture
def bring(tmp_path: Path) -> Bring:
    def bring(texts: Sequence[str], queries: Sequence[str] = (), judgements: Sequence[Judgement] = ()) -> OpenCorpus:
        collections = Collections(tmp_path, 10**9)
        asked = queries_of([f"q{n}" for n in range(len(queries))], queries) if queries else None
        gathered = Gathered(
            "test", documents_of([f"d{n}" for n in range(len(texts))], texts), asked,
            judgements_of(judgements) if judgements else None,
        )  # fmt: skip
        return OpenCorpus(collections, collections.add(gathered, source="test"))

    return bring


def kept(found: Sequence[Compressed], name: str, rescored: int = 0) -> Compressed:
    return next(each for each in found if each.kept == name and each.rescored == rescored)


@pytest.fixture
def faq(bring: Bring, runtime: Runtime) -> OpenCorpus:
    """Two hundred answers and their questions, read by real weights."""
    pages, count = load_faq(), 200
    corpus = bring(pages.texts[:count], pages.questions[:count], [(f"q{n}", f"d{n}", 1) for n in range(count)])
    corpus.index.dense_rows(GLOVE).append(GLOVE.dense(runtime, pages.texts[:count], "document"))
    return corpus


def test_whole_float32_vectors_lose_nothing_and_bytes_and_bits_ever_more(faq: OpenCorpus, runtime: Runtime) -> None:
    found = compressed_to(basis_of(runtime, faq, GLOVE), 50)
    recalls = [kept(found, name).recall.mean for name in ("float32", "float16", "int8", "binary")]
    assert recalls[0] == 1
    assert recalls == sorted(recalls, reverse=True)
    assert recalls[2] > 0.95
    assert recalls[3] < 0.6
    assert kept(found, "binary", 100).recall.mean > recalls[3]
    assert [each.bytes for each in found] == [200, 100, 50, 7, 7]


def test_shorter_vectors_keep_fewer_neighbours_and_quality_is_that_of_a_search(
    faq: OpenCorpus, runtime: Runtime
) -> None:
    basis = basis_of(runtime, faq, GLOVE)
    whole, short = (kept(compressed_to(basis, width), "float32") for width in (50, 16))
    assert short.recall.mean < whole.recall.mean
    scores = basis.queries @ np.asarray(basis.vectors).T
    ranks = (scores > np.diag(scores)[:, None]).sum(axis=1) + 1
    expected = np.where(ranks <= NEIGHBOURS, 1 / np.log2(ranks + 1), 0)
    assert whole.quality is not None
    assert whole.quality.mean == pytest.approx(expected.mean(), abs=1e-3)
    assert whole.quality.low < whole.quality.mean < whole.quality.high


def test_without_queries_a_text_finds_others_than_itself(bring: Bring, runtime: Runtime) -> None:
    corpus = bring([f"text {n}" for n in range(30)])
    corpus.index.dense_rows(GLOVE).append(rows(30))
    basis = basis_of(runtime, corpus, GLOVE)
    assert basis.judged == 0
    assert (basis.exact != basis.own[:, None]).all()
    assert all(each.quality is None for each in compressed_to(basis, 32))


def rows(count: int) -> NDArray[np.float32]:
    drawn = np.random.default_rng(0).normal(size=(count, 50))
    return np.asarray(drawn / np.linalg.norm(drawn, axis=1, keepdims=True), dtype=np.float32)


def test_a_collection_of_one_text_loses_nothing(bring: Bring, runtime: Runtime) -> None:
    corpus = bring(["a ship at sea"])
    corpus.index.dense_rows(GLOVE).append(rows(1))
    assert {each.recall.mean for each in compressed_to(basis_of(runtime, corpus, GLOVE), 32)} == {1.0}


def test_equal_texts_are_found_in_the_order_of_their_rows(bring: Bring, runtime: Runtime) -> None:
    corpus = bring([f"the same but for a number {n}" for n in range(40)], ["a ship at sea"])
    corpus.index.dense_rows(GLOVE).append(np.repeat(rows(1), 40, axis=0))
    basis = basis_of(runtime, corpus, GLOVE)
    assert basis.exact.tolist() == [list(range(NEIGHBOURS))]
    assert {each.recall.mean for each in compressed_to(basis, 50)} == {1.0}


def test_blocks_change_nothing(faq: OpenCorpus, runtime: Runtime, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = basis_of(runtime, faq, GLOVE)
    monkeypatch.setattr("embedlab.studies.corpus.compression_study._BLOCK", 7)
    parted = basis_of(runtime, faq, GLOVE)
    assert (whole.exact == parted.exact).all()
    recalls = [[each.recall for each in compressed_to(basis, 50)] for basis in (whole, parted)]
    assert recalls[0] == recalls[1]


def test_quality_counts_a_document_once_where_its_first_chunk_stands(tmp_path: Path, runtime: Runtime) -> None:
    collections = Collections(tmp_path, 10**9)
    gathered = Gathered(
        "test", documents_of(["a", "b"], ["onetwo", "three"]), queries_of(["q"], ["a ship at sea"]),
        judgements_of([("q", "b", 1)]),
    )  # fmt: skip
    halves = collections.add(gathered, lambda text: [(0, 3), (3, len(text))], source="test")
    corpus = OpenCorpus(collections, halves)
    query = GLOVE.dense(runtime, ["a ship at sea"], "query")[0]
    # Both chunks of the first document before those of the second: the second document, third by chunks, is rank 2.
    corpus.index.dense_rows(GLOVE).append(np.stack([query * share for share in (0.9, 0.8, 0.7, 0.6)]))
    found = kept(compressed_to(basis_of(runtime, corpus, GLOVE), 50), "float32")
    assert found.quality is not None
    assert found.quality.mean == pytest.approx(1 / np.log2(3))
    assert found.bytes == 400


def test_lengths_are_the_whole_and_the_shorter_ones() -> None:
    assert lengths_of(384) == (384, 192, 128, 64, 32)
    assert lengths_of(50) == (50, 32)
    assert lengths_of(32) == (32,)


def test_sparse_vectors_and_texts_that_were_not_read_are_said(bring: Bring, runtime: Runtime) -> None:
    corpus = bring(["a ship at sea"])
    with pytest.raises(InputError, match="keeps no dense vectors"):
        basis_of(runtime, corpus, Reading.parse("splade-tiny"))
    with pytest.raises(StoreError, match="has not read all texts"):
        basis_of(runtime, corpus, GLOVE)


def test_bits_tell_apart_vectors_that_all_lie_to_one_side(bring: Bring, runtime: Runtime) -> None:
    corpus = bring([f"text {n}" for n in range(60)])
    aside = rows(60) + 1  # about 0 all their bits are 1
    corpus.index.dense_rows(GLOVE).append(aside / np.linalg.norm(aside, axis=1, keepdims=True))
    found = kept(compressed_to(basis_of(runtime, corpus, GLOVE), 50), "binary")
    assert found.recall.mean > 0.4


def test_what_is_remembered_of_a_collection_does_not_hold_its_vectors(bring: Bring, runtime: Runtime) -> None:
    corpus = bring([f"text {n}" for n in range(3_000)], ["a ship at sea"])
    corpus.index.dense_rows(GLOVE).append(rows(3_000))
    basis = basis_of(runtime, corpus, GLOVE)
    assert size_of(basis) < basis.vectors.nbytes / 10

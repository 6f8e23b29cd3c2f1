"""BM25 on disk beside the index of lesson 4: the same scores, the same parts, out of files."""

from pathlib import Path

import numpy as np
import pytest

from embedlab.compute.lexical import Bm25Index
from embedlab.compute.parts import total
from embedlab.content.faq import load_faq
from embedlab.errors import StoreError
from embedlab.studies.corpus.bm25_on_disk import Bm25OnDisk, build_bm25, open_bm25

TEXTS = load_faq().texts
QUERIES = [*load_faq().questions[::60], "the the regex of ½ ĂBC İstanbul", "for the the while", "zzyzx unheard"]
ODD = ("½ ﬁne ĂBC, abc; a'b", "İstanbul STRASSE straße", "", "the the the cat", "2 1 fine")


def saved(texts: tuple[str, ...], folder: Path) -> Bm25OnDisk:
    build_bm25(texts, folder / "bm25")
    return open_bm25(folder / "bm25")


@pytest.mark.parametrize("texts", [TEXTS, ODD], ids=["FAQ", "odd spellings"])
def test_scores_and_parts_are_those_of_lesson_4(texts: tuple[str, ...], tmp_path: Path) -> None:
    ours, theirs = saved(texts, tmp_path), Bm25Index(texts)
    assert ours.terms == len(theirs.vocabulary)
    for query in [*QUERIES, *ODD]:
        expected = theirs.scores(query)
        np.testing.assert_allclose(ours.scores(query), expected, atol=1e-5)
        for row in (0, int(expected.argmax()), len(texts) - 1):
            parts = ours.parts(query, row)
            assert [part.name for part in parts] == [part.name for part in theirs.parts(query, row)]
            assert total(parts) == pytest.approx(expected[row], abs=1e-5)


def test_it_is_mapped_and_counts_each_text_once(tmp_path: Path) -> None:
    index = saved(ODD, tmp_path)
    assert isinstance(index._weights, np.memmap)
    assert (index.document_frequency("fine"), index.document_frequency("the"), index.document_frequency("no")) == (
        2, 1, 0,
    )  # fmt: skip


def test_texts_without_a_term_are_an_index_too(tmp_path: Path) -> None:
    index = saved(("", "…"), tmp_path)
    assert index.scores("a").tolist() == [0, 0]
    assert index.parts("a", 1) == ()


def test_building_again_replaces_what_was_there_and_tells_how_far_it_is(tmp_path: Path) -> None:
    said: list[int] = []
    build_bm25(["one"], tmp_path / "bm25")
    build_bm25((f"text {number}" for number in range(4_001)), tmp_path / "bm25", said.append)
    assert open_bm25(tmp_path / "bm25").documents == 4_001
    assert said == [0, 2_000, 4_000, 4_001]
    assert [path.name for path in tmp_path.iterdir()] == ["bm25"]


@pytest.mark.parametrize("damage", ["nothing there", "no list", "half a list", "no JSON"])
def test_what_cannot_be_read_is_one_sentence(damage: str, tmp_path: Path) -> None:
    if damage != "nothing there":
        build_bm25(ODD, tmp_path / "bm25")
        data = tmp_path / "bm25" / "data.csc.index.npy"
        if damage == "no list":
            data.unlink()
        elif damage == "half a list":
            data.write_bytes(data.read_bytes()[:-9])
        else:
            (tmp_path / "bm25" / "params.index.json").write_text("{", "utf-8")
    with pytest.raises(StoreError, match="index the collection again"):
        open_bm25(tmp_path / "bm25")

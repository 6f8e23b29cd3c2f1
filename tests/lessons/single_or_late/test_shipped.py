"""What lesson 5 ships is what the live models say today."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from embedlab.compute.maxsim import maxsim
from embedlab.content.collections import load_collections
from embedlab.lessons.single_or_late.shipped import (
    COLBERT,
    CROSS,
    DENSE,
    LATE,
    LESSON,
    load_matrices,
    load_pipeline,
    save_matrices,
)
from embedlab.lessons.single_or_late.study import Side, TokenMatrix, token_matrices
from embedlab.lessons.single_or_late.study_two_stage import coarse_scores, fine_scores, shipped_texts
from embedlab.models.runtime import shared_runtime
from embedlab.studies.rank import RankOptions, rank_documents
from embedlab.studies.shipped_ranks import load_scores

COLLECTIONS = load_collections(LESSON)
EVERY = (*DENSE, *LATE, CROSS)
# int8 weights differ in the fifth digit from one processor to the next.
TOLERANCE = 5e-3


@pytest.mark.parametrize("model", EVERY)
def test_every_example_ships_with_a_score_for_each_document(model: str) -> None:
    for collection in COLLECTIONS:
        entry = load_scores(LESSON, collection.name, model, RankOptions())
        assert entry is not None
        assert entry[0].shape == (len(collection.docs),)


@pytest.mark.parametrize("model", EVERY)
def test_the_shipped_scores_are_those_of_the_live_models(model: str) -> None:
    collection = next(c for c in COLLECTIONS if c.name == "A short pair")
    texts = [document.text for document in collection.docs]
    live = rank_documents(shared_runtime(), model, collection.query, texts, RankOptions())
    entry = load_scores(LESSON, collection.name, model, RankOptions())
    assert entry is not None
    np.testing.assert_allclose(entry[0], live.scores, atol=TOLERANCE)


@pytest.mark.parametrize("model", LATE)
def test_the_shipped_matrices_give_the_shipped_scores_and_texts(model: str) -> None:
    for number, collection in enumerate(COLLECTIONS):
        matrices, entry = load_matrices(number, model), load_scores(LESSON, collection.name, model, RankOptions())
        assert matrices is not None
        assert entry is not None
        np.testing.assert_allclose([m.scored.score for m in matrices], entry[0], atol=1e-4)
        for matrix, document in zip(matrices, collection.docs, strict=True):
            row = matrix.document.words[0]
            start, end = matrix.document.spans[row]
            assert document.text[start:end].casefold() == matrix.document.tokens[row]
            assert matrix.mean_of_cells == pytest.approx(matrix.dot_of_means, abs=1e-6)


@pytest.mark.parametrize("model", [COLBERT, LATE[0]])
def test_the_shipped_matrices_are_those_of_the_live_models(model: str) -> None:
    number = next(i for i, c in enumerate(COLLECTIONS) if c.name == "A short pair")
    shipped = load_matrices(number, model)
    live = token_matrices(
        shared_runtime(), model, COLLECTIONS[number].query, [d.text for d in COLLECTIONS[number].docs]
    )
    assert shipped is not None
    for one, other in zip(shipped, live, strict=True):
        assert one.query.tokens == other.query.tokens
        assert one.document.tokens == other.document.tokens
        np.testing.assert_array_equal(one.document.compared, other.document.compared)
        np.testing.assert_allclose(one.scored.matrix, other.scored.matrix, atol=TOLERANCE)


def test_matrices_come_back_as_they_were_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    matrices = token_matrices(
        shared_runtime(),
        COLBERT,
        "a <b>",
        ["one, two", "three"],
    )
    monkeypatch.setattr("embedlab.lessons.single_or_late.shipped.FOLDER", tmp_path)
    save_matrices(tmp_path / "matrices" / f"9-{COLBERT}.npz", matrices)
    back = load_matrices(9, COLBERT)
    assert back is not None
    for one, other in zip(matrices, back, strict=True):
        assert one.document.tokens == other.document.tokens
        assert one.parts() == other.parts()
        assert one.dot_of_means == other.dot_of_means


def test_a_token_that_is_left_out_does_not_win_after_reading_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    query, document = np.array([[1.0, 0.0]]), np.array([[1.0, 0.0], [0.6, 0.8]])
    kept = np.array([False, True])

    def side(tokens: tuple[str, ...], compared: NDArray[np.bool_]) -> Side:
        count = len(tokens)
        return Side(tokens, np.zeros(count, np.bool_), compared, np.zeros((count, 2), np.int64), None)

    written = TokenMatrix(
        side(("a",), np.array([True])), side((",", "b"), kept), maxsim(query, document, doc_mask=kept), 0.6
    )
    monkeypatch.setattr("embedlab.lessons.single_or_late.shipped.FOLDER", tmp_path)
    save_matrices(tmp_path / "matrices" / "8-hand.npz", [written])
    back = load_matrices(8, "hand")
    assert back is not None
    assert back[0].scored.winners.tolist() == [1]
    assert back[0].scored.score == pytest.approx(0.6)


def test_the_shipped_scores_of_the_two_stages_are_those_of_the_live_models() -> None:
    queries, documents = shipped_texts()
    shipped, few = load_pipeline(), slice(0, 3)
    assert set(shipped) == {*DENSE, *LATE}
    for model in DENSE[:1]:
        live = coarse_scores(shared_runtime(), model, queries[few], documents)
        np.testing.assert_allclose(shipped[model][few], live, atol=TOLERANCE)
    live = fine_scores(shared_runtime(), LATE[0], queries[few], documents)
    np.testing.assert_allclose(shipped[LATE[0]][few], live, atol=TOLERANCE)


def test_late_interaction_finds_the_detail_that_the_average_loses_and_gains_nothing_on_the_short_pair() -> None:
    places = {}
    for collection in COLLECTIONS:
        wanted = collection.best[0]
        for model in (DENSE[0], LATE[0]):
            entry = load_scores(LESSON, collection.name, model, RankOptions())
            assert entry is not None
            places[collection.name, model] = int((entry[0] > entry[0][wanted]).sum()) + 1
    assert places["A detail in a long text", DENSE[0]] > 5
    assert places["A detail in a long text", LATE[0]] == 1
    assert places["A short pair", DENSE[0]] == places["A short pair", LATE[0]] == 1
    assert places["Several conditions", DENSE[0]] > places["Several conditions", LATE[0]] == 1

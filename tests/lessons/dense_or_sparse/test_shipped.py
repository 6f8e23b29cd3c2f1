"""What ships with lesson 4 is what the live models give."""

import numpy as np
import pytest

from embedlab.content.collections import load_collections
from embedlab.lessons.dense_or_sparse import shipped as vectors_shipped
from embedlab.lessons.dense_or_sparse.study import learned_views
from embedlab.models.catalog import card
from embedlab.models.encoders import text_vectors
from embedlab.models.runtime import Runtime
from embedlab.studies.rank import RankOptions, rank_documents
from embedlab.studies.shipped_ranks import load_scores


def test_every_text_ships_with_its_vectors() -> None:
    assert set(vectors_shipped.load_vectors()) == set(vectors_shipped.shipped_texts())


def test_shipped_vectors_are_what_the_models_give(runtime: Runtime) -> None:
    shown = vectors_shipped.load_vectors()
    texts = vectors_shipped.shipped_texts()
    dense = text_vectors(runtime, card(vectors_shipped.DENSE), texts).vectors
    live = learned_views(runtime, card(vectors_shipped.SPARSE), texts)
    assert np.abs(np.stack([shown[text].dense for text in texts]) - dense).max() < 2e-3
    for text, view in zip(texts, live, strict=True):
        held = shown[text].sparse
        assert (held.vocabulary, held.words, view.cut_at) == (view.vocabulary, view.words, None)
        old, new = ({item.term: item for item in side.terms} for side in (held, view))
        for term in old.keys() | new.keys():
            assert abs((old[term].weight if term in old else 0) - (new[term].weight if term in new else 0)) < 5e-3
        for term in old.keys() & new.keys():
            assert (old[term].word, old[term].token) == (new[term].word, new[term].token) or old[term].weight < 0.2


@pytest.mark.parametrize("model", vectors_shipped.RANKERS)
def test_shipped_scores_are_what_the_models_give(runtime: Runtime, model: str) -> None:
    for collection in load_collections(vectors_shipped.LESSON):
        held = load_scores(vectors_shipped.LESSON, collection.name, model, RankOptions())
        assert held is not None, collection.name
        live = rank_documents(runtime, model, collection.query, [doc.text for doc in collection.docs])
        assert np.abs(held[0] - live.scores).max() < 2e-2
        assert held[1] == live.note


def test_other_settings_do_not_get_shipped_scores() -> None:
    assert load_scores(vectors_shipped.LESSON, "Vehicle tire", "bm25", RankOptions(k1=2.0)) is None


def test_a_damaged_file_is_as_good_as_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    broken = tmp_path_factory.mktemp("broken") / "vectors.npz"
    broken.write_bytes(b"PK\x03\x04 not a zip")
    monkeypatch.setattr(vectors_shipped, "vectors_file", lambda: broken)
    assert vectors_shipped.load_vectors.__wrapped__() == {}

"""One text as a sparse vector: where each weight came from, and what was added."""

from typing import Any

import numpy as np
import pytest

from embedlab.compute.lexical import Bm25Index, TfIdfIndex
from embedlab.lessons.dense_or_sparse.study import SparseView, Weighted, counted_document, counted_query, learned_views
from embedlab.lessons.dense_or_sparse.study_attention import cls_attention
from embedlab.models.catalog import card
from embedlab.models.encoders import sparse_vectors
from embedlab.models.encoders.remember import present
from embedlab.models.engines.contract import Wanted
from embedlab.models.runtime import Runtime

SPLADE = card("splade-tiny")


def by_term(view: SparseView) -> dict[str, Weighted]:
    return {item.term: item for item in view.terms}


def test_vehicle_tire_is_expanded_as_was_seen(runtime: Runtime) -> None:
    query, document = learned_views(runtime, SPLADE, ["vehicle tire", "automobile wheel"])
    seen = {"tire": 2.3, "vehicle": 2.2, "car": 1.9, "cars": 1.7}
    assert {term: by_term(query)[term].weight for term in seen} == pytest.approx(seen, abs=0.05)
    seen = {"wheel": 2.4, "car": 1.6, "automobile": 1.6}
    assert {term: by_term(document)[term].weight for term in seen} == pytest.approx(seen, abs=0.05)
    assert query.vocabulary == 30_522
    assert query.added[:2] == ("car", "cars")
    assert query.size == 8 * len(query.terms)


def test_every_weight_is_the_largest_logit_of_its_column_and_stands_at_its_position(runtime: Runtime) -> None:
    text = "Error E-4042 means the pump is blocked."
    (view,) = learned_views(runtime, SPLADE, [text])
    tokens = sparse_vectors(runtime, SPLADE, [text]).tokens

    def logits(model: Any) -> np.ndarray:
        (found,) = model.batcher.run(list(tokens), Wanted(logits=True), lambda output: present(output.logits))
        return found

    table = runtime.with_transformer(SPLADE, logits)
    columns = {name: column for column, name in enumerate(sparse_vectors(runtime, SPLADE, [text]).vocabulary)}
    for item in view.terms:
        column = table[:, columns[item.term]]
        assert item.weight == pytest.approx(float(np.log1p(column.max())), abs=1e-5)
        assert item.position is not None
        assert column[item.position] == pytest.approx(float(column.max()), abs=1e-5)
        assert tokens[0].tokens[item.position] == item.token
    winners = {item.position for item in view.terms}
    assert len(winners) > 2, "not read at the first position only"


def test_a_piece_names_the_word_it_belongs_to(runtime: Runtime) -> None:
    (view,) = learned_views(runtime, SPLADE, ["Symtoms of diabtes"])
    pieces = [item for item in view.terms if item.token.startswith("##")]
    assert pieces
    assert {item.word for item in pieces} <= {"Symtoms", "diabtes"}
    assert view.words == ("Symtoms", "of", "diabtes")


def test_a_long_text_says_where_the_model_stopped(runtime: Runtime) -> None:
    (view,) = learned_views(runtime, SPLADE, ["word " * 600])
    assert view.cut_at is not None
    assert 0 < view.cut_at < 3000


def test_counted_words_weigh_what_the_index_says() -> None:
    docs = ["red fox red", "blue fox"]
    index = TfIdfIndex(docs)
    view = counted_document(index, 0, docs[0])
    assert {item.term: item.weight for item in view.terms} == pytest.approx(index.doc_weights(0))
    assert [item.term for item in view.terms] == ["red", "fox"], "heaviest first"
    assert (view.vocabulary, view.added, view.words) == (3, (), ("red", "fox"))
    assert {item.position for item in view.terms} == {None}


def test_a_query_of_unknown_words_has_an_empty_vector() -> None:
    view = counted_query(Bm25Index(["red fox"]), "blorvik")
    assert (view.terms, view.words) == ((), ("blorvik",))


def test_a_weight_of_zero_is_no_term() -> None:
    index = Bm25Index(["fox", "fox red", "fox"], "robertson")
    assert [item.term for item in counted_document(index, 1, "fox red").terms] == ["red"]


def test_the_attention_of_cls_sums_to_one_and_names_its_own_tokens(runtime: Runtime) -> None:
    found = cls_attention(runtime, "Error E-4042 means the pump is blocked.")
    assert found.weights.sum() == pytest.approx(1, abs=1e-5)
    assert [found.tokens[place] for place in found.special] == ["[CLS]", "[SEP]"]
    assert found.wasted == pytest.approx(found.weights[0] + found.weights[-1])
    assert found.weights[found.tokens.index("pump")] == pytest.approx(0.24, abs=0.01)

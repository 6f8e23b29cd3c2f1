"""ColBERT's encoding and MaxSim against sentence-transformers, and the mistakes that others made."""

import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from embedlab.compute.maxsim import maxsim
from embedlab.compute.parts import total
from embedlab.compute.pooling import normalise
from embedlab.lessons.single_or_late.study import MASK, TokenMatrix, token_matrices
from embedlab.models.catalog import bundled_cards, card
from embedlab.models.encoders import text_vectors, token_vectors
from embedlab.models.runtime import Runtime
from embedlab.models.settings import Settings, read_settings
from embedlab.models.store import Store
from embedlab.studies.rank import rank_documents

COLBERT = "answerai-colbert-small-v1"
OWN = "all-minilm-l6-v2+maxsim"
QUERY = "Who repaired the clock?"
TEXTS = ("Anna Weiss repaired it, in 1893 (she said).", "Wool is sold in autumn.", "a", "?!", "Café naïve 🐍 שלום")


@pytest.fixture(scope="module")
def runtime() -> Iterator[Runtime]:
    store = Store(read_settings().home)
    for entry in bundled_cards():
        store.ensure(entry)
    shared = Runtime(Settings(home=store.home, engine="onnx", threads=2))
    yield shared
    shared.close()


@pytest.fixture(scope="module")
def reference() -> Any:
    """The same backbone as sentence-transformers builds it: no random projection, markers, masks as it was trained."""
    from sentence_transformers import MultiVectorEncoder
    from sentence_transformers.base.modules import Transformer
    from sentence_transformers.multi_vector_encoder.modules import MultiVectorMask
    from sentence_transformers.sentence_transformer.modules import Normalize
    from tokenizers import AddedToken

    folder: Path = read_settings().home / "models" / COLBERT
    expansion = {"strategy": "fixed", "length": 32, "attend": card(COLBERT).attend_to_mask_tokens}
    transformer = Transformer(str(folder), query_expansion=expansion, document_length=300)
    markers = [AddedToken(marker, normalized=False, special=True) for marker in ("[unused0]", "[unused1]")]
    transformer.tokenizer.add_special_tokens({"additional_special_tokens": markers})
    mask = MultiVectorMask(skiplist_words=list(string.punctuation))
    modules = [transformer, mask, Normalize(module_input_name="token_embeddings")]
    return MultiVectorEncoder(modules=modules, prompts={"query": "[unused0]", "document": "[unused1]"}, device="cpu")


@pytest.fixture(scope="module")
def colbert(runtime: Runtime) -> tuple[TokenMatrix, ...]:
    return token_matrices(runtime, COLBERT, QUERY, TEXTS)


def test_every_cell_and_every_score_are_those_of_sentence_transformers(
    reference: Any, colbert: tuple[TokenMatrix, ...]
) -> None:
    from sentence_transformers.util.similarity import maxsim as their_maxsim

    query = np.asarray(reference.encode_query([QUERY])[0])
    for ours, document in zip(colbert, reference.encode_document(list(TEXTS)), strict=True):
        document = np.asarray(document)
        cells = ours.scored.matrix[:, ours.document.compared]
        assert cells.shape == (32, len(document))
        assert np.abs(cells - query @ document.T).max() < 1e-3
        assert ours.scored.score == pytest.approx(float(their_maxsim([query], [document])[0, 0]), abs=1e-3)


def test_the_query_is_filled_up_with_mask_and_not_with_cls(colbert: tuple[TokenMatrix, ...]) -> None:
    query = colbert[0].query
    assert len(query.tokens) == 32
    assert query.tokens.count("[CLS]") == 1
    assert {query.tokens[row] for row in query.masks} == {MASK}
    assert len(query.masks) == 32 - query.tokens.index("[SEP]") - 1


def test_masks_take_part_in_the_score(colbert: tuple[TokenMatrix, ...]) -> None:
    matrix = colbert[0]
    words, added = matrix.share(matrix.query.words), matrix.share(matrix.query.added)
    assert matrix.share(matrix.query.masks) > 1
    assert words + added == pytest.approx(matrix.scored.score, abs=1e-4)


def test_punctuation_of_a_document_never_wins(colbert: tuple[TokenMatrix, ...]) -> None:
    document = colbert[0].document
    left_out = {document.tokens[column] for column in np.flatnonzero(~document.compared)}
    assert left_out == {",", "(", ")", "."}
    assert document.compared[colbert[0].scored.winners].all()


@pytest.mark.parametrize("model", [COLBERT, OWN, "e5-small-v2+maxsim"])
def test_parts_add_up_to_the_score_that_ranks(model: str, runtime: Runtime) -> None:
    matrices = token_matrices(runtime, model, QUERY, TEXTS)
    ranked = rank_documents(runtime, model, QUERY, TEXTS)
    for number, matrix in enumerate(matrices):
        assert total(matrix.parts()) == pytest.approx(matrix.scored.score, abs=1e-5)
        assert matrix.scored.score == pytest.approx(float(ranked.scores[number]), abs=1e-5)


@pytest.mark.parametrize("model", [COLBERT, OWN])
def test_the_mean_of_all_cells_is_the_dot_product_of_the_mean_vectors(model: str, runtime: Runtime) -> None:
    for matrix in token_matrices(runtime, model, QUERY, TEXTS):
        cells = matrix.scored.matrix[np.ix_(matrix.query.compared, matrix.document.compared)]
        assert matrix.readings.mean_of_cells == pytest.approx(cells.mean(dtype=np.float64), abs=1e-6)
        assert matrix.readings.mean_of_cells == pytest.approx(matrix.readings.dot_of_means, abs=1e-6)
        assert matrix.cells == matrix.query.compared.sum() * matrix.document.compared.sum()


def test_the_maximum_runs_over_the_document_and_the_sum_over_the_query(runtime: Runtime) -> None:
    matrix = token_matrices(runtime, OWN, QUERY, TEXTS[:1])[0]
    cells = matrix.scored.matrix[np.ix_(matrix.query.compared, matrix.document.compared)]
    assert matrix.scored.score == pytest.approx(cells.max(axis=1).sum(), abs=1e-5)
    assert matrix.scored.score != pytest.approx(cells.max(axis=0).sum(), abs=1e-2)


def test_late_interaction_is_not_a_comparison_with_a_pooled_query(runtime: Runtime) -> None:
    matrix = token_matrices(runtime, OWN, QUERY, TEXTS[:1])[0]
    pooled = text_vectors(runtime, card("all-minilm-l6-v2"), [QUERY], "query").vectors
    assert len(matrix.scored.row_maxima) == len(matrix.query.tokens) > len(pooled)
    assert matrix.scored.score > 1


def test_the_recipe_without_its_special_tokens_gives_the_number_of_the_page(runtime: Runtime) -> None:
    query, text = (item.vectors for item in token_vectors(runtime, card("all-minilm-l6-v2"), [QUERY, TEXTS[0]]))
    cells = normalise(query) @ normalise(text).T
    score = token_matrices(runtime, OWN, QUERY, TEXTS[:1])[0].scored.score
    assert cells[1:-1, 1:-1].max(axis=1).sum() == pytest.approx(score, abs=1e-4)
    assert cells.max(axis=1).sum() > score


def test_special_tokens_of_a_lent_model_take_no_part(runtime: Runtime) -> None:
    matrix = token_matrices(runtime, "e5-small-v2+maxsim", QUERY, TEXTS[:1])[0]
    read = [matrix.query.tokens[row] for row in np.flatnonzero(matrix.query.compared)]
    assert read == ["who", "repaired", "the", "clock", "?"]
    assert (matrix.scored.winners[~matrix.query.compared] == -1).all()
    assert (matrix.scored.row_maxima[~matrix.query.compared] == 0).all()


def test_padding_cannot_win_where_all_similarities_are_negative() -> None:
    query, document = np.array([[1.0, 0.0]]), np.array([[-1.0, 0.0], [-0.6, 0.8], [0.0, 0.0]])
    scored = maxsim(query, document, doc_mask=[True, True, False])
    assert scored.score == pytest.approx(-0.6)
    assert scored.winners.tolist() == [1]


def test_one_document_scores_the_same_alone_and_among_others(runtime: Runtime) -> None:
    alone = token_matrices(runtime, COLBERT, QUERY, TEXTS[2:3])[0]
    among = token_matrices(runtime, COLBERT, QUERY, (TEXTS[0] * 6, TEXTS[2]))[1]
    assert alone.scored.score == pytest.approx(among.scored.score, abs=1e-3)


def test_a_long_document_says_where_it_was_cut(runtime: Runtime) -> None:
    matrix = token_matrices(runtime, COLBERT, QUERY, ["word " * 400])[0]
    assert matrix.document.cut_at == 5 * 297 - 1 or matrix.document.cut_at == 5 * 297
    assert len(matrix.document.tokens) == 300

"""The same numbers as the public libraries, loaded from the same folders."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from embedlab.models.catalog import card
from embedlab.models.encoders import pair_scores, sparse_vectors, text_vectors, token_states, token_vectors
from embedlab.models.runtime import Runtime
from tests.models.kit.texts import HOSTILE

COLBERT = card("answerai-colbert-small-v1")
TEXTS = (
    "What is Python?", "The bank of the river was steep and muddy.", "Café naïve 🐍", "a",
    "Contrastive training pulls partners together and pushes the rest apart. " * 8, *HOSTILE.values(),
)  # fmt: skip


def folder(home: Path, name: str) -> str:
    return str(home / "models" / name)


@pytest.mark.parametrize("name", ["all-minilm-l6-v2", "paraphrase-minilm-l3-v2", "e5-small-v2"])
def test_text_vectors_are_those_of_sentence_transformers(name: str, home: Path, runtime: Runtime) -> None:
    from sentence_transformers import SentenceTransformer

    expected = SentenceTransformer(folder(home, name), device="cpu").encode(list(TEXTS), normalize_embeddings=True)
    ours = text_vectors(runtime, card(name), TEXTS).vectors
    assert ours.dtype == np.float32
    assert (ours * expected).sum(axis=1).min() >= 0.9999


def test_prompts_are_those_of_sentence_transformers(home: Path, runtime: Runtime) -> None:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(folder(home, "e5-small-v2"), device="cpu")
    for role, prompt in (("query", "query: "), ("document", "passage: ")):
        ours = text_vectors(runtime, card("e5-small-v2"), TEXTS[:4], role).vectors
        assert (ours * model.encode(list(TEXTS[:4]), prompt=prompt)).sum(axis=1).min() >= 0.9999


@pytest.mark.parametrize("name", ["all-minilm-l6-v2", "e5-small-v2"])
def test_the_hidden_states_of_every_layer_are_those_of_transformers(name: str, home: Path, runtime: Runtime) -> None:
    import torch
    import transformers

    model = transformers.AutoModel.from_pretrained(folder(home, name), attn_implementation="eager").eval()
    for states in token_states(runtime, card(name), TEXTS[:4]):
        with torch.no_grad():
            output = model(torch.tensor([states.tokens.ids]), output_hidden_states=True)
        expected = np.stack([hidden[0].numpy() for hidden in output.hidden_states])
        assert np.abs(states.hidden - expected).max() < 1e-3


def test_splade_terms_are_those_of_sentence_transformers(home: Path, runtime: Runtime) -> None:
    from sentence_transformers import SparseEncoder

    expected = SparseEncoder(folder(home, "splade-tiny"), device="cpu").encode(list(TEXTS)).to_dense().cpu().numpy()
    found = sparse_vectors(runtime, card("splade-tiny"), TEXTS)
    for row, weights in enumerate(expected):
        ours = np.zeros_like(weights)
        part = slice(found.starts[row], found.starts[row + 1])
        ours[found.terms[part]] = found.weights[part]
        assert np.abs(ours - weights).max() < 1e-4


def test_pair_scores_are_those_of_a_cross_encoder(home: Path, runtime: Runtime) -> None:
    import torch
    from sentence_transformers import CrossEncoder

    model = CrossEncoder(folder(home, "ms-marco-minilm-l12-v2"), device="cpu", activation_fn=torch.nn.Identity())
    expected = model.predict([("What is Python?", text) for text in TEXTS if text])
    ours = pair_scores(runtime, card("ms-marco-minilm-l12-v2"), "What is Python?", [text for text in TEXTS if text])
    assert np.abs(ours - expected).max() < 1e-3


@pytest.fixture(scope="module")
def colbert(home: Path) -> Any:
    """ColBERT as sentence-transformers builds it: markers as special tokens, masks as the model was trained."""
    import string

    from sentence_transformers import MultiVectorEncoder
    from sentence_transformers.base.modules import Transformer
    from sentence_transformers.multi_vector_encoder.modules import MultiVectorMask
    from sentence_transformers.sentence_transformer.modules import Normalize
    from tokenizers import AddedToken

    transformer = Transformer(
        folder(home, COLBERT.id),
        query_expansion={"strategy": "fixed", "length": 32, "attend": COLBERT.attend_to_mask_tokens},
        document_length=300,
    )
    markers = [AddedToken(marker, normalized=False, special=True) for marker in ("[unused0]", "[unused1]")]
    transformer.tokenizer.add_special_tokens({"additional_special_tokens": markers})
    mask = MultiVectorMask(skiplist_words=list(string.punctuation))
    return MultiVectorEncoder(
        modules=[transformer, mask, Normalize(module_input_name="token_embeddings")],
        prompts={"query": "[unused0]", "document": "[unused1]"},
        device="cpu",
    )


def test_query_token_vectors_are_those_of_colbert(colbert: Any, runtime: Runtime) -> None:
    texts = list(TEXTS[:4])
    for ours, expected in zip(
        token_vectors(runtime, COLBERT, texts, "query"),
        colbert.encode_query(texts),
        strict=True,
    ):
        assert (ours.vectors * np.asarray(expected)).sum(axis=1).min() >= 0.9999


def test_document_token_vectors_are_those_of_colbert_without_punctuation(colbert: Any, runtime: Runtime) -> None:
    texts = [*TEXTS[:4], 'A "snake", (or) not... #1']
    for ours, expected in zip(
        token_vectors(runtime, COLBERT, texts, "document"),
        colbert.encode_document(texts),
        strict=True,
    ):
        kept = ours.vectors[ours.compared]
        assert kept.shape == np.asarray(expected).shape
        assert (kept * np.asarray(expected)).sum(axis=1).min() >= 0.9999

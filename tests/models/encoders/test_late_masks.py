"""What ColBERT's masks see and who sees them, on real weights: as it was trained, and the other way."""

from pathlib import Path
from typing import Literal

import numpy as np
import pytest

from embedlab.compute.pooling import normalise
from embedlab.content.triples import load_triples
from embedlab.models.cards import FolderSource
from embedlab.models.catalog import card
from embedlab.models.encoders import token_vectors
from embedlab.models.runtime import Runtime
from embedlab.models.settings import Settings
from embedlab.studies.rank.by_tokens import late_interaction
from tests.models.kit.making import tiny_bert
from tests.models.kit.wheels import changed

TRAINED = card("answerai-colbert-small-v1")
SEEN = TRAINED.model_copy(update={"attend_to_mask_tokens": True})
TEXT = "the river bank"
TRIPLES = load_triples()


def first(runtime: Runtime, texts: list[str]) -> float:
    """Share of the questions whose own text scores highest among the texts of all."""
    queries = token_vectors(runtime, TRAINED, [triple.question for triple in TRIPLES], "query")
    documents = token_vectors(runtime, TRAINED, texts, "document")
    scores = np.array([[late_interaction(one, other).score for other in documents] for one in queries])
    return float((scores.argmax(axis=1) == np.arange(len(scores))).mean())


def test_colbert_finds_the_answer_among_those_to_all_questions(runtime: Runtime) -> None:
    assert len(TRIPLES) == 72
    assert first(runtime, [triple.answer for triple in TRIPLES]) >= 0.98


def test_colbert_finds_most_dictionary_entries_which_do_not_repeat_the_word(runtime: Runtime) -> None:
    assert first(runtime, [triple.entry for triple in TRIPLES]) >= 0.6


def test_two_ways_to_treat_the_masks_of_one_model_do_not_share_remembered_vectors(runtime: Runtime) -> None:
    trained, seen, again = (
        token_vectors(runtime, entry, ["What is Python?"], "query")[0].vectors for entry in (TRAINED, SEEN, TRAINED)
    )
    assert np.abs(trained - seen).max() > 0.05
    assert np.array_equal(trained, again)


@pytest.mark.parametrize("engine", ["onnx", "torch"])
def test_words_are_read_as_without_masks_unless_they_attend_to_them(
    engine: Literal["onnx", "torch"], tmp_path: Path
) -> None:
    import torch
    import transformers

    folder = tiny_bert(tmp_path / "colbert")
    sources = [FolderSource(path=str(folder), stamp="1").model_dump()]
    runtime = Runtime(Settings(home=tmp_path / "home", engine=engine, device="cpu"))
    cards = (changed("colbertv2", id="x", sources=sources, attend_to_mask_tokens=seen) for seen in (False, True))
    trained, seen = (token_vectors(runtime, entry, [TEXT], "query") for entry in cards)
    model = transformers.BertModel.from_pretrained(str(folder)).eval()
    words = trained[0].tokens.tokens.index("[MASK]")
    with torch.no_grad():
        expected = normalise(model(torch.tensor([trained[0].tokens.ids[:words]])).last_hidden_state[0].numpy())
    assert np.abs(trained[0].vectors[:words] - expected).max() < 1e-4
    assert np.abs(seen[0].vectors[:words] - expected).max() > 1e-2
    runtime.close()

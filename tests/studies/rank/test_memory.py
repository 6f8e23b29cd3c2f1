"""A collection is ranked in the memory of a few of its documents, whatever the model gives for each of them."""

import tracemalloc

import pytest

from embedlab.models.runtime import Runtime
from embedlab.studies.rank import rank_documents

DOCUMENTS = [f"{number} " + "river bank money fish boat law trade nurse story winter " * 6 for number in range(70)]


# For each document bm42 would hold 1.1 MB of attention in all layers and heads, SPLADE 7.6 MB of logits.
@pytest.mark.parametrize(("model", "most"), [("bm42", 25), ("splade-tiny", 250)])
def test_ranking_holds_what_a_few_documents_need(model: str, most: int, runtime: Runtime) -> None:
    rank_documents(runtime, model, "river bank", DOCUMENTS[:1])  # loads the model
    tracemalloc.start()
    try:
        rank_documents(runtime, model, "river bank", DOCUMENTS)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak <= most * 1e6, f"{peak / 1e6:.0f} MB"

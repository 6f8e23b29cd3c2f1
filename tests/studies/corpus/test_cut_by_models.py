"""What each model would leave unread of chunks: the same that it does leave unread when it reads them."""

import numpy as np
import pytest

from embedlab.compute.chunking import Chunking
from embedlab.models.catalog import card
from embedlab.models.runtime import Runtime
from embedlab.studies.corpus.cut_by_models import PAIR_QUERY, SAMPLE, ModelCut, cut_by_models, cut_sentence, sample_of
from embedlab.studies.corpus.cut_texts import COUNTED_BY, chunking_sentence, cutter, tokenizer_of
from embedlab.studies.unread import rank_stops, text_cuts

LONG = "Dr. Müller's naïve café-owner didn't re-open;  the “unsinkable” boat\tsank 1,234 times… " * 45
TEXTS = ["The boat sank.", LONG, LONG[:2_200]]


@pytest.mark.parametrize("model", ["all-minilm-l6-v2", "e5-small-v2", "splade-tiny", "answerai-colbert-small-v1"])
def test_a_model_is_said_to_cut_what_it_cuts(model: str, runtime: Runtime) -> None:
    entry = card(model)
    (found,) = cut_by_models(runtime.store, [entry], TEXTS)
    cuts = [cut for cut in text_cuts(runtime, entry, TEXTS, "document") if cut is not None]
    assert found.cut == len(cuts) > 0
    assert found.lost == sum(cut.tokens - cut.read for cut in cuts)


def test_a_cross_encoder_reads_a_query_beside_the_text(runtime: Runtime) -> None:
    entry = card("ms-marco-minilm-l12-v2")
    (found,) = cut_by_models(runtime.store, [entry], TEXTS)
    stops = rank_stops(runtime, entry.id, "a " * PAIR_QUERY, TEXTS)
    assert found.lost == sum(stop.cut.tokens - stop.cut.read for stop in stops if stop.document is not None)
    assert found.cut == len(stops) > 0


def test_a_table_has_no_limit(runtime: Runtime) -> None:
    (found,) = cut_by_models(runtime.store, [card("glove-6b-50d")], TEXTS)
    assert (found.limit, found.cut, found.share_lost) == (None, 0, 0.0)


def test_of_many_chunks_a_sample_is_counted_that_is_always_the_same() -> None:
    assert sample_of(5).tolist() == [0, 1, 2, 3, 4]
    drawn = sample_of(100_000)
    assert len(set(drawn.tolist())) == SAMPLE
    assert np.array_equal(drawn, sample_of(100_000))
    assert 45_000 < drawn.mean() < 55_000


def test_the_sentence_names_the_worst_and_how_it_was_counted() -> None:
    cuts = [ModelCut("a", "A", 128, 500, 2_000, 1_000, 10_000), ModelCut("b", "B", 512, 0, 2_000, 0, 10_000)]
    assert cut_sentence(cuts, 90_000) == (
        "A cuts 25\u00a0% of the chunks and never reads 10\u00a0% of their tokens. B cuts none. "
        "Counted on 2,000 drawn by chance of 90,000 chunks."
    )
    assert (
        cut_sentence(cuts[1:], 2_000)
        == "Every model here reads every chunk to its end. Counted on all of 2,000 chunks."
    )


def test_no_chunk_of_so_many_tokens_is_cut_by_a_model_that_reads_more(runtime: Runtime) -> None:
    entry = card(COUNTED_BY)
    chunks = [LONG[slice(*span)] for span in cutter(runtime.store, Chunking("tokens", 100, 20))(LONG)]
    assert max(len(tokenizer_of(runtime.store, entry).spans(text)) for text in chunks) in range(95, 101)
    assert "".join(LONG.split()) != "".join("".join(chunks).split())  # they overlap
    assert cut_by_models(runtime.store, [entry], chunks)[0].cut == 0


def test_how_documents_are_cut_is_said_in_words() -> None:
    told = [chunking_sentence(each) for each in (Chunking(), Chunking("paragraphs"), Chunking("tokens", 128, 16))]
    assert told == ["whole", "by paragraph", "128 tokens, 16 shared"]

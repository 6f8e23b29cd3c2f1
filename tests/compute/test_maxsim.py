"""MaxSim by hand and beside sentence_transformers; the mistakes that others made with it are each tried."""

import numpy as np
import pytest
from sentence_transformers.util.similarity import maxsim as reference

from embedlab.compute.maxsim import NO_WINNER, best_in_each, maxsim, maxsim_many, maxsim_parts, pack, two_readings
from embedlab.compute.parts import Part, total
from embedlab.compute.pooling import mean_pool, normalise
from embedlab.errors import InputError

QUERY = [[1.0, 0.0], [0.0, 1.0]]
DOCUMENT = [[0.6, 0.8], [1.0, 0.0], [-1.0, 0.0]]


def tokens(seed: int, *lengths: int, width: int = 24) -> list[np.ndarray]:
    rng = np.random.default_rng(seed)
    return [normalise(rng.normal(size=(length, width))) for length in lengths]


def test_by_hand() -> None:
    scored = maxsim(QUERY, DOCUMENT)
    np.testing.assert_allclose(scored.matrix, [[0.6, 1.0, -1.0], [0.8, 0.0, 0.0]], atol=1e-7)
    assert scored.winners.tolist() == [1, 0]
    np.testing.assert_allclose(scored.row_maxima, [1.0, 0.8])
    assert scored.score == pytest.approx(1.8)
    assert (scored.matrix.dtype, scored.winners.dtype, scored.row_maxima.dtype) == (np.float32, np.int64, np.float32)


def test_the_maximum_is_over_document_tokens_not_over_query_tokens() -> None:
    # one query token: 1.0, its best; the wrong axis would add up all three columns, 0.6 + 1 - 1
    assert maxsim(QUERY[:1], DOCUMENT).score == pytest.approx(1.0)
    assert maxsim(DOCUMENT, QUERY[:1]).score == pytest.approx(0.6)


def test_it_is_not_symmetric() -> None:
    query, document = tokens(0, 4, 9)
    assert maxsim(query, document).score != pytest.approx(maxsim(document, query).score)


def test_it_is_not_the_pooled_score() -> None:
    query, document = tokens(1, 4, 9)
    pooled = mean_pool(query, np.ones(4)) @ mean_pool(document, np.ones(9))
    assert maxsim(query, document).score / 4 > pooled


@pytest.mark.parametrize("seed", range(3))
def test_agreement_with_sentence_transformers(seed: int) -> None:
    query, document = tokens(seed, 7, 30)
    assert maxsim(query, document).score == pytest.approx(float(reference(query, document)), abs=1e-4)


@pytest.mark.parametrize("seed", range(3))
def test_masks_agree_with_sentence_transformers(seed: int) -> None:
    import torch

    query, document = tokens(seed, 8, 20)
    rng = np.random.default_rng(seed)
    keep_q, keep_d = rng.random(8) < 0.6, rng.random(20) < 0.5
    expected = reference(query, document, a_mask=torch.from_numpy(keep_q), b_mask=torch.from_numpy(keep_d))
    scored = maxsim(query, document, query_mask=keep_q, doc_mask=keep_d)
    assert scored.score == pytest.approx(float(expected), abs=1e-4)


def test_padding_does_not_win_where_all_similarities_are_negative() -> None:
    document = [[-1.0, 0.0], [-0.6, -0.8], [0.0, 0.0]]  # the last one is padding: its similarity is 0
    scored = maxsim([[1.0, 0.0]], document, doc_mask=[1, 1, 0])
    assert scored.winners.tolist() == [1]
    assert scored.score == pytest.approx(-0.6)


def test_a_masked_document_token_never_wins_even_where_it_is_the_most_similar() -> None:
    scored = maxsim(QUERY, DOCUMENT, doc_mask=[True, False, True])
    assert scored.winners.tolist() == [0, 0]
    assert scored.score == pytest.approx(1.4)
    assert scored.matrix[0, 1] == pytest.approx(1.0)  # pictures still show it


def test_a_masked_query_token_adds_nothing() -> None:
    scored = maxsim(QUERY, DOCUMENT, query_mask=[0, 1])
    assert scored.winners.tolist() == [NO_WINNER, 0]
    assert scored.row_maxima.tolist() == pytest.approx([0.0, 0.8])
    assert scored.score == pytest.approx(0.8)
    negative = maxsim([[1.0, 0.0], [1.0, 0.0]], [[-1.0, 0.0]], query_mask=[1, 0])
    assert negative.score == pytest.approx(-1.0)


def test_of_equal_similarities_the_first_wins() -> None:
    assert maxsim([[1.0, 0.0]], [[0.0, 1.0], [1.0, 0.0], [1.0, 0.0]]).winners.tolist() == [1]


def test_the_parts_are_the_row_maxima_and_add_up() -> None:
    query, document = tokens(2, 6, 15)
    scored = maxsim(query, document, query_mask=[1, 1, 0, 1, 1, 1])
    parts = maxsim_parts(scored, list("abcdef"))
    assert [part.name for part in parts] == list("abcdef")
    assert parts[2] == Part("c", 0.0)
    assert total(parts) == pytest.approx(scored.score, abs=1e-6)
    with pytest.raises(ValueError, match="zip"):
        maxsim_parts(scored, ["a"])


def test_averaging_all_cells_is_comparing_the_means() -> None:
    query, document = tokens(3, 5, 11)
    readings = two_readings(query, document)
    pooled = mean_pool(query, np.ones(5)).astype(float) @ mean_pool(document, np.ones(11)).astype(float)
    assert readings.mean_of_cells == pytest.approx(pooled, abs=1e-6)
    assert readings.dot_of_means == pytest.approx(readings.mean_of_cells, abs=1e-6)
    assert readings.sum_of_maxima == maxsim(query, document).score


def test_both_readings_leave_out_masked_tokens() -> None:
    query, document = tokens(4, 4, 6)
    keep_q, keep_d = [1, 0, 1, 1], [1, 1, 0, 1, 0, 1]
    kept = two_readings(query[[0, 2, 3]], document[[0, 1, 3, 5]])
    masked = two_readings(query, document, query_mask=keep_q, doc_mask=keep_d)
    assert masked.mean_of_cells == pytest.approx(kept.mean_of_cells, abs=1e-6)
    assert masked.dot_of_means == pytest.approx(kept.dot_of_means, abs=1e-6)
    assert masked.sum_of_maxima == pytest.approx(kept.sum_of_maxima, abs=1e-6)


def test_bad_tokens_and_masks_are_refused() -> None:
    with pytest.raises(InputError, match="The document has no token to compare"):
        maxsim(QUERY, DOCUMENT, doc_mask=[0, 0, 0])
    with pytest.raises(InputError, match="The query has no token to compare"):
        maxsim(np.empty((0, 2)), DOCUMENT)
    with pytest.raises(ValueError, match=r"a mask of shape \(2,\) does not fit 3 document tokens"):
        maxsim(QUERY, DOCUMENT, doc_mask=[1, 1])
    with pytest.raises(ValueError, match="vectors of 2 and of 3 numbers"):
        maxsim(QUERY, np.ones((1, 3)))


def test_many_agrees_with_one_at_a_time_and_with_sentence_transformers() -> None:
    queries = tokens(5, 3, 32, 1, 8)
    documents = tokens(6, 60, 1, 7, 60, 13, 200, 2)
    scores = maxsim_many(queries, *pack(documents))
    assert scores.dtype == np.float32
    one_by_one = [[maxsim(query, document).score for document in documents] for query in queries]
    np.testing.assert_allclose(scores, one_by_one, atol=1e-4)
    np.testing.assert_allclose(scores, reference(queries, documents).numpy(), atol=1e-4)


@pytest.mark.parametrize("block", [1, 50, 700, 10**9])
def test_the_block_size_changes_nothing(block: int) -> None:
    queries, documents = tokens(7, 3, 9, 2, 5, 5), tokens(8, *range(1, 30))
    np.testing.assert_allclose(
        maxsim_many(queries, *pack(documents), block=block), maxsim_many(queries, *pack(documents)), atol=1e-5
    )


def test_the_memory_of_many_follows_the_block_not_the_corpus() -> None:
    import tracemalloc

    packed, offsets = pack(tokens(9, *[50] * 400, width=8))
    queries = tokens(10, *[32] * 20, width=8)
    tracemalloc.start()
    maxsim_many(queries, packed, offsets, block=100_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    everything = 20 * 32 * 400 * 50 * 4
    assert peak < everything / 20


def test_a_document_scores_the_same_whatever_stands_beside_it() -> None:
    (query,), documents = tokens(11, 5), tokens(12, 4, 90, 3)
    together = maxsim_many([query], *pack(documents))[0]
    alone = [maxsim_many([query], *pack([document]))[0, 0] for document in documents]
    np.testing.assert_allclose(together, alone, atol=1e-6)


def test_packing_leaves_masked_tokens_out_of_their_own_document_only() -> None:
    first, second = tokens(13, 3, 2)
    packed, offsets = pack([first, second], masks=[[1, 0, 1], [1, 1]])
    assert offsets.tolist() == [0, 2, 4]
    np.testing.assert_array_equal(packed, np.concatenate([first[[0, 2]], second]))
    (query,) = tokens(14, 4)
    expected = maxsim(query, first, doc_mask=[1, 0, 1]).score
    assert maxsim_many([query], packed, offsets)[0, 0] == pytest.approx(expected, abs=1e-5)


def test_negative_similarities_everywhere_stay_negative() -> None:
    scores = maxsim_many([[[1.0, 0.0]]], *pack([[[-1.0, 0.0], [-0.6, -0.8]], [[-0.8, 0.6]]]))
    np.testing.assert_allclose(scores, [[-0.6, -0.8]], atol=1e-6)


def test_half_precision_documents_are_read_as_they_are() -> None:
    (query,), documents = tokens(15, 5), tokens(16, 20, 30)
    packed, offsets = pack(documents)
    halved = maxsim_many([query], packed.astype(np.float16), offsets)
    np.testing.assert_allclose(halved, maxsim_many([query], packed, offsets), atol=1e-2)


def test_no_query_and_no_document_are_an_empty_answer() -> None:
    assert maxsim_many([], *pack(tokens(0, 3))).shape == (0, 1)
    assert maxsim_many(tokens(0, 3), *pack([])).shape == (1, 0)


def test_a_document_without_a_token_does_not_borrow_its_neighbours() -> None:
    packed, _ = pack(tokens(17, 3, 2))
    with pytest.raises(InputError, match="Document 2 has no token"):
        maxsim_many(tokens(0, 2), packed, [0, 3, 3, 5])
    with pytest.raises(InputError, match="The query has no token"):
        maxsim_many([np.empty((0, 24))], packed, [0, 3, 5])
    with pytest.raises(InputError, match="The document has no token"):
        pack([np.ones((2, 3))], masks=[[0, 0]])


@pytest.mark.parametrize("offsets", [[0, 3], [1, 5], [], [[0, 5]]])
def test_offsets_must_cover_the_packed_tokens(offsets: list[int]) -> None:
    with pytest.raises(ValueError, match="offsets must run from 0 to the 5 packed tokens"):
        maxsim_many(tokens(0, 2), np.ones((5, 24), dtype=np.float32), offsets)


def test_masks_must_fit_the_documents() -> None:
    with pytest.raises(ValueError, match="1 masks do not fit 2 documents"):
        pack(tokens(0, 2, 3), masks=[[1, 1]])


def test_the_best_in_each_document_are_the_row_maxima_of_maxsim() -> None:
    (query,), documents = tokens(11, 5), tokens(12, 3, 1, 9)
    best = best_in_each(query, *pack(documents))
    assert best.dtype == np.float64
    expected = [maxsim(query, document).row_maxima for document in documents]
    np.testing.assert_allclose(best, np.transpose(expected), atol=1e-6)


def test_equal_documents_have_equal_scores_wherever_they_stand() -> None:
    (query, same), others = tokens(13, 32, 17), tokens(14, 5, 31, 2, 44)
    best = best_in_each(query, *pack([same, others[0], same, *others[1:], same])).sum(axis=0)
    assert np.ptp(best[[0, 2, 6]]) < 1e-12

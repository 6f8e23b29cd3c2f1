"""A score without a word is the score of the text that a visitor would have typed without it."""

from dataclasses import replace
from math import log

import numpy as np
import pytest

from embedlab.compute.lexical import Bm25Index
from embedlab.lessons.every_family.examples import RANKERS
from embedlab.lessons.every_family.study_tokens import beside, first_to_try, live_occlusion, occlude
from embedlab.limits import OCCLUDED_READ, OCCLUDED_WORDS
from embedlab.models.runtime import Runtime
from embedlab.studies.rank import RankOptions, rank_documents
from embedlab.studies.word_parts import Side
from embedlab.words import without, words_in

TEXTS = (
    "Glue a patch over the hole in the tube.",
    "The town registers each car and bike within ten days.",
    "How do I fix a flat bike tire?",
    "A flat in the old town is dear.",
)
QUERY = "fix a flat tire"
ALONE = [
    "glove-6b-50d", "mlm-embedlab+cls", "all-minilm-l6-v2", "e5-small-v2", "splade-tiny", "all-minilm-l6-v2+maxsim",
    "answerai-colbert-small-v1", "ms-marco-minilm-l12-v2",
]  # fmt: skip
SIDES: tuple[Side, ...] = ("query", "text")
PLAIN = RankOptions(k1=1.0, b=1.0)


def scores(runtime: Runtime, ranker: str, query: str, texts: tuple[str, ...]) -> list[float]:
    return rank_documents(runtime, ranker, query, texts).scores.tolist()


def test_bm25_by_hand(runtime: Runtime) -> None:
    # Two words each, so the mean length is 2 and a word that stands once counts 1 / (1 + 2 / 2) in a text of two.
    docs = ("red mat", "red cat", "blue dog")
    red, mat = log(1 + 1.5 / 2.5), log(1 + 2.5 / 1.5)
    found = occlude(runtime, "bm25", "red mat", docs, 0, PLAIN, "text")
    assert found.score == pytest.approx((red + mat) / 2)
    # Of one word, half the mean, "red" counts 1 / (1 + 1 / 2); the mean stays 2, though this text is shorter.
    assert found.changes == pytest.approx([(red + mat) / 2 - mat / 1.5, (red + mat) / 2 - red / 1.5])
    asked = occlude(runtime, "bm25", "red mat", docs, 0, PLAIN, "query")
    assert asked.changes == pytest.approx([red / 2, mat / 2])
    assert asked.changes.sum() == pytest.approx(asked.score)


def test_tf_idf_by_hand(runtime: Runtime) -> None:
    # "mat" is gone from the whole collection with the word, but its weight in the query stays what it was.
    docs = ("red mat", "red cat")
    rare, common = log(3 / 2) + 1, log(3 / 3) + 1
    found = occlude(runtime, "tf-idf", "red mat", docs, 0, RankOptions(), "text")
    length = (rare**2 + common**2) ** 0.5
    assert found.score == pytest.approx(1.0)
    assert found.changes == pytest.approx([1 - rare / length, 1 - common / length])


def test_a_collection_that_were_counted_anew_would_give_other_numbers(runtime: Runtime) -> None:
    found = occlude(runtime, "bm25", "bike tire", TEXTS, 2, RankOptions(), "text")
    anew = [Bm25Index([*TEXTS[:2], without(TEXTS[2], span), *TEXTS[3:]]).scores("bike tire")[2] for span in found.words]
    assert np.abs(found.changes - (found.score - np.array(anew))).max() > 1e-3


@pytest.mark.parametrize("ranker", ALONE)
def test_what_scores_a_text_alone_is_asked_for_the_shorter_text(runtime: Runtime, ranker: str) -> None:
    full = scores(runtime, ranker, QUERY, TEXTS)[0]
    text = occlude(runtime, ranker, QUERY, TEXTS, 0, RankOptions(), "text")
    assert text.score == pytest.approx(full, abs=1e-4)
    for span, change in zip(text.words, text.changes, strict=True):
        (shorter,) = scores(runtime, ranker, QUERY, (without(TEXTS[0], span),))
        assert change == pytest.approx(full - shorter, abs=2e-4)
    query = occlude(runtime, ranker, QUERY, TEXTS, 0, RankOptions(), "query")
    for span, change in zip(query.words, query.changes, strict=True):
        assert change == pytest.approx(full - scores(runtime, ranker, without(QUERY, span), TEXTS)[0], abs=2e-4)


def test_prefixes_are_those_of_the_page(runtime: Runtime) -> None:
    swapped = RankOptions(prefixes="swapped")
    found = occlude(runtime, "e5-small-v2", QUERY, TEXTS, 0, swapped, "text")
    assert found.score == pytest.approx(
        float(rank_documents(runtime, "e5-small-v2", QUERY, TEXTS, swapped).scores[0]), abs=1e-5
    )


@pytest.mark.parametrize("ranker", ["tf-idf", "bm25", "bm42", "hybrid-weighted", "hybrid-rrf"])
def test_a_word_of_the_query_is_left_out_for_the_whole_collection(runtime: Runtime, ranker: str) -> None:
    found = occlude(runtime, ranker, QUERY, TEXTS, 2, RankOptions(), "query")
    full = scores(runtime, ranker, QUERY, TEXTS)[2]
    assert found.score == pytest.approx(full)
    shorter = [scores(runtime, ranker, without(QUERY, span), TEXTS)[2] for span in found.words]
    assert found.changes == pytest.approx(full - np.array(shorter), abs=1e-6)


def test_bm42_keeps_the_idf_of_the_collection(runtime: Runtime) -> None:
    found = occlude(runtime, "bm42", QUERY, TEXTS, 2, RankOptions(), "text")
    full = scores(runtime, "bm42", QUERY, TEXTS)[2]
    assert found.score == pytest.approx(full, abs=1e-6)
    asked = {"fix", "a", "flat", "tire"}
    for span, change in zip(found.words, found.changes, strict=True):
        shorter = without(TEXTS[2], span)
        if TEXTS[2][slice(*span)] not in asked:
            # No term of the query is in fewer texts than before, so counting anew comes to the same.
            assert change == pytest.approx(full - scores(runtime, "bm42", QUERY, (*TEXTS[:2], shorter, TEXTS[3]))[2])


@pytest.mark.parametrize("document", range(len(TEXTS)))
def test_rank_fusion_votes_anew_among_texts_that_stay(runtime: Runtime, document: int) -> None:
    options = replace(RankOptions(), dense="e5-small-v2")
    found = occlude(runtime, "hybrid-rrf", QUERY, TEXTS, document, options, "text")
    others = [number for number in range(len(TEXTS)) if number != document]
    dense, index = scores(runtime, "e5-small-v2", QUERY, TEXTS), Bm25Index(TEXTS)

    def vote(own: float, theirs: list[float]) -> float:
        return 1 / (60 + 1 + sum(theirs[other] > own + 1e-9 for other in others))

    def fused(text: str) -> float:
        by_words = vote(index.score_of(QUERY, text), index.scores(QUERY).tolist())
        return vote(scores(runtime, "e5-small-v2", QUERY, (text,))[0], dense) + by_words

    assert found.score == pytest.approx(fused(TEXTS[document]))
    shorter = [fused(without(TEXTS[document], span)) for span in found.words]
    assert found.changes == pytest.approx(found.score - np.array(shorter))


def test_the_weighted_sum_is_scaled_over_the_texts_that_stay(runtime: Runtime) -> None:
    lexical = replace(RankOptions(), weight=0.0)
    found = occlude(runtime, "hybrid-weighted", QUERY, TEXTS, 2, lexical, "text")
    index = Bm25Index(TEXTS)
    others = index.scores(QUERY)[[0, 1, 3]]
    for span, change in zip(found.words, found.changes, strict=True):
        own = index.score_of(QUERY, without(TEXTS[2], span))
        low, high = min(own, others.min()), max(own, others.max())
        assert change == pytest.approx(found.score - (own - low) / (high - low))


@pytest.mark.parametrize("ranker", RANKERS)
def test_every_family_has_an_answer(runtime: Runtime, ranker: str) -> None:
    for side in SIDES:
        found = occlude(runtime, ranker, QUERY, TEXTS, 2, RankOptions(), side)
        assert len(found.words) == len(found.changes) > 0
        assert np.isfinite(found.changes).all()


@pytest.mark.parametrize("ranker", ["bm25", "glove-6b-50d", "all-minilm-l6-v2", "hybrid-rrf", "ms-marco-minilm-l12-v2"])
def test_nothing_is_left_of_one_word(runtime: Runtime, ranker: str) -> None:
    texts = ("tire", *TEXTS)
    for side in SIDES:
        found = occlude(runtime, ranker, "tire", texts, 0, RankOptions(), side)
        assert found.words == ((0, 4),)
        assert np.isnan(found.changes).tolist() == [True]
        assert np.isfinite(found.score)


@pytest.mark.parametrize(
    "text",
    [
        "שָׁלוֹם עולם, tire טוב", "fix 👩‍👩‍👧‍👦 the 🚲 tire 👍🏽", "<b>fix</b> & $x$ *tire*",
        "cafe\u0301 nai\u0308ve co\u00adoperate",
        "मुझे हिन्दी tire", "don’t it's O'Brien’s", "™ ½ x² ﬁn", "\u202eabc fix\u200btire",
    ],
)  # fmt: skip
def test_the_places_are_those_of_the_text_as_typed(runtime: Runtime, text: str) -> None:
    for ranker in ("bm25", "all-minilm-l6-v2", "bm42"):
        found = occlude(runtime, ranker, QUERY, (text, *TEXTS), 0, RankOptions(), "text")
        assert found.words == tuple(words_in(text))
        assert np.isfinite(found.changes).all()


def test_of_many_words_those_of_the_other_side_are_tried_first() -> None:
    text = " ".join(f"w{number}" for number in range(80)) + " tire"
    words = words_in(text)
    tried = [text[slice(*span)] for span in first_to_try("a Tire", text, words, "text")]
    assert tried == [*(f"w{number}" for number in range(OCCLUDED_WORDS - 1)), "tire"]


def test_of_a_long_text_fewer_words_are_tried_as_each_costs_a_longer_reading() -> None:
    text = "word " * 500
    tried = first_to_try("query", text, words_in(text), "text")
    assert len(tried) == OCCLUDED_READ // 501 < OCCLUDED_WORDS


def test_of_a_query_too_as_a_cross_encoder_reads_the_long_text_with_each_shorter_query() -> None:
    query, text = "ask " * 70, "word " * 730
    tried = first_to_try(query, text, words_in(query), "query")
    assert len(tried) == OCCLUDED_READ // 800 < OCCLUDED_WORDS


def test_what_is_not_tried_is_counted(runtime: Runtime) -> None:
    text = " ".join(["word"] * (OCCLUDED_WORDS + 5))
    found = occlude(runtime, "bm25", "word", (text, "other"), 0, RankOptions(), "text")
    assert (len(found.words), found.untried) == (OCCLUDED_WORDS, 5)


def test_only_what_counts_or_ranks_needs_the_other_texts() -> None:
    assert beside("e5-small-v2", TEXTS, 2) == ((TEXTS[2],), 0)
    assert all(beside(ranker, TEXTS, 2) == (TEXTS, 2) for ranker in ("bm25", "bm42", "hybrid-rrf"))


def test_all_visitors_share_what_was_found() -> None:
    asked = ("bm25", "red mat", ("red mat", "red cat"), 0, PLAIN, "text")
    assert live_occlusion(*asked) is live_occlusion(*asked)

"""The recommendation: each way to choose, and each reason and cost it gives, on findings made by hand."""

from dataclasses import replace

import pytest

from embedlab.numbers_text import GAP
from embedlab.studies.corpus.recommend import Recommendation, recommend
from embedlab.studies.corpus.wishes import Wishes
from tests.kit.made_findings import CORPUS, made_findings, made_set_up, made_test, unjudged

CROSS = "bm25>ms-marco-minilm-l12-v2"


def told(found: Recommendation) -> str:
    return " ".join((found.headline, *found.reasons, *found.costs)).replace(GAP, " ")


def test_the_cheapest_that_is_not_told_apart_from_the_best_is_recommended_and_the_best_is_named() -> None:
    found = recommend(made_findings(), Wishes())
    assert (found.set_up, found.headline) == ("e5-small-v2", "Use E5-SMALL-V2.")
    assert found.as_good == (CROSS, "hybrid-rrf")
    assert "It reaches nDCG@10 0.620 (0 to 1, 95 % interval 0.600 to 0.640) over 60 queries with judgements." in told(
        found
    )
    assert "The difference of 0.020 is not told apart from luck (p = 0.400 after Holm's correction for 3" in told(found)
    assert "the true difference may be as large as 0.040" in told(found)
    assert (
        "Of the best and what is not told apart from it, 3 set-ups, it is the cheapest to ask, with 4 ms a query"
        in told(found)
    )
    assert "Against BM25, which needs no model, it is better by 0.120 (p = 0.002" in told(found)


def test_what_needs_less_room_is_named_beside_what_needs_less_time() -> None:
    assert (
        "Where room is dearer than time take BM25>MS-MARCO-MINILM-L12-V2: it stores 200 bytes a document instead of "
        "1.54 kB." in told(recommend(made_findings(), Wishes()))
    )


def test_the_best_is_recommended_where_all_others_are_told_apart_from_it() -> None:
    tests = tuple(replace(test, adjusted=0.01) for test in made_findings().against_best)
    found = recommend(made_findings(against_best=tests), Wishes())
    assert (found.set_up, found.as_good) == (CROSS, ())
    assert "all 3 others are told apart from it (p < 0.05 after Holm's correction for 3 comparisons)" in told(found)


def test_of_times_within_a_tenth_the_fewer_bytes_decide() -> None:
    findings = made_findings(
        set_ups=(made_set_up("a", 0.6), made_set_up("b", 0.59, p50_seconds=0.0043, bytes_per_document=9.0)),
        against_best=(made_test("b", "a", -0.01, 0.7),), against_bm25=(),
    )  # fmt: skip
    assert recommend(findings, Wishes()).set_up == "b"


def test_what_does_not_keep_a_wish_is_left_out_and_said() -> None:
    found = recommend(made_findings(), Wishes(most_seconds=0.1, most_bytes=1_600))
    assert found.set_up == "e5-small-v2"
    assert f"{CROSS.upper()} is left out: it needs 500 ms for 95 of 100 queries, more than 100 ms." in told(found)
    assert "HYBRID-RRF is left out: it stores 1.74 kB a document, more than 1.6 kB." in told(found)


def test_without_the_best_the_others_are_compared_anew_with_the_best_that_is_left() -> None:
    # 60 queries of which all are better by 0.12: told apart from BM25, whatever the comparison with the reranker says.
    found = recommend(made_findings(), Wishes(most_seconds=0.011))
    assert found.set_up == "e5-small-v2"
    assert "the other one is told apart from it" in told(found)


def test_a_price_leaves_out_as_time_does() -> None:
    # 300 ms are 83.33 hours for a million queries: 8.33 at 0.10 an hour.
    found = recommend(made_findings(), Wishes(most_price=1.0))
    assert f"{CROSS.upper()} is left out: it costs 8.33 for a million queries, more than 1.00." in told(found)


def test_where_nothing_keeps_the_wishes_nothing_is_recommended_and_each_is_said() -> None:
    found = recommend(made_findings(), Wishes(most_seconds=0.001))
    assert (found.set_up, found.as_good, len(found.reasons)) == (None, (), 4)
    assert found.headline == "No set-up that was measured keeps your wishes."


def test_exact_codes_are_answered_by_what_looks_for_words_among_those_that_are_as_good() -> None:
    found = recommend(made_findings(), Wishes(exact_codes=True, most_seconds=0.6))
    assert found.set_up == "hybrid-rrf"
    assert "looks for the very words of a query" in told(found)
    assert "As good within what these queries can tell: " in told(found)
    assert "cheapest" not in told(found)


def test_without_judgements_costs_are_told_and_nothing_is_recommended() -> None:
    found = recommend(
        made_findings(set_ups=unjudged(made_findings().set_ups), against_best=(), against_bm25=()), Wishes()
    )
    assert (found.set_up, found.headline) == (None, "No query is judged, so no set-up can be recommended.")
    assert "BM25 answers fastest, 95 of 100 queries within 2 ms; BM25 stores least, 200 bytes a document." in told(
        found
    )
    assert "What cannot be said is which finds the right documents" in told(found)


def test_before_anything_was_measured_nothing_is_said() -> None:
    found = recommend(made_findings(set_ups=(), against_best=(), against_bm25=()), Wishes())
    assert (found.set_up, found.headline) == (None, "No set-up was measured yet, so nothing can be said.")


@pytest.mark.parametrize("sentence", [
    "It answers half of the queries within 4 ms and 95 of 100 within 10 ms, one at a time, on 2 cores, onnxruntime.",
    "It stores 1.54 kB a document, 1.54 MB for all 1,000; the models themselves are not in it.",
    "Indexing took 20 s.",
    "A million queries cost at least 0.11 at a price of 0.10 for an hour of such a machine.",
])  # fmt: skip
def test_what_it_costs_is_said(sentence: str) -> None:
    assert sentence in told(recommend(made_findings(), Wishes()))


def test_a_set_up_that_does_not_beat_bm25_says_so() -> None:
    tests = tuple(replace(test, adjusted=0.3) for test in made_findings().against_bm25)
    assert "better by 0.120 (p = 0.300 after Holm's correction): no more than luck may do." in told(
        recommend(made_findings(against_bm25=tests), Wishes())
    )


def test_a_single_set_up_was_compared_with_nothing() -> None:
    found = recommend(made_findings(set_ups=(made_set_up("bm25", 0.5),), against_best=(), against_bm25=()), Wishes())
    assert found.set_up == "bm25"
    assert "so nothing was compared" in told(found)


def test_queries_that_were_asked_are_counted_and_not_those_that_could_have_been() -> None:
    findings = made_findings(corpus=replace(CORPUS, judged=573))
    assert "over 60 of 573 queries with judgements" in told(recommend(findings, Wishes()))

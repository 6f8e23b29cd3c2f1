from dataclasses import replace

import pytest

from embedlab.compute.query_price import Prices
from embedlab.lessons.own_corpus.study import Chosen
from embedlab.lessons.own_corpus.study_cost import (
    FIRST_PRICES,
    cost_of,
    front_of,
    front_sentence,
    priced,
    priced_rows,
    step_rows,
    stored_bytes,
    write_cost,
)
from embedlab.numbers_text import GAP
from embedlab.studies.corpus.findings import (
    MAIN_METRIC,
    CorpusFound,
    Estimate,
    Findings,
    ModelFound,
    QueryFound,
    SetUpFound,
)


def set_up(
    name: str, per_query: tuple[float, ...], seconds: float, stored: float, models: tuple[str, ...] = ()
) -> SetUpFound:
    mean = sum(per_query) / len(per_query)
    metrics = {MAIN_METRIC: Estimate(mean, mean - 0.1, mean + 0.1), "MAP": Estimate(0.5, 0.4, 0.6)}
    return SetUpFound(name, name, "dense", metrics, per_query, seconds, 2 * seconds, stored, 1.0, 0.0, models)


WORDS = set_up("bm25", (0.2, 0.4, 0.3, 0.3), 0.001, 500)
VECTORS = set_up("all-minilm-l6-v2", (0.5, 0.7, 0.6, 0.6), 0.01, 1536, ("mini",))
SLOW = set_up("e5-small-v2", (0.4, 0.6, 0.5, 0.5), 0.1, 2000, ("mini", "other"))
PAIRS = set_up("bm25>ms-marco-minilm-l12-v2", (0.7, 0.9, 0.8, 0.8), 1.0, 500)


def chosen(*set_ups: SetUpFound) -> Chosen:
    corpus = CorpusFound("test", "00", 1_000, 1_000, "whole", 4, 4, 4, "file", (), 0.0, (), ())
    queries = tuple(QueryFound(f"q{number}", "text") for number in range(4))
    models = (ModelFound("mini", "Mini", "MIT", "", (), None, 90_000_000),)
    findings = Findings(corpus, set_ups, (), (), queries, models, {}, {}, "a machine", "2026-01-01")
    return Chosen("faq", "test", None, findings)


def test_the_front_by_hand_cheapest_first() -> None:
    found = priced(chosen(WORDS, SLOW, PAIRS, VECTORS), "time", FIRST_PRICES)
    assert [row.front for row in found] == [True, False, True, True]
    assert [row.found.set_up for row in front_of(found)] == ["bm25", "all-minilm-l6-v2", "bm25>ms-marco-minilm-l12-v2"]
    assert [row.cost for row in found] == [0.001, 0.1, 1.0, 0.01]


def test_by_bytes_another_front_stands() -> None:
    found = priced(chosen(WORDS, SLOW, PAIRS, VECTORS), "bytes", FIRST_PRICES)
    assert [row.found.set_up for row in front_of(found)] == ["bm25>ms-marco-minilm-l12-v2"]


def test_money_counts_the_time_the_documents_and_the_models_by_hand() -> None:
    findings = chosen(VECTORS).findings
    assert findings is not None
    assert stored_bytes(findings, VECTORS) == 1536 * 1000 + 90_000_000
    # 10^6 x 10 ms are 2.78 h on one core; 0.0915 GB at 4 a month over a million queries.
    money = cost_of(findings, VECTORS, "money", Prices(0.36, 1, 4.0, 1e6))
    assert money == pytest.approx(1.0 + 0.091536 * 4)


def test_the_sentence_names_the_ends_of_the_front_and_its_largest_step() -> None:
    found = priced(chosen(WORDS, SLOW, PAIRS, VECTORS), "time", FIRST_PRICES)
    told = front_sentence(found, "time", MAIN_METRIC)
    assert told.startswith("3 of 4 set-ups are worth a choice; 1 is beaten by one of them.")
    assert f"BM25 costs least (0.30 for 1{GAP}ms), BM25 > cross-encoder is best (0.80 for 1{GAP}s)." in told
    assert f"The largest step is from BM25 to MiniLM: +0.30 for 9{GAP}ms more." in told


def test_one_that_beats_all_and_one_alone_have_sentences_of_their_own() -> None:
    both = priced(chosen(VECTORS, SLOW), "time", FIRST_PRICES)
    assert front_sentence(both, "time", MAIN_METRIC).startswith("MiniLM beats the other one: none is better")
    alone = priced(chosen(VECTORS), "time", FIRST_PRICES)
    assert "Measure a second to compare with." in front_sentence(alone, "time", MAIN_METRIC)
    assert front_sentence((), "time", MAIN_METRIC) == ""


def test_equal_set_ups_are_both_worth_a_choice() -> None:
    twin = replace(VECTORS, set_up="glove-6b-50d")
    assert [row.front for row in priced(chosen(VECTORS, twin), "time", FIRST_PRICES)] == [True, True]


def test_a_step_has_the_paired_interval_of_its_gain_where_every_query_is_known() -> None:
    found = priced(chosen(WORDS, VECTORS), "time", FIRST_PRICES)
    (_, second) = step_rows(found, "time", MAIN_METRIC)
    assert second[:4] == ("MiniLM", "0.60", f"10{GAP}ms", f"9{GAP}ms")
    assert second[4] == "+0.30 (+0.30 to +0.30)".replace(" ", GAP)  # every query gains as much
    other = step_rows(priced(replace(chosen(WORDS, PAIRS), metric="MAP"), "bytes", FIRST_PRICES), "bytes", "MAP")
    assert all("(" not in cell for row in other for cell in row)


def test_rows_to_take_away_are_those_that_are_drawn() -> None:
    found = priced(chosen(WORDS, SLOW), "bytes", FIRST_PRICES)
    taken = priced_rows(found, "bytes", MAIN_METRIC)
    assert [(row["set_up"], row["cost"], row["beaten_by_none"]) for row in taken] == [
        ("bm25", 500, True), ("e5-small-v2", 2000, True),
    ]  # fmt: skip


def test_a_cost_is_written_with_its_unit_and_money_with_two_digits() -> None:
    assert write_cost("time", 0.0123) == f"12{GAP}ms"
    assert write_cost("bytes", 1536) == f"1.54{GAP}kB"
    assert write_cost("money", 0.26912) == "0.27"
    assert write_cost("money", 0) == "0"

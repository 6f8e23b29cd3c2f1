import json
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from embedlab.content.gathered import Gathered, Judgement, documents_of, judgements_of, queries_of
from embedlab.errors import StoreError
from embedlab.studies.corpus.collection_record import CollectionRecord
from embedlab.studies.corpus.collection_store import Collections
from embedlab.studies.corpus.page_judging import (
    Judging,
    blind_order,
    grades_of,
    judge,
    keep_judging,
    load_judging,
    pooled,
    take_back,
)

FOUND = {"bm25": ("d1", "d2", "d3"), "glove": ("d3", "d4", "d1")}
JUDGING = Judging(("bm25", "glove"), 2, 7, ("q0", "q1"), {"q0": FOUND, "q1": {"bm25": ("d0",), "glove": ()}})


def test_the_pool_is_the_first_of_each_together_by_hand() -> None:
    assert pooled(FOUND, 1) == {"d1", "d3"}
    assert pooled(FOUND, 2) == {"d1", "d2", "d3", "d4"}
    assert pooled(FOUND, 99) == {"d1", "d2", "d3", "d4"}
    assert pooled({"bm25": ()}, 5) == frozenset()
    with pytest.raises(ValueError, match="first 0"):
        pooled(FOUND, 0)


def test_the_order_is_the_same_whoever_found_the_documents_first() -> None:
    documents = ("d1", "d2", "d3", "d4")
    assert {blind_order("q", order, 7) for order in permutations(documents)} == {blind_order("q", documents, 7)}


def test_the_order_follows_seed_and_query_and_not_the_rank() -> None:
    documents = [f"d{number}" for number in range(200)]
    orders = {blind_order(query, documents, seed) for query in "ab" for seed in (1, 2)}
    assert len(orders) == 4
    first = [documents.index(order[0]) for order in (blind_order("q", documents, seed) for seed in range(100))]
    assert 70 < sum(first) / len(first) < 130  # of 200 ranks no half comes first


def test_another_set_up_adds_documents_and_moves_none() -> None:
    few, more = blind_order("q", ["a", "b", "c"], 3), blind_order("q", ["a", "b", "c", "d", "e"], 3)
    assert tuple(each for each in more if each in few) == few


def test_pairs_go_query_by_query_and_leave_out_what_is_known() -> None:
    assert [query for query, _ in JUDGING.pairs] == ["q0"] * 4 + ["q1"]
    known = replace(JUDGING, known=frozenset({("q0", "d3"), ("q1", "d0")}))
    assert sorted(known.pairs) == [("q0", "d1"), ("q0", "d2"), ("q0", "d4")]


def test_a_grade_is_taken_for_what_is_next_alone_and_back_takes_the_last() -> None:
    first, second = JUDGING.pairs[:2]
    one = JUDGING.with_grade(first, 2)
    assert one.judged == {first: 2}
    assert one.next == second
    assert one.with_grade(first, 0) == one  # pressed twice
    skipped = one.with_grade(second, None)
    assert skipped.judged == {first: 2}
    assert skipped.back() == one
    assert one.back().back() == JUDGING


def test_it_ends_when_all_is_judged_or_skipped() -> None:
    judging = JUDGING
    while judging.next is not None:
        judging = judging.with_grade(judging.next, None)
    assert len(judging.trail) == len(judging.pairs) == 5
    assert judging.unskipped() == JUDGING


def kept(folder: Path, judgements: tuple[Judgement, ...] = ()) -> tuple[Collections, CollectionRecord]:
    collections = Collections(folder, 10**9)
    gathered = Gathered(
        "test", documents_of([f"d{n}" for n in range(5)], ["text"] * 5), queries_of(["q0", "q1"], ["one", "two"]),
        judgements_of(judgements) if judgements else None,
    )  # fmt: skip
    record = collections.add(gathered, source="test")
    keep_judging(collections, record, JUDGING)
    return collections, record


def test_every_judgement_is_in_the_collection_at_once_and_survives_a_reload(tmp_path: Path) -> None:
    collections, record = kept(tmp_path, (("q1", "d4", 1),))
    first, second = JUDGING.pairs[:2]
    judge(collections, record.id, first, 2)
    judge(collections, record.id, second, 0)
    again = Collections(tmp_path, 10**9)
    fresh = again.get(record.id)
    assert fresh is not None
    assert fresh.judgements == 3
    assert grades_of(again, fresh) == [("q1", "d4", 1), (*first, 2), (*second, 0)]
    read = load_judging(again.folder(record.id))
    assert read is not None
    assert read.judged == {first: 2, second: 0}
    assert read.next == JUDGING.pairs[2]


def test_taking_back_takes_the_grade_out_of_the_collection_and_leaves_those_of_the_file(tmp_path: Path) -> None:
    collections, record = kept(tmp_path, (("q1", "d4", 1),))
    judge(collections, record.id, JUDGING.pairs[0], 2)
    judge(collections, record.id, JUDGING.pairs[1], None)
    take_back(collections, record.id)
    back = take_back(collections, record.id)
    assert back == JUDGING
    assert take_back(collections, record.id) == JUDGING
    fresh = collections.get(record.id)
    assert fresh is not None
    assert grades_of(collections, fresh) == [("q1", "d4", 1)]


def test_the_only_judgement_can_be_taken_back(tmp_path: Path) -> None:
    collections, record = kept(tmp_path)
    judge(collections, record.id, JUDGING.pairs[0], 1)
    take_back(collections, record.id)
    fresh = collections.get(record.id)
    assert fresh is not None
    assert grades_of(collections, fresh) == []


def test_what_was_pressed_twice_or_in_another_window_is_left_alone(tmp_path: Path) -> None:
    collections, record = kept(tmp_path)
    judge(collections, record.id, JUDGING.pairs[0], 2)
    judge(collections, record.id, JUDGING.pairs[0], 0)
    judge(collections, record.id, JUDGING.pairs[3], 0)
    read = load_judging(collections.folder(record.id))
    assert read is not None
    assert read.judged == {JUDGING.pairs[0]: 2}


@pytest.mark.parametrize("content", ["", "[]", "null", '{"queries": 3}', '{"set_ups": [], "depth": "x"}', "\x00"])
def test_a_damaged_file_is_no_judging(tmp_path: Path, content: str) -> None:
    (tmp_path / "judging.json").write_text(content)
    assert load_judging(tmp_path) is None


def test_a_record_comes_back_as_it_was_written() -> None:
    judging = replace(JUDGING.with_grade(JUDGING.pairs[0], None), known=frozenset({("q1", "d0")}))
    assert Judging.of_json(json.loads(json.dumps(judging.as_json()))) == judging
    with pytest.raises(StoreError, match="begin the judging anew"):
        Judging.of_json({"set_ups": 3})


def test_there_is_nothing_to_judge_in_a_collection_that_is_gone(tmp_path: Path) -> None:
    assert judge(Collections(tmp_path, 10**9), "0" * 32, ("q", "d"), 1) is None

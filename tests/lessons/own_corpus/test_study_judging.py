from pathlib import Path

import pytest

from embedlab import limits
from embedlab.content.gathered import Gathered, documents_of, judgements_of, queries_of
from embedlab.errors import InputError
from embedlab.lessons.own_corpus.study_judged import end_sentence, measured, per_query
from embedlab.lessons.own_corpus.study_judging import (
    begin,
    copy_of,
    plan_sentence,
    ready_set_ups,
    typed_queries,
    with_queries,
)
from embedlab.models.runtime import Runtime
from embedlab.studies.corpus.collection_record import CollectionRecord
from embedlab.studies.corpus.collection_store import Collections
from embedlab.studies.corpus.open_corpus import OpenCorpus
from embedlab.studies.corpus.page_judging import Judging, grades_of, judge, load_judging
from embedlab.studies.corpus.text_reading import Reading

GLOVE = Reading.parse("glove-6b-50d")
TEXTS = ["A ship sails the sea.", "A boat on the water.", "Bread is baked in an oven.", "The baker sells cake."]


def bring(folder: Path, texts: list[str], queries: tuple[str, ...] = ()) -> tuple[Collections, CollectionRecord]:
    collections = Collections(folder, 10**9)
    ids = [f"q{number}" for number in range(len(queries))]
    gathered = Gathered(
        "Ships and bread", documents_of([f"d{number}" for number in range(len(texts))], texts),
        queries_of(ids, queries) if queries else None, judgements_of([("q0", "d2", 2)]) if queries else None,
    )  # fmt: skip
    return collections, collections.add(gathered, source="test")


def test_typed_queries_are_one_a_line_and_bounded() -> None:
    assert typed_queries(" one \n\ntwo\r\none\n") == ("one", "two")
    assert typed_queries("") == ()
    with pytest.raises(InputError, match="51 queries; 50"):
        typed_queries("\n".join(map(str, range(limits.JUDGED_QUERIES + 1))))
    with pytest.raises(InputError, match="Query 2 has 501 characters"):
        typed_queries("short\n" + "x" * (limits.QUERY_CHARS + 1))


def test_typed_queries_join_those_of_the_collection_and_lose_neither_them_nor_their_judgements(tmp_path: Path) -> None:
    collections, record = bring(tmp_path, TEXTS, ("bread", "typed-2 is no id"))
    ids = with_queries(collections, record, ["a vessel", "bread", "<b>$x$</b>"])
    fresh = collections.get(record.id)
    assert fresh is not None
    asked = OpenCorpus(collections, fresh).questions
    assert ids == ["typed-1", "q0", "typed-2"]
    assert [each.text for each in asked] == ["bread", "typed-2 is no id", "a vessel", "<b>$x$</b>"]
    assert asked[0].grades == {2: 2}
    assert with_queries(collections, fresh, ["a vessel"]) == ["typed-1"]


def test_what_is_pooled_are_the_first_documents_of_real_searches(tmp_path: Path, runtime: Runtime) -> None:
    collections, record = bring(tmp_path, TEXTS)
    corpus = OpenCorpus(collections, record)
    assert {each.split(">")[0] for each in ready_set_ups(corpus)} == {"bm25"}
    corpus.index.dense_rows(GLOVE).append(GLOVE.dense(runtime, TEXTS, "document"))
    assert "glove-6b-50d" in ready_set_ups(corpus)
    told: list[tuple[int, int]] = []

    def follow(done: int, of: int) -> None:
        told.append((done, of))

    judging = begin(runtime, collections, corpus, ["bm25", "glove-6b-50d"], ["boat on the sea"], 2, follow)
    assert judging.found["typed-1"]["bm25"][0] in ("d0", "d1")
    assert len(judging.found["typed-1"]["glove-6b-50d"]) == 2
    assert told == [(1, 2), (2, 2)]
    assert load_judging(collections.folder(record.id)) == judging
    assert judging.pairs


def test_a_collection_of_one_text_can_be_judged(tmp_path: Path, runtime: Runtime) -> None:
    collections, record = bring(tmp_path, ["a ship at sea"])
    judging = begin(runtime, collections, OpenCorpus(collections, record), ["bm25"], ["ship"], 20)
    assert judging.pairs == (("typed-1", "d0"),)
    done = judge(collections, record.id, judging.pairs[0], 2)
    fresh = collections.get(record.id)
    assert done is not None
    assert fresh is not None
    rows = measured(done, grades_of(collections, fresh))
    assert [row.quality.mean for row in rows] == [1.0]


def test_nothing_to_ask_is_said(tmp_path: Path, runtime: Runtime) -> None:
    collections, record = bring(tmp_path, TEXTS)
    corpus = OpenCorpus(collections, record)
    with pytest.raises(InputError, match="a query and a set-up at least"):
        begin(runtime, collections, corpus, ["bm25"], [], 2)
    with pytest.raises(InputError, match="a query and a set-up at least"):
        begin(runtime, collections, corpus, [], ["ship"], 2)


def test_a_copy_has_the_texts_and_queries_shares_the_index_and_forgets_the_answers(tmp_path: Path) -> None:
    collections, record = bring(tmp_path, TEXTS, ("bread",))
    copy = copy_of(collections, OpenCorpus(collections, record))
    assert (copy.index, copy.documents, copy.queries, copy.judgements) == (record.index, 4, 1, 0)
    assert len(copy.id) == 32
    assert copy.id != record.id


def test_a_copy_of_chunks_has_the_same_chunks(tmp_path: Path) -> None:
    collections = Collections(tmp_path, 10**9)
    gathered = Gathered("test", documents_of(["a", "b"], ["onetwo", "three"]))
    record = collections.add(gathered, lambda text: [(0, 3), (3, len(text))], source="test", chunking="in two")
    assert copy_of(collections, OpenCorpus(collections, record)).index == record.index


POOL = Judging(
    ("bm25", "glove-6b-50d"), 2, 1, ("q0", "q1"),
    {"q0": {"bm25": ("a", "b"), "glove-6b-50d": ("c", "a")}, "q1": {"bm25": ("a",), "glove-6b-50d": ("b",)}},
)  # fmt: skip


def test_what_the_judgements_say_by_hand() -> None:
    # Only the first query has a relevant text: first for BM25, second for GloVe, 1 / log2(3) of the best.
    rows = measured(POOL, [("q0", "a", 2), ("q0", "c", 0), ("q1", "b", 0)])
    assert [(row.set_up, round(row.quality.mean, 3)) for row in rows] == [("bm25", 1.0), ("glove-6b-50d", 0.631)]


def test_before_anything_is_relevant_nothing_is_measured_and_it_is_said() -> None:
    assert measured(POOL, [("q0", "a", 0)]) == []
    assert "nothing can be measured" in end_sentence(POOL, [])


def test_how_many_were_judged_of_each_query() -> None:
    judging = POOL.with_grade(POOL.pairs[0], 2)
    assert per_query(judging, {"q0": "bread"}) == [("bread", "1", "3", "1"), ("q1", "0", "2", "0")]


def test_the_plan_tells_how_many_and_how_long() -> None:
    assert plan_sentence(10, 3, 5).startswith("50 to 150 passages")
    assert plan_sentence(1, 1, 5).startswith("5 passages")
    assert plan_sentence(0, 3, 5).startswith("Nothing to judge")

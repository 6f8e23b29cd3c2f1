"""What the part about the graph says: the numbers that were measured, and when a graph is not worth it."""

from dataclasses import replace

from embedlab.lessons.own_corpus.study_engine import EngineAsked, drawn
from embedlab.lessons.own_corpus.view_engine import engine_caption, engine_rows, engine_sentence
from embedlab.studies.corpus.hnsw_recall import GraphRecall, Pace

FOUND = GraphRecall(
    (10, 64), (0.9, 0.9964), (Pace(2e-4, 4e-4), Pace(5e-4, 9e-4)), Pace(6e-3, 8e-3), 100, 12_345, "an engine"
)
ASKED = EngineAsked(FOUND, own=False, graph=True, stored=None)


def test_the_sentence_is_of_the_ef_in_force() -> None:
    assert engine_sentence(ASKED, 64) == (
        "With ef 64 the graph finds 0.996 of the ten nearest (recall@10, 0 to 1), half of the queries within "
        "500\u00a0µs; comparing all 12,345 takes 6\u00a0ms, 12\u00a0times as long."
    )
    assert engine_sentence(ASKED, 10).startswith("With ef 10 the graph finds 0.900 of")


def test_a_graph_that_is_slower_than_comparing_all_or_that_is_not_there_is_said_to_be() -> None:
    slow = replace(ASKED, found=replace(FOUND, exact=Pace(1e-4, 1e-4)))
    assert engine_sentence(slow, 64).endswith(", which is sooner here.")
    assert "12,345 texts are too few for a graph" in engine_sentence(replace(ASKED, graph=False), 64)


def test_the_caption_says_whose_queries_they_are() -> None:
    own = replace(ASKED, own=True, stored=1_000_000)
    assert "100 texts of the collection, drawn with seed 0" in engine_caption(own)
    assert "1\u00a0MB on the disk" in engine_caption(own)
    assert "100 queries of the collection" in engine_caption(ASKED)
    assert "disk" not in engine_caption(ASKED)


def test_the_rows_have_each_ef_and_the_comparison_of_all() -> None:
    rows = engine_rows(FOUND)
    assert [row["ef"] for row in rows] == [10, 64, 0]
    assert rows[-1]["p50_seconds"] == 6e-3


def test_a_sample_is_the_same_each_time_and_has_no_number_twice() -> None:
    assert drawn(5_000) == drawn(5_000)
    assert len(set(drawn(5_000))) == 100
    assert drawn(3) == [0, 1, 2]

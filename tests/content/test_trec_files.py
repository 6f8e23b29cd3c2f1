"""TREC files: what is written is what the library of the field reads."""

import io
from collections.abc import Iterable

import ir_measures

from embedlab.content.trec_files import qrels_lines, run_lines, topics_lines


def read(lines: Iterable[str]) -> list[tuple[str, str, float]]:
    return [tuple(hit) for hit in ir_measures.read_trec_run(io.StringIO("".join(lines)))]


def test_a_run_is_read_as_it_was_ranked() -> None:
    found = {"q1": [("d2", 0.1 + 0.2), ("d1", -1.5)], "q 2": [("d1", 3)]}
    assert read(run_lines(found, "my run")) == [("q1", "d2", 0.1 + 0.2), ("q1", "d1", -1.5), ("q_2", "d1", 3.0)]
    assert next(iter(run_lines(found, "my run"))).endswith(" my_run\n")


def test_ties_keep_their_ranks() -> None:
    assert [score for *_, score in read(run_lines({"q": [("a", 1.0), ("b", 1.0), ("c", 0.5)]}, "x"))] == [-1, -2, -3]


def test_judgements_are_read_as_they_were() -> None:
    text = "".join(qrels_lines([("q1", "d1", 2), ("q1", "d2", 0)]))
    assert [(q.query_id, q.doc_id, q.relevance) for q in ir_measures.read_trec_qrels(io.StringIO(text))] == [
        ("q1", "d1", 2),
        ("q1", "d2", 0),
    ]


def test_a_query_is_one_line() -> None:
    assert list(topics_lines([("1", "two\nlines\tand a tab")])) == ["1\ttwo lines and a tab\n"]

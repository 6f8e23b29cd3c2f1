"""Findings and runs come back from the disk as they were, or not at all."""

import json
from dataclasses import replace
from math import isnan
from pathlib import Path

import numpy as np
import pytest

from embedlab.studies.corpus.findings import findings_json
from embedlab.studies.corpus.findings_file import (
    findings_of,
    keep_findings,
    keep_runs,
    load_findings,
    load_runs,
    runs_of,
    runs_table,
)
from embedlab.studies.corpus.runs import Runs, falling
from tests.kit.made_findings import made_findings

RUNS = Runs(
    ("bm25", "e5-small-v2"),
    ("q0", "q1"),
    np.array([[[3, 1, -1], [-1, -1, -1]], [[0, 1, 2], [2, 1, 0]]], np.int32),
    np.array([[[2.5, 1, 0], [0, 0, 0]], [[0.9, 0.8, 0.7], [0.3, 0.2, 0.1]]], np.float32),
)


def test_findings_come_back_as_they_were(tmp_path: Path) -> None:
    keep_findings(tmp_path, made_findings())
    assert load_findings(tmp_path) == made_findings()


def test_a_number_that_was_none_comes_back_as_not_a_number(tmp_path: Path) -> None:
    findings = made_findings()
    first = replace(findings.set_ups[0], p95_seconds=float("nan"), index_seconds=None)
    keep_findings(tmp_path, replace(findings, set_ups=(first,)))
    back = load_findings(tmp_path)
    assert back is not None
    assert isnan(back.set_ups[0].p95_seconds)
    assert back.set_ups[0].index_seconds is None


def test_nothing_kept_is_nothing(tmp_path: Path) -> None:
    assert load_findings(tmp_path) is None
    assert load_runs(tmp_path) is None


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("corpus", "documents"), "many"),
        (("corpus", "documents"), True),
        (("corpus", "judged_by"), "a model"),
        (("set_ups", 0, "metrics", "MAP", "mean"), "0.5"),
        (("set_ups", 0, "colour"), "red"),
        (("queries", 0), ["q0", "text"]),
    ],
)
def test_a_field_of_another_type_is_no_record(path: tuple[str | int, ...], value: object) -> None:
    found = findings_json(made_findings())
    node = json.loads(json.dumps(found))
    inner = node
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    with pytest.raises(ValueError, match=r"belongs|other fields"):
        findings_of(node)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"corpus": 1}', "[" * 100_000])
def test_a_damaged_file_counts_as_not_measured(tmp_path: Path, text: str) -> None:
    (tmp_path / "findings.json").write_text(text, "utf-8")
    (tmp_path / "runs.arrow").write_text(text, "utf-8")
    assert load_findings(tmp_path) is None
    assert load_runs(tmp_path) is None


def test_runs_come_back_as_they_were(tmp_path: Path) -> None:
    keep_runs(tmp_path, RUNS)
    back = load_runs(tmp_path)
    assert back is not None
    assert (back.set_ups, back.queries) == (RUNS.set_ups, RUNS.queries)
    np.testing.assert_array_equal(back.documents, RUNS.documents)
    np.testing.assert_array_equal(back.scores, RUNS.scores)


def test_a_row_of_an_unknown_query_is_no_run() -> None:
    table = runs_table(RUNS)
    other = runs_table(Runs(("bm25",), ("q0",), RUNS.documents[:1, :1], RUNS.scores[:1, :1]))
    with pytest.raises(ValueError, match="no set-up or query"):
        runs_of(table.replace_schema_metadata(other.schema.metadata))


def test_the_rank_of_a_document_counts_from_one() -> None:
    assert RUNS.rank_of("bm25", 0, 1) == 2
    assert RUNS.rank_of("bm25", 1, 1) is None
    assert RUNS.first(1).rank_of("bm25", 0, 1) is None


def test_equal_scores_are_parted_by_the_least_that_float32_can_say() -> None:
    found = falling([1.0, 1.0, 1.0, 0.5])
    assert (np.diff(found) < 0).all()
    assert found[0] == 1
    assert found[3] == 0.5
    assert 1 - found[2] < 2e-7

"""The record of an evaluation: what is best, and that it goes to disk and into JSON whole."""

import json

import pytest

from embedlab.studies.corpus.findings import Findings, findings_json
from embedlab.studies.record_arrays import from_arrays, to_arrays
from tests.kit.made_findings import made_findings, made_set_up, unjudged


def test_the_best_has_the_highest_main_metric_and_the_first_of_equal_ones_wins() -> None:
    findings = made_findings()
    assert findings.best is findings.found("bm25>ms-marco-minilm-l12-v2")
    tied = made_findings(set_ups=(made_set_up("bm25", 0.5), made_set_up("e5-small-v2", 0.5)))
    assert tied.best is tied.set_ups[0]


def test_without_judgements_nothing_is_best() -> None:
    assert made_findings(set_ups=unjudged(made_findings().set_ups)).best is None


def test_what_was_not_evaluated_is_not_found() -> None:
    with pytest.raises(KeyError, match="splade-tiny"):
        made_findings().found("splade-tiny")


def test_a_record_comes_back_from_disk_as_it_was() -> None:
    findings = made_findings(set_ups=(made_set_up("bm25", 0.5, index_seconds=None),))
    assert from_arrays(to_arrays(findings), Findings) == findings


def test_json_holds_every_field_and_no_number_that_json_does_not_know() -> None:
    findings = made_findings(set_ups=(made_set_up("bm25", 0.5, p95_seconds=float("nan")),))
    record = findings_json(findings)
    assert json.loads(json.dumps(record, allow_nan=False)) == record
    assert record["set_ups"][0]["p95_seconds"] is None
    assert record["set_ups"][0]["metrics"]["nDCG@10"] == {"mean": 0.5, "low": 0.48, "high": 0.52}
    assert record["queries"][2] == {"id": "q2", "text": "query number 2"}

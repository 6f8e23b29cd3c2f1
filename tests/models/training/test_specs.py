"""Specs across the border between processes, and as names of trainings."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from embedlab.models.training.specs import Spec, content_key, from_json, to_json
from tests.models.kit.training import short, words_spec, write_pairs


def test_a_spec_survives_the_way_to_the_worker(table: Path, pairs: Path) -> None:
    given: list[Spec] = [short(table, pairs), words_spec(), words_spec(text="", corpus=pairs)]
    for spec in given:
        assert from_json(json.loads(json.dumps(to_json(spec)))) == spec


def test_a_relative_path_is_made_absolute(pairs: Path, table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(pairs.parent)
    assert to_json(short(table, Path(pairs.name)))["pairs"] == str(pairs)


def test_the_same_training_has_the_same_key_and_another_one_another(table: Path, pairs: Path) -> None:
    spec = short(table, pairs)
    assert content_key(spec) == content_key(replace(spec))
    keys = {
        content_key(other) for other in (spec, replace(spec, seed=2), replace(spec, temperature=0.06), words_spec())
    }
    assert len(keys) == 4


def test_a_file_that_changes_makes_another_training(table: Path, tmp_path: Path) -> None:
    spec = short(table, write_pairs(tmp_path / "pairs.tsv.gz"))
    before = content_key(spec)
    write_pairs(tmp_path / "pairs.tsv.gz", train=151)
    assert content_key(spec) != before

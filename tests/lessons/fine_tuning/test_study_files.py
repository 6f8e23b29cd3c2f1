"""What a tuning reads: files named by their content, found by who has their name, and not for ever."""

from pathlib import Path

import pyarrow.parquet
import pytest

from embedlab.errors import InputError
from embedlab.lessons.fine_tuning import study_files
from embedlab.lessons.fine_tuning.study_files import forget_pairs, keep_pairs, own_domain
from embedlab.lessons.fine_tuning.study_pairs import prepare
from tests.lessons.fine_tuning.test_study_pairs import rows


def test_pairs_come_back_as_they_were_kept(tuning_home: Path) -> None:
    prepared = prepare(rows(30))
    found = own_domain(keep_pairs(prepared, "pairs of mine.csv"))
    assert (found.name, found.train, found.probe) == ("pairs of mine.csv", 24, prepared.probe)
    table = pyarrow.parquet.read_table(found.pairs)
    assert table.column_names == ["query", "text", "negative"]
    sides = (table.column(name).to_pylist() for name in ("query", "text"))
    assert tuple(zip(*sides, strict=True)) == prepared.train
    assert pyarrow.parquet.read_table(found.probe_file).column_names == ["group", "text"]
    assert found.pairs.is_relative_to(tuning_home)


def test_the_same_pairs_have_one_name_and_their_files_keep_their_time(tuning_home: Path) -> None:
    first = keep_pairs(prepare(rows(30)), "mine")
    stamp = own_domain(first).pairs.stat().st_mtime_ns
    assert keep_pairs(prepare(rows(30)), "mine") == first
    assert own_domain(first).pairs.stat().st_mtime_ns == stamp
    assert keep_pairs(prepare(rows(31)), "mine") != first


@pytest.mark.parametrize("id", ["", "shipped", "../../etc", "a" * 24, "x" * 23 + "/"])
def test_a_name_that_names_nothing_is_refused(id: str, tuning_home: Path) -> None:
    with pytest.raises(InputError, match="no longer on this server"):
        own_domain(id)


def test_a_broken_file_is_said(tuning_home: Path) -> None:
    id = keep_pairs(prepare(rows(30)), "mine")
    (tuning_home / id / "probe.parquet").write_bytes(b"no table")
    with pytest.raises(InputError, match="cannot be read; bring them again"):
        own_domain(id)


def test_what_was_not_used_for_longest_goes_first(tuning_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    monkeypatch.setattr(study_files, "TUNING_DOMAINS", 2)
    ids = []
    for count in (20, 21, 22):
        ids.append(keep_pairs(prepare(rows(count)), "mine"))
        os.utime(tuning_home / ids[-1], (count, count))
    assert sorted(path.name for path in tuning_home.iterdir()) == sorted(ids[1:])


def test_deleted_pairs_are_gone(tuning_home: Path) -> None:
    id = keep_pairs(prepare(rows(30)), "mine")
    forget_pairs(id)
    assert not list(tuning_home.iterdir())

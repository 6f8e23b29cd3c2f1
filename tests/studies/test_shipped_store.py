"""The store of shipped records: what is absent, damaged, written again; readers at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from embedlab.studies import shipped_store
from embedlab.studies.shipped_store import load_shipped, save_shipped, shipped_file, shipped_files


@dataclass(frozen=True, eq=False)
class Row:
    numbers: NDArray[np.float32]


@pytest.fixture(autouse=True)
def lessons(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shipped_store, "_lessons", tmp_path)


def test_an_absent_file_is_none_and_no_fault(caplog: pytest.LogCaptureFixture) -> None:
    assert load_shipped("lesson", "row", Row) is None
    assert caplog.records == []


def test_what_was_written_is_read_once_and_shared_until_it_is_written_again() -> None:
    assert load_shipped("lesson", "folder/row", Row) is None
    save_shipped("lesson", "folder/row", Row(np.ones(2, np.float32)))
    first = load_shipped("lesson", "folder/row", Row)
    assert first is not None
    assert first is load_shipped("lesson", "folder/row", Row)
    assert list(shipped_files("lesson")) == ["folder/row"]
    with pytest.raises(ValueError, match="read-only"):
        first.numbers[0] = 2
    save_shipped("lesson", "folder/row", Row(np.zeros(2, np.float32)))
    again = load_shipped("lesson", "folder/row", Row)
    assert again is not None
    assert again.numbers.tolist() == [0, 0]


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04", b"\x80\x04\x95 a pickle", b"\x93NUMPY\x01\x00"])
def test_a_class_that_meets_a_damaged_file_reads_one_line_in_the_log(
    content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    path = shipped_file("lesson", "row")
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    with ThreadPoolExecutor(8) as visitors:
        assert list(visitors.map(lambda _: load_shipped("lesson", "row", Row), range(30))) == [None] * 30
    (said,) = [record.getMessage() for record in caplog.records]
    assert said.startswith(f"{path} cannot be used")
    assert "Install EmbedLab again, or run: python -m scripts.precompute --only lesson" in said


def test_a_file_with_any_byte_bent_is_read_whole_or_not_at_all(tmp_path: Path) -> None:
    save_shipped("lesson", "row", Row(np.arange(40, dtype=np.float32)))
    whole = shipped_file("lesson", "row").read_bytes()
    for place in range(len(whole)):
        bent = bytearray(whole)
        bent[place] ^= 0x55
        shipped_file("lesson", "row").write_bytes(bent)
        shipped_store._read.cache_clear()
        found = load_shipped("lesson", "row", Row)
        assert found is None or found.numbers.tolist() == list(range(40)), place

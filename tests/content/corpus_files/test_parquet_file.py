"""Parquet as columns of text, whatever the types; what it unpacks to is counted before it is made."""

import datetime
import io

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from embedlab.content.corpus_files.parquet_file import read_parquet
from embedlab.errors import InputError
from tests.content.corpus_files.made import parquet


def test_every_type_becomes_a_text() -> None:
    columns = {
        "text": ["a", None],
        "whole": [1, None],
        "day": [datetime.date(2020, 1, 2), None],
        "list": [[1, 2], []],
        "record": [{"a": "b"}, None],
        "kind": pa.array(["x", "x"]).dictionary_encode(),
        "picture": [b"\x00", b"\x01"],
    }
    sheet = read_parquet(parquet(columns), "x.parquet")
    assert sheet.cells.to_pylist() == [
        {"text": "a", "whole": "1", "day": "2020-01-02", "list": "[1, 2]", "record": '{"a": "b"}', "kind": "x"},
        {"text": "", "whole": "", "day": "", "list": "", "record": "", "kind": "x"},
    ]
    assert sheet.said == ("Columns of bytes left out: picture.", "Lists and objects are written as JSON: list, record.")


def test_a_text_that_is_repeated_counts_each_time() -> None:
    held = io.BytesIO()
    repeated = pa.DictionaryArray.from_arrays(pa.array([0] * 90_000), pa.array(["x" * 2_000]))
    pq.write_table(pa.table({"text": repeated}), held)
    assert len(held.getvalue()) < 30_000
    with pytest.raises(InputError, match=r"^x\.parquet unpacks to more than 100 MB"):
        read_parquet(held.getvalue(), "x.parquet")

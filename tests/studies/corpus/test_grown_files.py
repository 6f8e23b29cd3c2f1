"""Files of whole rows: what a killed writer has left half-written is never read, and is written over."""

from pathlib import Path

import numpy as np
import pytest

from embedlab.studies.corpus.grown_files import DenseRows, SparseRows


def test_rows_come_back_as_they_were_added(tmp_path: Path) -> None:
    rows = np.random.default_rng(0).standard_normal((7, 3)).astype(np.float32)
    file = DenseRows(tmp_path / "new" / "rows.f32", 3)
    file.append(rows[:4])
    file.append(rows[4:])
    assert file.count() == 7
    np.testing.assert_array_equal(file.rows(), rows)


def test_a_row_that_was_half_written_is_cut_off(tmp_path: Path) -> None:
    file = DenseRows(tmp_path / "rows.f32", 3)
    file.append(np.ones((2, 3), dtype=np.float32))
    with file.path.open("ab") as stream:
        stream.write(b"half a")
    assert file.count() == 2
    file.append(np.full((1, 3), 5, dtype=np.float32))
    np.testing.assert_array_equal(file.rows(), [[1, 1, 1], [1, 1, 1], [5, 5, 5]])


def test_a_file_that_is_not_there_has_no_rows(tmp_path: Path) -> None:
    assert DenseRows(tmp_path / "none", 4).rows().shape == (0, 4)
    assert SparseRows(tmp_path / "none", 4).starts().tolist() == [0]


def test_rows_of_another_width_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="rows of 3 numbers"):
        DenseRows(tmp_path / "rows", 3).append(np.zeros((1, 2), dtype=np.float32))


@pytest.mark.parametrize("torn", ["columns.i32", "weights.f32"])
def test_sparse_rows_whose_count_was_never_written_are_written_over(tmp_path: Path, torn: str) -> None:
    file = SparseRows(tmp_path, 10)
    file.append([2, 0], np.array([3, 7]), np.array([0.5, 0.25], dtype=np.float32))
    with (tmp_path / torn).open("ab") as stream:
        stream.write(b"12345")  # the next batch, killed before its counts
    file.append([1], np.array([9]), np.array([1.5], dtype=np.float32))
    assert file.count() == 3
    assert file.starts().tolist() == [0, 2, 2, 3]
    assert file.columns().tolist() == [3, 7, 9]
    assert file.weights().tolist() == [0.5, 0.25, 1.5]

"""The header of a safetensors file: its learnt numbers are counted without being read, and what is none is said."""

import json
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from embedlab.errors import UnknownModelError
from embedlab.models.weight_files import parameters_in


def test_floating_point_numbers_of_all_files_are_counted(tmp_path: Path) -> None:
    save_file({"a": np.zeros((3, 4), np.float32), "positions": np.arange(9)}, tmp_path / "one.safetensors")
    save_file({"b": np.zeros(5, np.float16), "scalar": np.zeros((), np.float32)}, tmp_path / "two.safetensors")
    assert parameters_in(sorted(tmp_path.iterdir())) == 3 * 4 + 5 + 1


def header(content: bytes) -> bytes:
    return len(content).to_bytes(8, "little") + content


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\x80\x04pickle", b"PK\x03\x04" + bytes(50), bytes(100), (2**63).to_bytes(8, "little"), header(b"[1, 2]"),
        header(b'{"a": 3}'), header(b'{"a": {"dtype": "F32"}}'), header(b"[" * 50_000), header(b"\xff\xfe{}"),
        header(json.dumps({"a": {"dtype": "F32", "shape": ["x"]}}).encode()) ,
    ],
)  # fmt: skip
def test_a_file_that_is_none_is_refused_by_name(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(content)
    with pytest.raises(UnknownModelError, match=r"^model\.safetensors is no safetensors file, whatever its name says"):
        parameters_in([tmp_path / "model.safetensors"])

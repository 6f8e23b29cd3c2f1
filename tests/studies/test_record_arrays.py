"""A record comes back as it was, in the narrowest numbers that hold it, and nothing else is taken for one."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import numpy as np
import pytest
from numpy.typing import NDArray

from embedlab.studies.record_arrays import from_arrays, halved, to_arrays
from tests.kit.drift import drift


@dataclass(frozen=True)
class Term:
    text: str
    weight: float
    place: int | None


@dataclass(frozen=True, eq=False)
class Everything:
    name: str
    sure: bool
    kind: Literal["a", "b"]
    terms: tuple[Term, ...]
    shares: tuple[float, ...]
    pair: tuple[str, float]
    rows: Mapping[Term, NDArray[np.float32]]
    steps: dict[str, tuple[tuple[str, float], ...]]
    mask: NDArray[np.bool_]
    ranks: NDArray[np.int64]
    scores: NDArray[np.float64]
    empty: NDArray[np.float32]


def everything() -> Everything:
    return Everything(
        name="naïve – ünï 中",
        sure=True,
        kind="b",
        terms=(Term("a", 0.1, None), Term("b", 2.0, 7)),
        shares=(0.1, float("nan")),
        pair=("x", 1.5),
        rows={
            Term("c", 0.5, 0): np.array([[0.1, np.nan]], np.float32),
            Term("d", 1.0, 1): np.zeros((2, 3), np.float32),
        },
        steps={"one": (("x", 0.25),), "two": ()},
        mask=np.array([True, False]),
        ranks=np.array([[1, 300]]),
        scores=np.array([0.1, 1e300, -np.inf]),
        empty=np.empty((0, 4), np.float32),
    )


def test_a_record_comes_back_as_it_was_and_read_only() -> None:
    record = everything()
    back = from_arrays(to_arrays(record), Everything)
    assert drift(back, record) == []
    assert (back.terms, back.steps, type(back.steps)) == (record.terms, record.steps, dict)
    assert isinstance(back.rows, MappingProxyType)
    for array in (back.mask, back.ranks, back.scores, back.empty, *back.rows.values()):
        assert not array.flags.writeable
    assert [array.dtype.name for array in (back.mask, back.ranks, back.scores)] == ["bool", "int64", "float64"]


def test_numbers_lie_in_one_array_a_type_as_narrow_as_they_allow_and_nothing_is_pickled() -> None:
    arrays = to_arrays(everything())
    assert set(arrays) == {"record", "float16", "float32", "float64", "int16", "bool"}
    assert all(array.ndim == 1 and array.dtype != object for array in arrays.values())
    assert arrays["int16"].tolist() == [1, 300]


def test_halved_numbers_differ_by_less_than_a_thousandth_and_take_half_the_bytes() -> None:
    values = np.linspace(-1, 1, 99, dtype=np.float32)
    assert np.abs(halved(values) - values).max() < 1e-3
    assert halved(values).dtype == np.float32

    @dataclass(frozen=True)
    class Values:
        values: NDArray[np.float32]

    assert to_arrays(Values(halved(values)))["float16"].nbytes * 2 == to_arrays(Values(values))["float32"].nbytes


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", 3), ("sure", "yes"), ("kind", "c"), ("pair", ["x"]), ("shares", ["float64", 3]), ("mask", ["bool", -2]),
     ("ranks", ["float64", 1, 2]), ("terms", {"text": ["a"]}), ("steps", [["one"], []])],
)  # fmt: skip
def test_a_tree_that_is_not_the_record_is_refused(field: str, value: object) -> None:
    arrays = to_arrays(everything())
    tree = json.loads(arrays["record"].tobytes()) | {field: value}
    arrays["record"] = np.frombuffer(json.dumps(tree).encode(), np.uint8)
    with pytest.raises((ValueError, TypeError, KeyError)):
        from_arrays(arrays, Everything)


def test_left_over_numbers_and_unknown_fields_are_refused() -> None:
    arrays = to_arrays(everything())
    with pytest.raises(ValueError, match="left over"):
        from_arrays(arrays | {"bool": np.ones(3, np.bool_)}, Everything)
    with pytest.raises(ValueError, match="unknown field"):
        from_arrays(
            arrays | {"record": np.frombuffer(b'{"extra": 1,' + arrays["record"].tobytes()[1:], np.uint8)}, Everything
        )


def test_a_type_that_cannot_be_kept_is_named() -> None:
    @dataclass(frozen=True)
    class Loose:
        anything: list[str]

    with pytest.raises(TypeError, match="list"):
        to_arrays(Loose(["a"]))

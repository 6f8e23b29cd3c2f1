"""A frozen record as a handful of flat arrays, and back again, by nothing but the types of its fields.

A record is a dataclass of arrays, texts, numbers, tuples, mappings and further records. What is no array becomes JSON;
all numbers of one type lie end to end in one array. An archive entry costs some 250 bytes of headers, so forty small
arrays in a file would weigh more than what they hold.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from functools import cache
from types import MappingProxyType, UnionType
from typing import Any, Final, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import numpy as np
from numpy.typing import NDArray

Record = TypeVar("Record")
Arrays = Mapping[str, NDArray[Any]]

_TREE: Final = "record"
_NUMBERS: Final[dict[Any, Any]] = {bool: np.bool_, int: np.int64, float: np.float64}
"""Tuples of these are kept as arrays."""
_NARROWER: Final = {"f": (np.float16, np.float32), "i": (np.int8, np.int16, np.int32)}


def halved(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """The same numbers in four significant digits, float32: more than a colour shows, and kept in half the bytes."""
    return values.astype(np.float16).astype(np.float32)


def to_arrays(record: object) -> dict[str, NDArray[Any]]:
    """Take a record apart; no number is changed, each is kept in the narrowest type that holds its whole array.

    Raises:
        TypeError: a field is of a type that cannot be kept.
    """
    flat: dict[str, list[NDArray[Any]]] = {}
    text = json.dumps(_packed(record, type(record), flat), ensure_ascii=False, separators=(",", ":"))
    tree = np.frombuffer(text.encode("utf-8"), np.uint8)
    return {_TREE: tree, **{name: np.concatenate(parts) for name, parts in flat.items()}}


def from_arrays(arrays: Arrays, kind: type[Record]) -> Record:
    """Put a record together again; its arrays are read-only, since all visitors share them.

    Raises:
        ValueError, TypeError, KeyError: the arrays are not those of such a record, in shape, type or names.
    """
    numbers = _Numbers(arrays)
    record = _unpacked(json.loads(arrays[_TREE].tobytes().decode("utf-8")), kind, numbers)
    numbers.close()
    return cast(Record, record)


class _Numbers:
    """The flat arrays, from which each array of a record takes its share in the order of the fields."""

    def __init__(self, arrays: Arrays) -> None:
        self._left = {name: array for name, array in arrays.items() if name != _TREE}

    def take(self, node: Any, dtype: Any) -> NDArray[Any]:
        name, *shape = node
        size, flat = int(np.prod(shape, dtype=np.int64)), self._left[name]
        # A negative size would make numpy guess it, and a cast that is not safe would change a number: both are damage.
        if flat.dtype.name != name or min(shape, default=0) < 0 or not np.can_cast(flat.dtype, dtype, "safe"):
            raise ValueError(f"{flat.dtype} numbers of shape {shape} where {np.dtype(dtype)} belong")
        # Slices, so no number is copied: each field looks into the one array that was read.
        self._left[name] = flat[size:]
        found = flat[:size].reshape(shape).astype(dtype, copy=False)
        found.setflags(write=False)
        return found

    def close(self) -> None:
        if left := [name for name, array in self._left.items() if array.size]:
            raise ValueError(f"{left[0]} numbers are left over")


def _packed(value: Any, kind: Any, flat: dict[str, list[NDArray[Any]]]) -> Any:
    origin, inner = get_origin(kind), get_args(kind)
    if _is_record(kind):
        return {name: _packed(getattr(value, name), hint, flat) for name, hint in _hints(kind).items()}
    if origin is np.ndarray:
        return _packed_array(np.asarray(value, _dtype(inner)), flat)
    if origin is tuple and inner[-1] is ...:
        return _packed_many(value, inner[0], flat)
    if origin is tuple:
        return [_packed(item, each, flat) for item, each in zip(value, inner, strict=True)]
    if origin in (dict, Mapping):
        return [_packed_many(value.keys(), inner[0], flat), _packed_many(value.values(), inner[1], flat)]
    if origin in (Union, UnionType):
        return None if value is None else _packed(value, _but_none(inner), flat)
    return _plain(value, kind, origin, inner)


def _packed_many(values: Iterable[Any], kind: Any, flat: dict[str, list[NDArray[Any]]]) -> Any:
    """A list of records is kept column by column: names once, and numbers of a kind side by side."""
    values = list(values)
    if _is_record(kind):
        return {n: _packed_many([getattr(v, n) for v in values], hint, flat) for n, hint in _hints(kind).items()}
    if kind in _NUMBERS:
        return _packed_array(np.array(values, _NUMBERS[kind]), flat)
    return [_packed(value, kind, flat) for value in values]


def _packed_array(array: NDArray[Any], flat: dict[str, list[NDArray[Any]]]) -> list[Any]:
    narrow = _narrowed(array)
    flat.setdefault(narrow.dtype.name, []).append(narrow.ravel())
    return [narrow.dtype.name, *narrow.shape]


def _unpacked(node: Any, kind: Any, numbers: _Numbers) -> Any:
    origin, inner = get_origin(kind), get_args(kind)
    if _is_record(kind):
        columns = {name: _unpacked(node.pop(name), hint, numbers) for name, hint in _hints(kind).items()}
        return kind(**_nothing_left(node, columns))
    if origin is np.ndarray:
        return numbers.take(node, _dtype(inner))
    if origin is tuple and inner[-1] is ...:
        return tuple(_unpacked_many(node, inner[0], numbers))
    if origin is tuple:
        return tuple(_unpacked(item, each, numbers) for item, each in zip(node, inner, strict=True))
    if origin in (dict, Mapping):
        keys, values = (_unpacked_many(side, each, numbers) for side, each in zip(node, inner, strict=True))
        found = dict(zip(keys, values, strict=True))
        return found if origin is dict else MappingProxyType(found)
    if origin in (Union, UnionType):
        return None if node is None else _unpacked(node, _but_none(inner), numbers)
    return _plain(node, kind, origin, inner)


def _unpacked_many(node: Any, kind: Any, numbers: _Numbers) -> list[Any]:
    if _is_record(kind):
        columns = {name: _unpacked_many(node.pop(name), hint, numbers) for name, hint in _hints(kind).items()}
        return [kind(*row) for row in zip(*_nothing_left(node, columns).values(), strict=True)]
    if kind in _NUMBERS:
        found: list[Any] = numbers.take(node, _NUMBERS[kind]).tolist()
        return found
    if kind is str and all(type(item) is str for item in node):  # a file may hold ten thousand words
        return list(node)
    return [_unpacked(item, kind, numbers) for item in node]


def _plain(value: Any, kind: Any, origin: Any, inner: tuple[Any, ...]) -> Any:
    fits = value in inner if origin is Literal else kind in (str, bool, int, float) and isinstance(value, kind)
    if not fits:
        raise TypeError(f"{value!r:.40} where {kind} belongs")
    # A number of numpy's is a float too, but none that JSON writes the same way everywhere.
    return value if origin is Literal else kind(value)


def _nothing_left(node: dict[str, Any], read: dict[str, Any]) -> dict[str, Any]:
    if node:
        raise ValueError(f"an unknown field {min(node)!r}")
    return read


def _narrowed(array: NDArray[Any]) -> NDArray[Any]:
    for dtype in _NARROWER.get(array.dtype.kind, ()):
        if np.dtype(dtype).itemsize < array.dtype.itemsize:
            # What is too large becomes infinite, is then unequal, and the wider type is tried.
            with np.errstate(over="ignore"):
                narrow = array.astype(dtype)
            if np.array_equal(narrow, array, equal_nan=True):
                return narrow
    return array


def _dtype(inner: tuple[Any, ...]) -> Any:
    """The type of the numbers of an ``NDArray[...]``, from its two arguments: shape and ``dtype[...]``."""
    return get_args(inner[1])[0]


def _but_none(inner: tuple[Any, ...]) -> Any:
    (kind,) = (each for each in inner if each is not type(None))
    return kind


def _is_record(kind: Any) -> bool:
    return hasattr(kind, "__dataclass_fields__")


@cache
def _hints(kind: Any) -> Mapping[str, Any]:
    found = get_type_hints(kind)
    return {field.name: found[field.name] for field in fields(kind) if field.init}

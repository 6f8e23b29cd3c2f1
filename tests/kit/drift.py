"""How far what ships lies from what the live model says today."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np


def drift(shipped: Any, live: Any, tolerances: Mapping[str, float] = {}, name: str = "") -> list[str]:
    """Names of the fields that differ by more than the tolerance of their name; without one they must be equal."""
    if isinstance(shipped, np.ndarray | float) and isinstance(live, np.ndarray | float):
        return [name] if far(shipped, live, tolerances.get(name, 0.0), mirror=name == "coordinates") else []
    pairs = _pairs(shipped, live, name)
    if pairs is None:
        return [] if shipped == live else [name]
    return [wrong for field, one, other in pairs for wrong in drift(one, other, tolerances, field)]


def far(shipped: Any, live: Any, tolerance: float, *, mirror: bool = False) -> bool:
    """Whether a number differs by more than the tolerance, or the shapes do; nan equals nan."""
    one, other = np.asarray(shipped, dtype=float), np.asarray(live, dtype=float)
    if one.shape != other.shape:
        return True
    if mirror:  # the sign of a principal component is a convention
        other = other * np.where((other * one).sum(axis=tuple(range(one.ndim - 1))) < 0, -1, 1)
    return not np.allclose(one, other, rtol=0, atol=tolerance, equal_nan=True)


def _pairs(shipped: Any, live: Any, name: str) -> list[tuple[str, Any, Any]] | None:
    """The parts of two records, mappings or lists of the same make, side by side; None where there are none."""
    if is_dataclass(shipped) and type(shipped) is type(live):
        return [(f.name, getattr(shipped, f.name), getattr(live, f.name)) for f in fields(shipped) if f.init]
    if isinstance(shipped, Mapping) and isinstance(live, Mapping) and shipped.keys() == live.keys():
        return [(name, shipped[key], live[key]) for key in shipped]
    if isinstance(shipped, tuple | list) and type(shipped) is type(live) and len(shipped) == len(live):
        return [(name, one, other) for one, other in zip(shipped, live, strict=True)]
    return None

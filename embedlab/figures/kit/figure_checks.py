"""What every figure checks and rounds before it draws, so that a mistake is named here and not in the browser."""

from collections.abc import Sized

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float32]


def rounded(values: ArrayLike) -> Numbers:
    """Return values as float32 rounded to four decimals: finer than a pixel, a third of the bytes; nan stays nan."""
    return np.round(np.asarray(values, dtype=np.float64), 4).astype(np.float32)


def coordinates(values: ArrayLike, last: int = 2) -> Numbers:
    """Return rounded coordinates (..., last), whatever is not finite on 0; ValueError on another shape."""
    points = np.nan_to_num(np.asarray(values, dtype=np.float64), nan=0.0, posinf=0.0, neginf=0.0)
    if points.size == 0:
        points = points.reshape(*points.shape[:-1], last) if points.ndim > 1 else points.reshape(0, last)
    if points.shape[-1] != last:
        raise ValueError(f"coordinates need a last axis of {last}, not shape {points.shape}")
    return rounded(points)


def same_length(**sequences: Sized) -> None:
    """Raise ValueError naming every length unless all sequences are equally long."""
    lengths = {name: len(sequence) for name, sequence in sequences.items()}
    if len(set(lengths.values())) > 1:
        listed = ", ".join(f"{name} {length}" for name, length in lengths.items())
        raise ValueError(f"these must be equally long: {listed}")


def signed(value: float, digits: int = 2) -> str:
    """Write a number with a true minus sign and no negative zero: "0.25", "−0.10"."""
    text = f"{value:.{digits}f}"
    return text.lstrip("-") if float(text) == 0 else text.replace("-", "−")


def bare(value: float, digits: int = 2) -> str:
    """Write a number as `signed` does, a fraction without its leading zero, as printed tables do: ".25", "−.10"."""
    text = signed(value, digits)
    return text.replace("0.", ".", 1) if text.lstrip("−").startswith("0.") else text


def percent(share: float) -> str:
    """Write a share 0..1 as a percentage without decimals: "94 %"; never "0 %" or "100 %" for what is not quite."""
    if 0 < share < 0.005:
        return "less than 1 %"
    return "more than 99 %" if 0.995 <= share < 1 else f"{round(share * 100)} %"

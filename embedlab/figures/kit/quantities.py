"""Numbers as words: the one place that says how a figure writes a value, a share, a range or a count."""

from collections.abc import Callable
from typing import SupportsFloat

import numpy as np

_STEPS = ((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k"))


def signed(value: SupportsFloat, digits: int = 2) -> str:
    """Write a number with a true minus sign and no negative zero: "0.25", "−0.10"."""
    text = f"{float(value):.{digits}f}"
    return text.lstrip("-") if float(text) == 0 else text.replace("-", "−")


def signed_or(value: SupportsFloat, missing: str = "none") -> str:
    """Write a number as `signed` does, and `missing` for what is not finite."""
    return signed(value) if np.isfinite(float(value)) else missing


def bare(value: SupportsFloat, digits: int = 2) -> str:
    """Write a number as `signed` does, a fraction without its leading zero, as printed tables do: ".25", "−.10"."""
    text = signed(value, digits)
    return text.replace("0.", ".", 1) if text.lstrip("−").startswith("0.") else text


def short(value: SupportsFloat) -> str:
    """Write an axis number as short as it goes, with a true minus sign."""
    return f"{float(value):g}".replace("-", "−")


def percent(share: SupportsFloat) -> str:
    """Write a share 0..1 as a percentage without decimals: "94 %"; never "0 %" or "100 %" for what is not quite."""
    if 0 < float(share) < 0.005:
        return "less than 1 %"
    return "more than 99 %" if 0.995 <= float(share) < 1 else f"{round(float(share) * 100)} %"


def fine_percent(share: float) -> str:
    """Write a share as a percentage with two significant digits below ten: a sparse vector is a matter of decimals."""
    number = share * 100
    return f"{number:.0f} %" if number >= 10 or number == 0 else f"{number:.2g} %"


def quantity(value: float) -> str:
    """Write a number with three significant digits at most and a thousands letter: "950", "1.54 k", "15.4 M"."""
    if not np.isfinite(value):
        return "none"
    for step, letter in _STEPS:
        # What rounds up to a thousand takes the next letter: "1 k", never "1e+03".
        if abs(value) >= step * 0.9995:
            return f"{_three(value / step)} {letter}"
    return _three(value)


def between(ends: tuple[SupportsFloat, SupportsFloat], write: Callable[[SupportsFloat], str] = signed) -> str:
    """Write a range: "−0.20 to 1.00"."""
    return f"{write(ends[0])} to {write(ends[1])}"


def counted(number: int, noun: str) -> str:
    """Write a number with its noun, in the plural when there is not one: "1 text", "10 texts"."""
    return f"{number} {noun}" + ("" if number == 1 else "s")


def _three(value: float) -> str:
    return f"{value:.3g}".replace("-", "−")

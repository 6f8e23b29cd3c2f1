"""Numbers of any size as short words, and the axes that hold them."""

import numpy as np
from numpy.typing import ArrayLike

_STEPS = ((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k"))


def quantity(value: float) -> str:
    """Write a number with three significant digits at most and a thousands letter: "950", "1.54 k", "15.4 M"."""
    if not np.isfinite(value):
        return "none"
    size = abs(value)
    for step, letter in _STEPS:
        if size >= step * 0.9995:
            return f"{_three(value / step)} {letter}"
    return _three(value)


def counted(number: int, noun: str) -> str:
    """Write a number with its noun, in the plural when there is not one: "1 text", "10 texts"."""
    return f"{number} {noun}" + ("" if number == 1 else "s")


def span(values: ArrayLike, log: bool) -> tuple[float, float]:
    """Return an axis that holds all values: exponents of whole powers of ten if `log`, else 0 to a round number."""
    numbers = np.asarray(values, dtype=np.float64)
    numbers = numbers[np.isfinite(numbers) & ((numbers > 0) | (not log))]
    if not numbers.size:
        return (0.0, 1.0)
    if log:
        low, high = np.floor(np.log10(numbers.min()) + 1e-9), np.ceil(np.log10(numbers.max()) - 1e-9)
        return float(low), float(max(high, low + 1))
    return _round_end(float(numbers.min())) if numbers.min() < 0 else 0.0, _round_end(float(numbers.max()))


def decades(extent: tuple[float, float]) -> list[float]:
    """Return the powers of ten within an axis of exponents: all up to six, else every second, third, ..."""
    first, last = int(np.ceil(extent[0] - 1e-9)), int(np.floor(extent[1] + 1e-9))
    step = -(-(last - first + 1) // 6)
    return [10.0**exponent for exponent in range(first, last + 1, max(step, 1))]


def even_ticks(extent: tuple[float, float]) -> list[float]:
    """Return the ends of a straight axis made by `span` and round steps between them."""
    low, high = extent
    digit = round(high / 10.0 ** np.floor(np.log10(high))) if high > 0 else 1
    steps = {3: 3, 5: 5, 6: 3}.get(digit, 4) if low == 0 else 2
    return [float(tick) for tick in np.linspace(low, high, steps + 1)]


def _round_end(value: float) -> float:
    if value == 0:
        return 1.0
    step = 10.0 ** np.floor(np.log10(abs(value)))
    fit = next(digit for digit in (1, 2, 3, 4, 5, 6, 8, 10) if digit * step >= abs(value) - 1e-9 * step)
    return float(np.copysign(fit * step, value))


def _three(value: float) -> str:
    return f"{value:.3g}".replace("-", "−")

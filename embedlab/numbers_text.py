"""Numbers as words: the one place that says how the product writes a value, a share, a range, a size or a time.

Every sentence, table, caption, figure and message goes through it. Numbers for machines do not: CSV, JSON, the
address, style sheets, notebooks and the command line keep what Python writes.
"""

import math
import re
from collections.abc import Callable
from decimal import Decimal
from numbers import Integral
from string import Formatter
from typing import Any, Final, SupportsFloat

GAP: Final = "\u00a0"
"""Between a number and its unit: a space at which no line breaks."""

_THOUSANDS: Final = ((1e18, "E"), (1e15, "P"), (1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k"), (1.0, ""))
_SECONDS: Final = ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs"))
_CLOCK: Final = ((86_400.0, "days"), (3_600.0, "h"), (60.0, "min"))
_SPEC: Final = re.compile(r"(?P<sign>\+?),?(?:\.(?P<digits>\d))?(?P<kind>[f%]?)")
_NONE: Final = "none"


def signed(value: SupportsFloat, digits: int = 2) -> str:
    """Write a number with a true minus sign and no negative zero: "0.25", "−0.10", "1,250.00"; "none" for nan."""
    number = float(value)
    if not math.isfinite(number):
        return _NONE
    text = f"{number:,.{digits}f}"
    return text.lstrip("-") if not text.strip("-0.,") else _with_minus(text)


def signed_or(value: SupportsFloat, missing: str = _NONE) -> str:
    """Write a number as `signed` does, and `missing` for what is not finite."""
    return signed(value) if math.isfinite(float(value)) else missing


def change(value: SupportsFloat, digits: int = 2) -> str:
    """Write what is added or taken away, with its sign: "+0.25", "−0.10", "0.00"."""
    text = signed(value, digits)
    return text if not text.strip("0.,") or text[0] in "−n" else f"+{text}"


def short(value: SupportsFloat) -> str:
    """Write an axis number or a setting as short as it goes, six digits that count at most: "0.05", "−1", "30,522"."""
    return _plain(float(value), 6)


def whole(value: SupportsFloat) -> str:
    """Write a count with its thousands apart: "950", "30,522"."""
    return signed(value, 0)


def counted(number: int, noun: str) -> str:
    """Write a number with its noun, in the plural when there is not one: "1 text", "1,200 texts"."""
    return f"{whole(number)} {noun}" + ("" if number == 1 else "s")


def percent(share: SupportsFloat) -> str:
    """Write a share 0..1 as a percentage without decimals: "94 %"; never "0 %" or "100 %" for what is not quite."""
    number = float(share)
    if not math.isfinite(number):
        return _NONE
    if 0 < number < 0.005:
        return f"less than 1{GAP}%"
    return f"more than 99{GAP}%" if 0.995 <= number < 1 else f"{signed(number * 100, 0)}{GAP}%"


def fine_percent(share: SupportsFloat) -> str:
    """Write a share as a percentage with two significant digits below ten: a sparse vector is a matter of decimals."""
    number = float(share) * 100
    return f"{signed(number, 0) if abs(number) >= 9.95 else _plain(number, 2)}{GAP}%"


def p_value(p: SupportsFloat) -> str:
    """Write how likely luck alone is to do as much: "p = 0.002", "p < 0.001"."""
    return "p < 0.001" if float(p) < 0.001 else f"p = {signed(p, 3)}"


def quantity(value: SupportsFloat) -> str:
    """Write a number with three significant digits at most and a letter: "950", "1.54 k", "15.4 M"."""
    number, letter = _scaled(float(value), _THOUSANDS)
    return f"{number}{GAP}{letter}" if letter else number


def in_bytes(count: SupportsFloat) -> str:
    """Write a number of bytes, three significant digits at most: "950 bytes", "1.54 kB", "15.4 GB"."""
    number, letter = _scaled(float(count), _THOUSANDS)
    unit = f"{letter}B" if letter else "byte" if number == "1" else "bytes"
    return f"{number}{GAP}{unit}" if number != _NONE else number


def seconds(value: SupportsFloat) -> str:
    """Write a time given in seconds, as an axis of times does: "2.5 µs", "12 ms", "537 s", "1,000 s"."""
    number, unit = _scaled(float(value), _SECONDS)
    return f"{number}{GAP}{unit}" if unit else number


def times(ratio: SupportsFloat) -> str:
    """Write how many times as much, with the two digits that a measurement deserves: "1.3 times", "9,100 times"."""
    return f"{_plain(float(ratio), 2)}{GAP}times"


def measured(value: SupportsFloat) -> str:
    """Write a time in seconds that a clock gave, with the two digits that it deserves: "2.5 µs", "12 ms", "130 ms"."""
    number = float(value)
    return seconds(float(f"{number:.2g}")) if math.isfinite(number) else _NONE


def duration(value: SupportsFloat) -> str:
    """Write a time given in seconds as `seconds` does, from a thousand seconds on in "min", "h" or "days"."""
    number = float(value)
    if not 999.5 <= abs(number) < math.inf:
        return seconds(number)
    # Two of a unit at least: "90 min" is read faster than "1.5 h".
    step, unit = next(each for each in _CLOCK if abs(number) >= 2 * each[0])
    return f"{_plain(number / step, 2 if abs(number) < 10 * step else 0)}{GAP}{unit}"


def between(ends: tuple[SupportsFloat, SupportsFloat], write: Callable[[SupportsFloat], str] = signed) -> str:
    """Write a range: "−0.20 to 1.00"."""
    return f"{write(ends[0])} to {write(ends[1])}"


def written(value: Any, spec: str = "") -> str:
    """Write a value as a field of a text asks: `:.2f`, `:,.0f`, `:.0%`, `:.2%` (a fine share) or nothing.

    Raises:
        ValueError: For any other wish, such as a width or an exponent.
    """
    if isinstance(value, bool | str) or not isinstance(value, SupportsFloat):
        return format(value, spec)
    wish = _SPEC.fullmatch(spec)
    if wish is None:
        raise ValueError(f"a number is written as .2f, ,.0f or .0%, not as {spec!r}")
    digits = int(wish["digits"] or 0)
    if wish["kind"] == "%":
        return fine_percent(value) if digits else percent(value)
    if not wish["digits"]:
        return whole(value) if isinstance(value, Integral) else short(value)
    return change(value, digits) if wish["sign"] else signed(value, digits)


class NumbersFormatter(Formatter):
    """`str.format` for texts with fields, whose numbers come out as everywhere else."""

    def format_field(self, value: Any, format_spec: str) -> str:
        """Write one field."""
        return written(value, format_spec)


def _scaled(value: float, steps: tuple[tuple[float, str], ...]) -> tuple[str, str]:
    """Return a number with three significant digits in the unit that suits it, and the unit."""
    if not math.isfinite(value):
        return _NONE, ""
    # What rounds up to a thousand takes the next unit: "1 k", never "1,000"; nothing is in the base unit.
    fitting = (each for each in steps if abs(value) >= each[0] * 0.9995)
    step, unit = next(fitting, steps[-1]) if value else next(each for each in steps if each[0] == 1)
    return _plain(value / step, 3), unit


def _plain(value: float, significant: int) -> str:
    """Write a number rounded to significant digits, 0 for all before the point, never with an exponent."""
    if not math.isfinite(value):
        return _NONE
    rounded = Decimal(f"{value:.{significant}g}" if significant else f"{value:.0f}")
    text = f"{rounded:,f}"
    return _with_minus(text.rstrip("0").rstrip(".") if "." in text else text) if rounded else "0"


def _with_minus(text: str) -> str:
    return text.replace("-", "−")

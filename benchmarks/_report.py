"""Two things measured in turn, and the one table that says what was found.

A busy machine slows both sides, so sides are measured A B A B ... and compared pair by pair; absolute times
are given as median and range. What is measured is in the scripts beside this one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal


def in_turn(rounds: int, *measures: Callable[[], float]) -> list[list[float]]:
    """Call each measure once a round and return the values of each, ``rounds`` long and paired by position."""
    values: list[list[float]] = [[] for _ in measures]
    for _ in range(rounds):
        for measure, found in zip(measures, values, strict=True):
            found.append(measure())
    return values


def ratios(ours: Sequence[float], other: Sequence[float]) -> list[float]:
    """Return ours / other of each pair."""
    return [a / b for a, b in zip(ours, other, strict=True)]


def spread(values: Sequence[float], unit: str = "", *, digits: int = 2) -> str:
    """Return "median (smallest to largest) unit"."""
    low, middle, high = (f"{value:.{digits}f}" for value in (min(values), median(values), max(values)))
    return f"{middle} ({low} to {high}) {unit}".rstrip()


@dataclass(frozen=True)
class Line:
    """One line of the table: a name, what was found on each side, and the target it is held to."""

    what: str
    ours: str
    other: str
    target: str
    verdict: str


def held_to(
    what: str, value: float, sign: Literal["<=", ">="], target: float, *, shown: str = "", other: str = ""
) -> Line:
    """Return the line of a figure that has a target; ``shown`` is how the figure is written."""
    reached = value <= target if sign == "<=" else value >= target
    return Line(what, shown or f"{value:.3g}", other, f"{sign} {target:g}", "reached" if reached else "not reached")


def note(what: str, ours: str, other: str = "") -> Line:
    """Return a line without a target."""
    return Line(what, ours, other, "", "")


def print_table(title: str, peer: str, lines: Sequence[Line]) -> None:
    """Print the lines as a Markdown table under a title; ``peer`` names the other side."""
    rows: list[tuple[str, ...]] = [("measured", "EmbedLab", peer, "target", "")]
    rows += [(line.what, line.ours, line.other, line.target, line.verdict) for line in lines]
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    rows.insert(1, tuple("-" * width for width in widths))
    print(f"\n{title}\n")
    for row in rows:
        print("| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |")
    print(flush=True)

"""How tests read what a figure shows."""

import re
from typing import Any

import plotly.graph_objects as go

INK = re.compile(r"</?span[^>]*>")


def trace(drawn: go.Figure, name: str) -> Any:
    """The first trace of that name."""
    return next(each for each in drawn.data if each.name == name)


def in_cells(cells: Any) -> list[list[str]]:
    """The numbers in the cells of a heatmap, without their inks."""
    return [[INK.sub("", text) for text in row] for row in cells.text]


def texts(drawn: go.Figure) -> list[str]:
    """What stands in the figure beside its marks."""
    return [note.text for note in drawn.layout.annotations]


def alternative(drawn: go.Figure) -> str:
    """The text alternative."""
    return str(drawn.layout.meta["alt"])

"""Every figure by name, each with an example, so that what all figures have in common is tested on all of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import plotly.graph_objects as go

Example = Callable[[str], dict[str, Any]]
"""Arguments of a drawing, made from a text that stands wherever a visitor's text can.

Rows are lists or arrays and what is named is a dict; a tuple is no sequence of rows. So a test can take all rows away.
"""
Drawing = TypeVar("Drawing", bound=Callable[..., go.Figure])

FOUR_POINTS = [[0.0, 0.0], [0.5, 0.5], [-0.5, 0.25], [0.25, -0.75]]


@dataclass(frozen=True)
class Exhibit:
    """A drawing function and an example of what it draws."""

    draw: Callable[..., go.Figure]
    example: Example

    def drawn(self, text: str) -> go.Figure:
        """Draw the example with this text."""
        return self.draw(**self.example(text))


GALLERY: dict[str, Exhibit] = {}
"""Filled as the modules of figures are imported."""


def in_gallery(example: Example, **variants: Example) -> Callable[[Drawing], Drawing]:
    """Enter a drawing function in the gallery under its name, and under its name and that of each variant."""

    def enter(draw: Drawing) -> Drawing:
        GALLERY[draw.__name__] = Exhibit(draw, example)
        GALLERY.update({f"{draw.__name__}, {name}": Exhibit(draw, each) for name, each in variants.items()})
        return draw

    return enter


def four(text: str) -> list[str]:
    """Return four texts that differ and all hold this one."""
    return [text, *(f"{text}{number}" for number in range(1, 4))]

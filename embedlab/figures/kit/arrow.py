"""An arrow from one point of a plot to another."""

from typing import Any

from embedlab.figures.kit.figure_checks import Numbers
from embedlab.figures.kit.placement import Pixels


def arrow(tail: Numbers | Pixels, head: Numbers | Pixels, colour: str, **look: Any) -> dict[str, Any]:
    """Return an annotation that is an arrow between two points (2,) of the axes; `look` are Plotly's keys."""
    ends = {"x": float(head[0]), "y": float(head[1]), "ax": float(tail[0]), "ay": float(tail[1])}
    return (
        {"text": "", "showarrow": True, "axref": "x", "ayref": "y", "arrowcolor": colour, "arrowhead": 2} | ends | look
    )

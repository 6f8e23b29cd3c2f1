"""What a word's neighbours were after each pass over the text: one line of words an epoch, chance at the top."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab.figures import theme
from embedlab.figures.checks import Numbers, rounded, same_length, signed
from embedlab.figures.colour import ink_on

_ROW, _NAME, _APART = 30, 12, 0.25
_COLOUR = theme.FAMILY_COLOURS["static"]


@dataclass(frozen=True)
class _Chip:
    """One neighbour set in its line, places and widths in characters, rows from the top."""

    text: str
    row: float
    left: float
    width: float
    stays: bool
    told: str


def neighbour_rows(
    probe: str,
    epochs: Sequence[int],
    neighbours: Sequence[Sequence[str]],
    *,
    cosines: Sequence[ArrayLike] | None = None,
    columns: int = 36,
) -> go.Figure:
    """Draw the `neighbours` (E, k) of the word `probe` after each of the `epochs` (E,), nearest first.

    Epoch 0 is the random start. Words of the last epoch are filled wherever they stand, so that it is seen when
    each was found. `cosines` (E of k) stand on hover. A line holds `columns` characters, by default what a
    phone has room for; an epoch whose words need more goes on below.
    """
    same_length(epochs=epochs, neighbours=neighbours)
    if not len(epochs) or not any(len(line) for line in neighbours):
        return theme.empty("No neighbour to show yet.")
    values = None if cosines is None else [rounded(line) for line in cosines]
    chips: list[_Chip] = []
    starts: list[float] = []
    bottom = 0.0
    for row, line in enumerate(neighbours):
        starts.append(bottom)
        block = _block(bottom, line, None if values is None else values[row], set(neighbours[-1]), columns)
        bottom = (block[-1].row if block else bottom) + 1 + _APART
        chips += block
    lowest = bottom - 1 - _APART
    return theme.figure(
        [_boxes(chips), *_texts(chips)],
        round((lowest + 1) * _ROW) + 56,
        _alt(probe, epochs, neighbours),
        barmode="overlay",
        xaxis={"visible": False, "range": [-0.2, columns + 0.2], "fixedrange": True},
        yaxis={
            "range": [lowest + 0.55, -0.55],
            "tickvals": starts,
            "ticktext": [_name(epoch) for epoch in epochs],
            "tickfont": {"size": 12},
            "showgrid": False,
            "zeroline": False,
            "ticks": "",
            "fixedrange": True,
            "automargin": True,
        },
        annotations=[_caption(probe)],
        margin={"l": 8, "r": 8, "t": 44, "b": 12, "pad": 6},
    )


def _block(start: float, words: Sequence[str], cosines: Numbers | None, last: set[str], columns: int) -> list[_Chip]:
    """Set the words of one epoch from the line `start` on, as many lines as they need."""
    if cosines is not None:
        same_length(neighbours=words, cosines=cosines)
    chips: list[_Chip] = []
    row, left = start, 0.0
    for place, word in enumerate(words):
        text = theme.shorten(word, _NAME) or "·"
        width = max(len(text) + 1.4, 3.0)
        if left > 0 and left + width > columns:
            row, left = row + 1, 0.0
        told = theme.label(word, 40)
        told += "" if cosines is None else f"<br>cosine <b>{signed(float(cosines[place]))}</b>"
        chips.append(_Chip(text, row, left, width, word in last, told))
        left += width + 0.7
    return chips


def _boxes(chips: Sequence[_Chip]) -> dict[str, Any]:
    return {
        "type": "bar",
        "x": rounded([chip.left + chip.width / 2 for chip in chips]),
        "width": rounded([chip.width for chip in chips]),
        "base": rounded([chip.row - 0.38 for chip in chips]),
        "y": rounded([0.76] * len(chips)),
        "marker": {
            "color": [_COLOUR if chip.stays else theme.WASH for chip in chips],
            "line": {"width": 0},
            "cornerradius": 3,
        },
        "hovertext": [chip.told for chip in chips],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "name": "neighbours",
    }


def _texts(chips: Sequence[_Chip]) -> list[dict[str, Any]]:
    fonts: tuple[tuple[bool, dict[str, str]], ...] = ((True, {"color": ink_on(_COLOUR)}), (False, {}))
    return [
        {
            "type": "scatter",
            "mode": "text",
            "x": rounded([chip.left + chip.width / 2 for chip in chips if chip.stays is stays]),
            "y": [chip.row for chip in chips if chip.stays is stays],
            "text": [theme.plain(chip.text) for chip in chips if chip.stays is stays],
            "textfont": {"family": theme.MONO, "size": 12} | font,
            "hoverinfo": "skip",
            "name": "words",
        }
        for stays, font in fonts
    ]


def _name(epoch: int) -> str:
    return "random start" if epoch == 0 else f"epoch {epoch}"


def _caption(probe: str) -> dict[str, Any]:
    above = {"x": 0, "xref": "paper", "xanchor": "left", "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 8}
    key = f"<span style='color:{_COLOUR}'>■</span>"
    return theme.note(
        f"nearest to <b>{theme.label(probe, 24)}</b>, first the nearest   {key} in the last epoch", **above
    )


def _alt(probe: str, epochs: Sequence[int], neighbours: Sequence[Sequence[str]]) -> str:
    told = []
    for place in dict.fromkeys((0, len(epochs) // 2, len(epochs) - 1)):
        words = ", ".join(theme.shorten(word, 24) for word in neighbours[place][:6])
        told.append(f"{_name(epochs[place])}: {words or 'none'}")
    kept = len(set(neighbours[0]) & set(neighbours[-1]))
    return (
        f"Nearest words of {theme.shorten(probe, 40)} over {len(epochs)} epochs. {'; '.join(told)}. "
        f"{kept} of the last {len(neighbours[-1])} were there at the start."
    )

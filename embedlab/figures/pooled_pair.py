"""Two texts as tokens, each pooled to one vector, and between the two vectors the one number that compares them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab import palette
from embedlab.figures.kit import notes, theme, traces
from embedlab.figures.kit.axis_parts import hidden_axis
from embedlab.figures.kit.cells import cell_trace, reach_of
from embedlab.figures.kit.chip_lines import Chip, lay_out
from embedlab.figures.kit.figure_checks import Numbers, rounded, same_length
from embedlab.figures.kit.gallery import four, in_gallery
from embedlab.figures.kit.labels import label, plain, shorten
from embedlab.figures.kit.pair_scale import pair_scale
from embedlab.numbers_text import between, counted, percent, signed, signed_or

_COLUMNS, _LINES, _CELLS = 46, 3, 32
"""Characters of a line, so that it fits a phone; lines of a text and numbers of a vector that are drawn."""
_LINE, _CHIP, _BANDS, _STRIP, _NUMBER = 28.0, 24.0, 38.0, 16.0, 82.0
"""Pixels: a line of tokens, a chip in it, the bands below, a vector, and the room of the number between the vectors."""
_LEFT, _RIGHT = 12.0, 34.0
"""Ends of a vector, in characters."""


@dataclass(frozen=True)
class _Side:
    """One text, set in lines: heights are in pixels from the top of the figure.

    `down` is 1 when the vector stands below its tokens and -1 when it stands above; `far` is the edge of the tokens
    away from the vector.
    """

    name: str
    tokens: Sequence[str]
    shares: Numbers
    vector: Numbers
    chips: Sequence[Chip]
    down: int
    far: float

    @property
    def lines(self) -> int:
        return self.chips[-1].row + 1

    @property
    def near(self) -> float:
        """The edge of the tokens towards the vector."""
        return self.far + self.down * self.lines * _LINE

    @property
    def strip(self) -> tuple[float, float]:
        """The edges of the vector: towards its tokens, and towards the number."""
        edge = self.near + self.down * _BANDS
        return edge, edge + self.down * _STRIP

    def foot(self, chip: Chip) -> float:
        """The upper edge of a chip in pixels."""
        first = self.far if self.down > 0 else self.near
        return first + chip.row * _LINE + (_LINE - _CHIP) / 2


@in_gallery(lambda text: {
    "tokens": four(text), "shares": [0.25] * 4, "vector": [0.1, -0.2, 0.3], "other_tokens": four(text)[:3],
    "other_shares": [0, 0.5, 0.5], "other_vector": [0.1, 0.2, 0.3], "cosine": 0.5, "how": text, "special": {0},
    "other_special": {0}, "landmarks": {text: 0.1, f"a {text}": 0.6},
})  # fmt: skip
def pooled_pair(
    tokens: Sequence[str],
    shares: ArrayLike,
    vector: ArrayLike,
    other_tokens: Sequence[str],
    other_shares: ArrayLike,
    other_vector: ArrayLike,
    cosine: float,
    *,
    how: str,
    special: Collection[int] = (),
    other_special: Collection[int] = (),
    landmarks: Mapping[str, float] | None = None,
    colour: str = palette.FAMILY_COLOURS["dense"],
) -> go.Figure:
    """Draw two texts A and B as chips, a band from each token to its vector, and between the vectors their `cosine`.

    `shares` (T,) that sum to 1 say how much of a vector (d,) a token makes: so much of its width its band reaches.
    `how` names the pooling. The first 32 numbers of each vector are drawn, coloured over one symmetric range, the
    largest magnitude rounded up. `landmarks` are cosines, -1 to 1, that the number is to be compared with, at most
    two, by name. Of a long text three lines of tokens are drawn and the rest is counted.
    """
    cells = [rounded(each) for each in (vector, other_vector)]
    parts = [rounded(each) for each in (shares, other_shares)]
    same_length(tokens=tokens, shares=parts[0])
    same_length(other_tokens=other_tokens, other_shares=parts[1])
    same_length(vector=cells[0], other_vector=cells[1])
    if not len(tokens) or not len(other_tokens) or not cells[0].size:
        return theme.empty("No two texts to compare yet.")
    one = _Side("A", tokens, parts[0], cells[0], _drawn(tokens, special, parts[0]), 1, 0.0)
    chips = _drawn(other_tokens, other_special, parts[1])
    height = one.strip[1] + _NUMBER + _STRIP + _BANDS + (chips[-1].row + 1) * _LINE
    sides = (one, _Side("B", other_tokens, parts[1], cells[1], chips, -1, height))
    extent = reach_of(np.concatenate([each[:_CELLS] for each in cells]), None)
    middle = one.strip[1] + _NUMBER / 2
    scale, ruler = pair_scale(cosine, landmarks or {}, (36.0, 44.0), middle, colour)
    return theme.figure(
        [trace for side in sides for trace in _traces(side, extent, colour)] + scale,
        round(height),
        _alt(sides, cosine, how, landmarks or {}),
        barmode="overlay",
        xaxis=hidden_axis(-2.6, _COLUMNS + 1.6),
        yaxis=hidden_axis(height, 0),
        annotations=[
            *(each for side in sides for each in _names(side)),
            *_number(cosine, middle, colour),
            *ruler,
        ],
        margin={"l": 4, "r": 4, "t": 4, "b": 4, "pad": 0},
    )


def _drawn(tokens: Sequence[str], special: Collection[int], shares: Numbers) -> list[Chip]:
    greyed = {*special, *np.flatnonzero(shares <= 0).tolist()}
    chips = [chip for chip in lay_out(tokens, greyed, _COLUMNS) if chip.row < _LINES]
    ends = {chip.row: chip.left + chip.width for chip in chips}
    # Centred over the vector, so that text and vector are one shape.
    return [replace(chip, left=chip.left + (_COLUMNS - ends[chip.row]) / 2) for chip in chips]


def _traces(side: _Side, extent: tuple[float, float], colour: str) -> list[dict[str, Any]]:
    edges = sorted(side.strip)
    shown = side.vector[:_CELLS]
    ends = np.linspace(_LEFT, _RIGHT, len(shown) + 1).round(3).tolist()
    look = {"showscale": False, "xgap": 1} | traces.SILENT
    strip = cell_trace(f"vector of {side.name}", shown[None], extent, x=ends, y=edges, **look)
    return [_bands(side, colour), *_rest(side), _boxes(side), *_words(side), strip]


def _ends(side: _Side) -> Numbers:
    """(T + 1,) where the shares of the tokens part the vector's width."""
    return rounded(_LEFT + np.concatenate([[0.0], np.cumsum(side.shares)]) * (_RIGHT - _LEFT))


def _bands(side: _Side, colour: str) -> dict[str, Any]:
    """One outline for each token, parted by None: from its chip to its share of the vector's width."""
    ends = _ends(side)
    # Bands of several lines cross: thinner ones let each be followed.
    half = 0.5 if side.lines == 1 else 0.25
    x: list[float | None] = []
    y: list[float | None] = []
    for place, chip in enumerate(side.chips):
        if side.shares[place] > 0:
            gap = min(0.08, float(ends[place + 1] - ends[place]) / 4)
            top = (chip.middle - half * chip.width, chip.middle + half * chip.width)
            x += [round(float(each), 2) for each in (*top, ends[place + 1] - gap, ends[place] + gap)] + [None]
            y += [side.near, side.near, side.strip[0], side.strip[0], None]
    return _outline(f"bands of {side.name}", x, y, palette.see_through(colour, 0.42))


def _rest(side: _Side) -> list[dict[str, Any]]:
    """What the tokens that are not drawn make of the vector, as one grey band."""
    if len(side.chips) == len(side.tokens):
        return []
    ends = _ends(side)
    x = [_COLUMNS - 2.0, float(_COLUMNS), float(ends[-1]), float(ends[len(side.chips)])]
    return [_outline(f"rest of {side.name}", x, [side.near, side.near, side.strip[0], side.strip[0]], palette.WASH)]


def _outline(name: str, x: Sequence[float | None], y: Sequence[float | None], fill: str) -> dict[str, Any]:
    filled = {"mode": "lines", "fill": "toself", "fillcolor": fill, "line": {"width": 0}}
    return {"type": "scatter", "name": name, "x": list(x), "y": list(y)} | filled | traces.SILENT


def _boxes(side: _Side) -> dict[str, Any]:
    return {
        "type": "bar",
        "name": f"tokens of {side.name}",
        "x": rounded([chip.middle for chip in side.chips]),
        "width": rounded([chip.width for chip in side.chips]),
        "base": [side.foot(chip) for chip in side.chips],
        "y": [_CHIP] * len(side.chips),
        "marker": {"color": palette.WASH, "line": {"width": 0}, "cornerradius": 3},
        "customdata": [percent(share) for share in side.shares[: len(side.chips)]],
        "hovertext": [label(token, 40) for token in side.tokens[: len(side.chips)]],
        "hovertemplate": traces.hover("%{hovertext}", "<b>%{customdata}</b> of the vector"),
    }


def _words(side: _Side) -> list[dict[str, Any]]:
    inks: tuple[tuple[bool, dict[str, str]], ...] = ((False, {}), (True, {"color": palette.NEUTRAL}))
    return [
        traces.words(
            f"words of {side.name}",
            rounded([chip.middle for chip in side.chips if chip.special is grey]),
            [side.foot(chip) + _CHIP / 2 for chip in side.chips if chip.special is grey],
            [plain(chip.text) for chip in side.chips if chip.special is grey],
            notes.NUMBERS | ink,
        )
        for grey, ink in inks
    ]


def _names(side: _Side) -> list[dict[str, Any]]:
    """Which text it is, what its vector is, and how many tokens are not drawn."""
    middle = sum(side.strip) / 2
    line = (side.far + side.near) / 2
    rest = len(side.tokens) - len(side.chips)
    told = [] if not rest else [
        notes.note(f"+ {counted(rest, 'token')}", x=_LEFT - 0.5, xanchor="right", y=middle + side.down * 18)
    ]  # fmt: skip
    return [
        notes.note(f"<b>{side.name}</b>", x=-2.4, xanchor="left", y=line, font={"size": 14}),
        notes.note(f"vector of {side.name}", x=_LEFT - 0.5, xanchor="right", y=middle),
        notes.note(counted(len(side.vector), "number"), x=_RIGHT + 0.5, xanchor="left", y=middle),
        *told,
    ]


def _number(cosine: float, middle: float, colour: str) -> list[dict[str, Any]]:
    centre = (_LEFT + _RIGHT) / 2
    large = {"family": notes.MONO, "size": 38, "color": colour}
    caption = f"<b>cosine</b><br>{between((-1, 1), lambda end: signed(end, 0))}"
    return [
        notes.note(f"<b>{signed_or(cosine)}</b>", x=centre, y=middle, font=large),
        notes.note(caption, x=13.6, xanchor="right", y=middle, align="right"),
        *(
            notes.note("│", x=centre, y=middle + side * (_NUMBER / 2 - 8), font={"size": 12, "color": palette.NEUTRAL})
            for side in (-1, 1)
        ),
    ]


def _alt(sides: Sequence[_Side], cosine: float, how: str, landmarks: Mapping[str, float]) -> str:
    read = " and ".join(
        f"text {side.name} of {counted(len(side.tokens), 'token')} ("
        + " ".join(shorten(token, 20) for token in side.tokens[:12])
        + (" …)" if len(side.tokens) > 12 else ")")
        for side in sides
    )
    near = "".join(f" {name} {signed(value)}." for name, value in landmarks.items())
    return (
        f"{read}, each pooled to one vector of {counted(len(sides[0].vector), 'number')}: {how}. "
        f"The cosine of the two vectors is {signed_or(cosine)}, range −1 to 1.{near}"
    )

"""Attention as text: a sentence's tokens as chips in reading order, a bar over each for what it receives."""

import re
from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab import palette
from embedlab.figures.kit import notes, theme, traces
from embedlab.figures.kit.axis_parts import hidden_axis
from embedlab.figures.kit.chip_lines import Chip, lay_out
from embedlab.figures.kit.colour import ink_on
from embedlab.figures.kit.figure_checks import Numbers, rounded, same_length
from embedlab.figures.kit.gallery import four, in_gallery
from embedlab.figures.kit.labels import label, plain, shorten
from embedlab.numbers_text import percent

_SPECIAL = re.compile(r"^(\[[A-Z]+\d*\]|<[^<>\s]*>)$")
_STEPS = (0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0)
_CHIP, _FLOOR, _CEILING = 0.36, 0.42, 0.82
"""In lines, from the foot of each: the top of a chip, and where bars start and end at most."""
_COLOUR = palette.FAMILY_COLOURS["contextual"]


@in_gallery(lambda text: {"tokens": four(text), "weights": [0.4, 0.3, 0.2, 0.1], "target": {0}, "name": text})
def attention_strip(
    tokens: Sequence[str],
    weights: ArrayLike,
    target: Collection[int],
    *,
    special: Collection[int] | None = None,
    extent: float | None = None,
    columns: int = 46,
    name: str = "attention",
) -> go.Figure:
    """Draw how much the target attends to each token: chips in reading order, a bar over each.

    `weights` (T,) are shares of the target's attention, 0..1, summing to 1. `target` are the token rows that
    look, filled; `special` tokens are greyed (by default those written [LIKE] or <like> this); a token that
    starts with "##" is joined to the one before. A full bar is `extent`, by default the first of 2, 5, 10, 20,
    30, 50 and 100 % that holds every token but the special ones, and printed; a longer bar stops there with its
    number on it. Lines break after `columns` characters. A weight is no proof of influence on the result (Jain
    and Wallace 2019).
    """
    shares = np.nan_to_num(rounded(weights))
    same_length(tokens=tokens, weights=shares)
    if not len(tokens):
        return theme.empty("No token to look at yet.")
    greyed = set(special) if special is not None else {i for i, text in enumerate(tokens) if _SPECIAL.match(text)}
    full = extent or _full_bar(shares, greyed)
    chips = lay_out(tokens, greyed, columns)
    lines = chips[-1].row + 1
    return theme.figure(
        [
            _chip_trace(chips, target),
            _bar_trace(chips, tokens, shares, full, name),
            *_text_traces(chips, target),
            _number_trace(chips, shares, full),
        ],
        lines * (72 if lines <= 6 else 54) + 40,  # pixels; a long text stays on one screen
        _alt(tokens, shares, target, greyed, name),
        barmode="overlay",
        xaxis=hidden_axis(-0.3, columns + 0.3),
        yaxis=hidden_axis(lines, 0),
        annotations=[notes.above(f"a full bar is {percent(full)} of the {plain(name)}", shift=6)],
        margin={"l": 8, "r": 8, "t": 28, "b": 8, "pad": 0},
    )


def _full_bar(shares: Numbers, greyed: Collection[int]) -> float:
    ordinary = [float(share) for index, share in enumerate(shares) if index not in greyed] or [float(shares.max())]
    # Rounding must not push a share of exactly 10 % to the next step.
    return next((step for step in _STEPS if step >= max(ordinary) - 1e-6), 1.0)


def _heights(shares: Numbers, full: float) -> Numbers:
    return np.asarray(np.minimum(shares / full, 1) * (_CEILING - _FLOOR), dtype=np.float32)


def _boxes(name: str, chips: Sequence[Chip], foot: float, y: Numbers, colours: Sequence[str]) -> dict[str, Any]:
    return {
        "type": "bar",
        "name": name,
        "x": rounded([chip.middle for chip in chips]),
        "width": rounded([chip.width for chip in chips]),
        # A list: `base` is the one attribute of bars that Plotly does not promise to read from a typed array.
        "base": rounded([chip.row + 1 - foot for chip in chips]).tolist(),
        "y": y,
        "marker": {"color": colours, "line": {"width": 0}},
    }


def _chip_trace(chips: Sequence[Chip], target: Collection[int]) -> dict[str, Any]:
    colours = [_COLOUR if index in target else palette.WASH for index in range(len(chips))]
    return _boxes("tokens", chips, _CHIP, rounded([_CHIP - 0.02] * len(chips)), colours) | traces.SILENT


def _bar_trace(chips: Sequence[Chip], tokens: Sequence[str], shares: Numbers, full: float, name: str) -> dict[str, Any]:
    colours = [palette.NEUTRAL if chip.special else _COLOUR for chip in chips]
    return _boxes(plain(name), chips, _FLOOR, rounded(-_heights(shares, full)), colours) | {
        "customdata": [percent(share) for share in shares],
        "hovertext": [label(token, 40) for token in tokens],
        "hovertemplate": traces.hover("%{hovertext}", f"{plain(name)} <b>%{{customdata}}</b>"),
    }


def _text_traces(chips: Sequence[Chip], target: Collection[int]) -> list[dict[str, Any]]:
    looking = [chip for index, chip in enumerate(chips) if index in target]
    special = [chip for index, chip in enumerate(chips) if index not in target and chip.special]
    others = [chip for index, chip in enumerate(chips) if index not in target and not chip.special]
    inks: tuple[dict[str, str], ...] = ({}, {"color": palette.NEUTRAL}, {"color": ink_on(_COLOUR)})
    return [_texts(*each) for each in zip((others, special, looking), inks, strict=True)]


def _texts(chips: Sequence[Chip], ink: dict[str, str]) -> dict[str, Any]:
    x, y = rounded([chip.middle for chip in chips]), rounded([chip.row + 1 - _CHIP / 2 for chip in chips])
    return traces.words("token texts", x, y, [plain(chip.text) for chip in chips], notes.NUMBERS | ink)


def _number_trace(chips: Sequence[Chip], shares: Numbers, full: float) -> dict[str, Any]:
    ordinary = [index for index, chip in enumerate(chips) if not chip.special and shares[index] >= 0.005]
    told = sorted(ordinary, key=lambda index: -float(shares[index]))[:5]
    beyond = [index for index in range(len(chips)) if shares[index] > full + 1e-6]
    told += [index for index in beyond if index not in told]
    heights = _heights(shares, full)
    return traces.words(
        "numbers",
        rounded([chips[index].middle for index in told]),
        rounded([chips[index].row + 1 - _FLOOR - heights[index] for index in told]),
        [percent(shares[index]) + (" ↑" if index in beyond else "") for index in told],
        notes.DIGITS,
        textposition="top center",
        cliponaxis=False,
    )


def _alt(tokens: Sequence[str], shares: Numbers, target: Collection[int], greyed: Collection[int], name: str) -> str:
    looking = " ".join(shorten(tokens[index], 30) for index in sorted(target) if 0 <= index < len(tokens))
    order = sorted((i for i in range(len(tokens)) if i not in greyed), key=lambda i: -float(shares[i]))[:5]
    most = ", ".join(f"{shorten(tokens[index], 30)} {percent(shares[index])}" for index in order)
    apart = percent(sum(float(shares[index]) for index in greyed if index < len(shares)))
    return f"Share of {name} from {looking or 'the target'} to each token: {most}; special tokens together {apart}."

"""Attention as text: a sentence's tokens as chips in reading order, a bar over each for what it receives."""

import re
from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab.figures.kit import theme
from embedlab.figures.kit.chip_lines import Chip, lay_out
from embedlab.figures.kit.colour import ink_on
from embedlab.figures.kit.figure_checks import Numbers, percent, rounded, same_length

_SPECIAL = re.compile(r"^(\[[A-Z]+\d*\]|<[^<>\s]*>)$")
_STEPS = (0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0)
_CHIP, _FLOOR, _CEILING = 0.36, 0.42, 0.82


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
    rows = chips[-1].row + 1
    return theme.figure(
        [
            _chip_trace(chips, target),
            _bar_trace(chips, tokens, shares, full, name),
            *_text_traces(chips, target),
            _number_trace(chips, shares, full),
        ],
        rows * (72 if rows <= 6 else 54) + 40,
        _alt(tokens, shares, target, greyed, name),
        barmode="overlay",
        xaxis={"visible": False, "range": [-0.3, columns + 0.3], "fixedrange": True},
        yaxis={"visible": False, "range": [rows, 0], "fixedrange": True},
        annotations=[_scale_note(full, name)],
        margin={"l": 8, "r": 8, "t": 28, "b": 8, "pad": 0},
    )


def _full_bar(shares: Numbers, greyed: Collection[int]) -> float:
    plain = [float(share) for index, share in enumerate(shares) if index not in greyed] or [float(shares.max())]
    return next((step for step in _STEPS if step >= max(plain) - 1e-6), 1.0)


def _box(chips: Sequence[Chip]) -> dict[str, Any]:
    return {
        "type": "bar",
        "x": rounded([chip.middle for chip in chips]),
        "width": rounded([chip.width for chip in chips]),
    }


def _chip_trace(chips: Sequence[Chip], target: Collection[int]) -> dict[str, Any]:
    colour = theme.FAMILY_COLOURS["contextual"]
    return _box(chips) | {
        "base": rounded([chip.row + 1 - _CHIP for chip in chips]),
        "y": rounded([_CHIP - 0.02] * len(chips)),
        "marker": {
            "color": [colour if i in target else theme.WASH for i in range(len(chips))],
            "line": {"width": 0},
        },
        "hoverinfo": "skip",
        "name": "tokens",
    }


def _bar_trace(chips: Sequence[Chip], tokens: Sequence[str], shares: Numbers, full: float, name: str) -> dict[str, Any]:
    heights = np.minimum(shares / full, 1) * (_CEILING - _FLOOR)
    colour = theme.FAMILY_COLOURS["contextual"]
    return _box(chips) | {
        "base": rounded([chip.row + 1 - _FLOOR for chip in chips]),
        "y": rounded(-heights),
        "customdata": rounded(shares),
        "hovertext": [theme.label(token, 40) for token in tokens],
        "name": theme.plain(name),
        "hovertemplate": f"%{{hovertext}}<br>{theme.plain(name)} <b>%{{customdata:.1%}}</b><extra></extra>",
        "marker": {
            "color": [theme.NEUTRAL if chip.special else colour for chip in chips],
            "line": {"width": 0},
        },
    }


def _text_traces(chips: Sequence[Chip], target: Collection[int]) -> list[dict[str, Any]]:
    looking = [chip for index, chip in enumerate(chips) if index in target]
    special = [chip for index, chip in enumerate(chips) if index not in target and chip.special]
    others = [chip for index, chip in enumerate(chips) if index not in target and not chip.special]
    ink = ink_on(theme.FAMILY_COLOURS["contextual"])
    return [_texts(others, {}), _texts(special, {"color": theme.NEUTRAL}), _texts(looking, {"color": ink})]


def _texts(chips: Sequence[Chip], font: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "text",
        "x": rounded([chip.middle for chip in chips]),
        "hoverinfo": "skip",
        "y": rounded([chip.row + 1 - _CHIP / 2 for chip in chips]),
        "text": [theme.plain(chip.text) for chip in chips],
        "textfont": {"family": theme.MONO, "size": 12} | font,
        "name": "token texts",
    }


def _number_trace(chips: Sequence[Chip], shares: Numbers, full: float) -> dict[str, Any]:
    ordinary = [index for index, chip in enumerate(chips) if not chip.special and shares[index] >= 0.005]
    told = sorted(ordinary, key=lambda index: -float(shares[index]))[:5]
    beyond = [index for index in range(len(chips)) if shares[index] > full + 1e-6]
    told += [index for index in beyond if index not in told]
    heights = np.minimum(shares / full, 1) * (_CEILING - _FLOOR)
    return {
        "type": "scatter",
        "mode": "text",
        "x": rounded([chips[index].middle for index in told]),
        "y": rounded([chips[index].row + 1 - _FLOOR - heights[index] for index in told]),
        "textposition": "top center",
        "text": [percent(float(shares[index])) + (" ↑" if index in beyond else "") for index in told],
        "hoverinfo": "skip",
        "name": "numbers",
        "textfont": {"family": theme.MONO, "size": 11},
        "cliponaxis": False,
    }


def _scale_note(full: float, name: str) -> dict[str, Any]:
    above = {"x": 0, "y": 1, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom", "yshift": 6}
    return theme.note(f"a full bar is {percent(full)} of the {theme.plain(name)}", **above)


def _alt(tokens: Sequence[str], shares: Numbers, target: Collection[int], greyed: Collection[int], name: str) -> str:
    looking = " ".join(theme.shorten(tokens[index], 30) for index in sorted(target) if 0 <= index < len(tokens))
    order = sorted((i for i in range(len(tokens)) if i not in greyed), key=lambda i: -float(shares[i]))[:5]
    most = ", ".join(f"{theme.shorten(tokens[index], 30)} {percent(float(shares[index]))}" for index in order)
    apart = percent(float(sum(shares[index] for index in greyed if index < len(shares))))
    return f"Share of {name} from {looking or 'the target'} to each token: {most}; special tokens together {apart}."

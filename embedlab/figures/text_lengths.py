"""How long the texts of a collection are: a bar for each doubling of their words, since lengths differ by hundreds."""

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedlab import palette
from embedlab.figures.kit import theme
from embedlab.figures.kit.axis_parts import axis_title
from embedlab.figures.kit.gallery import in_gallery
from embedlab.numbers_text import counted, percent, whole

_HEIGHT = 190
_LAST = 17
"""The last bar begins at so many doublings, 65,536 words; what is longer stands in it."""


@in_gallery(lambda _: {"words": [1, 2, 3, 5, 9, 200, 1_000]})
def text_lengths(words: ArrayLike) -> go.Figure:
    """Draw how many of n texts have 1, 2 to 3, 4 to 7, ... words, `words` (n,) whole numbers of 0 or more."""
    sizes = np.asarray(words, dtype=np.int64)
    if not sizes.size:
        return theme.empty("No text to measure yet.", _HEIGHT)
    doublings = np.minimum(np.floor(np.log2(np.maximum(sizes, 1))).astype(np.int64), _LAST - 1)
    first, last = int(doublings.min()), int(doublings.max())
    counts = np.bincount(doublings, minlength=last + 1)[first:]
    names = [_span(place) for place in range(first, last + 1)]
    shares = zip(names, counts / sizes.size, strict=True)
    told = "; ".join(f"{name} {'word' if name == '1' else 'words'} {percent(share)}" for name, share in shares)
    bars = go.Bar(
        x=names,
        y=counts,
        marker={"color": palette.NEUTRAL},
        customdata=[counted(int(count), "text") for count in counts],
        hovertemplate="%{x} words: %{customdata}<extra></extra>",
    )
    return theme.figure(
        [bars],
        _HEIGHT,
        f"Length of {counted(sizes.size, 'text')}, median {whole(np.median(sizes))} words: {told}.",
        bargap=0.12,
        xaxis={"type": "category", "title": axis_title("words in a text"), "tickangle": -45, "fixedrange": True},
        yaxis={"visible": False, "fixedrange": True},
        margin={"l": 8, "r": 8, "t": 8, "b": 78, "pad": 0},
    )


def _span(doubling: int) -> str:
    low, high = 2**doubling, 2 ** (doubling + 1) - 1
    if doubling == _LAST - 1:
        return f"{whole(low)}+"
    return whole(low) if low == high else f"{whole(low)}–{whole(high)}"

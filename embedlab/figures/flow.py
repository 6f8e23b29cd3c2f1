"""Where a sparse score comes from: query words, the terms they become, and the document words that hold them.

Drawn as bands as wide as what they carry, in plain filled lines, so that it needs no WebGL and reads on both
themes. Where things stand is worked out in `flow_layout.py`.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from embedlab import palette
from embedlab.figures.kit import notes, theme, traces
from embedlab.figures.kit.axis_parts import hidden_axis
from embedlab.figures.kit.flow_layout import Band, Flow, Link, Node, lay_out
from embedlab.figures.kit.gallery import in_gallery
from embedlab.figures.kit.labels import label, shorten
from embedlab.numbers_text import signed

_TOP, _BOTTOM = 64, 16
_CURVE = np.linspace(0, 1, 13)
_EASE = _CURVE**2 * (3 - 2 * _CURVE)
"""The smoothstep: level at both ends, so that a band leaves and reaches its words without a kink."""


@in_gallery(lambda text: {
    "query_words": [text], "expansion_terms": [], "doc_words": [text],
    "query_links": [(text, f"a{text}", 0.5), (text, f"b{text}", 0.25)],
    "doc_links": [(f"a{text}", f"c{text}", 0.5), (f"b{text}", text, 0.25)], "total": 0.75,
})  # fmt: skip
def term_flow(
    query_words: Sequence[str],
    expansion_terms: Sequence[str],
    doc_words: Sequence[str],
    query_links: Sequence[Link],
    doc_links: Sequence[Link],
    total: float,
    *,
    expands: bool = True,
) -> go.Figure:
    """Draw a score as a flow from query words through terms to document words.

    `query_links` are (query word, term, product) and `doc_links` (term, document word, product): the product of
    the two weights of a shared term, on both sides, each summing to `total`; what does not is said. All names in
    the order of reading. Beyond ten terms the smallest are one. Products that are not above 0 are left out. A term
    that both texts contain is drawn apart from one that the model added; `expands` False names no such difference.
    """
    flow = lay_out(query_words, expansion_terms, doc_words, query_links, doc_links)
    if not flow.bands:
        return theme.empty("The query and the document share no term: the score is 0.")
    said = {word.casefold() for word in query_words} & {word.casefold() for word in doc_words}
    own = {node.name for node in flow.nodes if node.column == 1 and node.name.casefold() in said}
    heads = (("query", 0, "right", -8), ("terms", 1, "center", 0), ("document", 2, "left", 8))
    return theme.figure(
        [*(_band(band, band.term in own) for band in flow.bands), _blocks(flow.nodes, own)],
        round(flow.height) + _TOP + _BOTTOM,
        _alt(flow, own, total),
        xaxis=hidden_axis(-0.02, 2.02),
        yaxis=hidden_axis(flow.height, 0),
        annotations=[
            *(notes.over(f"<b>{text}</b>", x, shift=6, xanchor=side, xshift=by) for text, x, side, by in heads),
            *(_name(node) for node in flow.nodes),
            notes.above(_told_sum(flow, total), shift=28, xshift=-84),
            *(_key(flow, own) if expands else []),
        ],
        margin={"l": 92, "r": 92, "t": _TOP, "b": _BOTTOM, "pad": 0},
    )


def _colour(said: bool) -> str:
    return palette.NEUTRAL if said else palette.FAMILY_COLOURS["sparse"]


def _band(band: Band, said: bool) -> dict[str, Any]:
    across = band.column + 0.02 + _CURVE * 0.96
    upper = band.start + _EASE * (band.end - band.start)
    return {
        "type": "scatter",
        "mode": "lines",
        "x": _closed(across, across),
        "y": _closed(upper, upper + band.width),
        "fill": "toself",
        "fillcolor": palette.see_through(_colour(said), 0.42),
        "line": {"width": 0},
        "hoveron": "fills",  # the whole band answers, not only its corners
        "hoverinfo": "text",
        "text": f"{label(band.source, 40)} → {label(band.target, 40)}<br><b>{signed(band.product, 3)}</b>",
        "name": "band",
    }


def _closed(there: NDArray[np.float64], back: NDArray[np.float64]) -> NDArray[np.float32]:
    return np.concatenate([there, back[::-1]]).round(2).astype(np.float32)  # a hundredth of a pixel


def _blocks(nodes: Sequence[Node], own: set[str]) -> dict[str, Any]:
    flowing = [node for node in nodes if node.height > 0]
    colours = [_colour(node.name in own) if node.column == 1 else palette.NEUTRAL for node in flowing]
    return {
        "type": "bar",
        "x": [node.column for node in flowing],
        "base": [round(node.top, 2) for node in flowing],
        "y": [round(node.height, 2) for node in flowing],
        "width": [0.04] * len(flowing),
        "marker": {"color": colours, "line": {"width": 0}},
        "hovertext": [label(node.name, 60) for node in flowing],
        "text": [signed(node.product, 3) for node in flowing],
        "textposition": "none",  # the number is for the hover box alone
        "hovertemplate": traces.hover("%{hovertext}", "<b>%{text}</b>"),
        "name": "words",
    }


def _name(node: Node) -> dict[str, Any]:
    text = label(node.name, 13)
    place = {"x": node.column, "y": node.top + node.height / 2, "yanchor": "middle"}
    if node.column == 1:
        return notes.note(f"{text} <b>{signed(node.product)}</b>", xanchor="left", xshift=6, **place)
    side = {"xanchor": "right", "xshift": -8} if node.column == 0 else {"xanchor": "left", "xshift": 8}
    return notes.note(text if node.height > 0 else notes.key(palette.NEUTRAL, text), **side, **place)


def _told_sum(flow: Flow, total: float) -> str:
    # Products come as float32: a thousandth of the score is rounding, not a missing part.
    if abs(flow.product - total) <= 1e-3 * max(1.0, abs(total)):
        return f"products add up to <b>{signed(total)}</b>"
    return f"{signed(flow.product)} of {signed(total)} is drawn"


def _key(flow: Flow, own: set[str]) -> list[dict[str, Any]]:
    added = any(node.column == 1 and node.name not in own for node in flow.nodes)
    if not (added and own):
        return []
    both, new = (notes.key(_colour(said), "■") for said in (True, False))
    return [notes.above(f"{both} in both texts  {new} added", shift=28, x=1, xanchor="right", xshift=84)]


def _alt(flow: Flow, own: set[str], total: float) -> str:
    terms = sorted((node for node in flow.nodes if node.column == 1), key=lambda node: -node.product)
    told = ", ".join(
        f"{shorten(node.name, 30)} {signed(node.product)}{' (in both texts)' if node.name in own else ''}"
        for node in terms[:8]
    )
    return f"A score of {signed(total)} flows from query words to document words through {len(terms)} terms: {told}."

"""Where the words and bands of a flow stand, in pixels down and columns across; `flow.py` draws them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

Link = tuple[str, str, float]
"""(from, to, product)."""

_TERMS = 10
_BANDS, _SLOT, _GAP = 170.0, 19.0, 5.0
"""Pixels: of all bands together, the least that a name needs, and between two words."""


@dataclass(frozen=True)
class Node:
    """A word in column 0 (query), 1 (terms) or 2 (document): `top` and `height` in pixels, `product` it carries."""

    name: str
    column: int
    top: float
    height: float
    product: float


@dataclass(frozen=True)
class Band:
    """A link from `column` to the next: pixels down at both ends, pixels wide; `term` is the end in column 1."""

    source: str
    target: str
    column: int
    start: float
    end: float
    width: float
    product: float

    @property
    def term(self) -> str:
        """Return the name of its end in the middle column."""
        return self.target if self.column == 0 else self.source


@dataclass(frozen=True)
class Flow:
    """Words and bands, the height in pixels, and the sum of the products on the query's side."""

    nodes: tuple[Node, ...]
    bands: tuple[Band, ...]
    height: float
    product: float


def lay_out(
    query_words: Sequence[str],
    terms: Sequence[str],
    doc_words: Sequence[str],
    query_links: Sequence[Link],
    doc_links: Sequence[Link],
) -> Flow:
    """Place words in columns, terms and document words near what they are linked to; small terms folded into one."""
    left, right = _merged(query_links), _merged(doc_links)
    # A link whose term the other side lacks carries nothing to the score.
    through = {term for _, term, _ in left} & {term for term, _, _ in right}
    left, right = [link for link in left if link[1] in through], [link for link in right if link[0] in through]
    kept, folded = _kept_terms(terms, left)
    left = _merged([(word, kept.get(term, folded), product) for word, term, product in left])
    right = _merged([(kept.get(term, folded), word, product) for term, word, product in right])
    if not left:
        return Flow((), (), 0.0, 0.0)
    total = sum(product for *_, product in left)
    queries = list(dict.fromkeys([*query_words, *(word for word, *_ in left)]))
    middles = _by_neighbours(list(dict.fromkeys([*kept.values(), *(term for _, term, _ in left)])), left, queries)
    words = list(dict.fromkeys([*doc_words, *(word for _, word, _ in right)]))
    linked = {word for _, word, _ in right}
    documents = _by_neighbours([word for word in words if word in linked], right, middles)
    columns = [
        _stacked(queries, left, 0, total),
        _stacked(middles, left, 1, total),
        _stacked(documents, right, 2, total),
    ]
    height = max(column[-1].top + max(column[-1].height, _SLOT) for column in columns) + _GAP
    centred = [_centred(column, height) for column in columns]
    bands = _bands(left, centred[0], centred[1], total) + _bands(right, centred[1], centred[2], total)
    return Flow(tuple(node for column in centred for node in column), tuple(bands), height, total)


def _merged(links: Sequence[Link]) -> list[Link]:
    sums: dict[tuple[str, str], float] = {}
    for source, target, product in links:
        if np.isfinite(product) and product > 0:
            sums[source, target] = sums.get((source, target), 0.0) + float(product)
    return [(source, target, product) for (source, target), product in sums.items()]


def _kept_terms(terms: Sequence[str], links: Sequence[Link]) -> tuple[dict[str, str], str]:
    weights: dict[str, float] = dict.fromkeys(terms, 0.0)
    for _, term, product in links:
        weights[term] = weights.get(term, 0.0) + product
    order = sorted((term for term in weights if weights[term] > 0), key=lambda term: -weights[term])
    most = order if len(order) <= _TERMS else order[: _TERMS - 1]
    return {term: term for term in most}, f"{len(order) - len(most)} more terms"


def _by_neighbours(names: list[str], links: Sequence[Link], before: Sequence[str]) -> list[str]:
    """Order names by the mean place of what leads to them (Sugiyama et al. 1981), heavier ones first among equals."""
    places = {name: place for place, name in enumerate(before)}
    pull: dict[str, tuple[float, float]] = dict.fromkeys(names, (0.0, 0.0))
    for source, target, product in links:
        mean, weight = pull.get(target, (0.0, 0.0))
        pull[target] = (mean + places.get(source, 0) * product, weight + product)
    return sorted(names, key=lambda name: (pull[name][0] / (pull[name][1] or 1), -pull[name][1]))


def _stacked(names: Sequence[str], links: Sequence[Link], column: int, total: float) -> list[Node]:
    end = 0 if column == 0 else 1
    nodes: list[Node] = []
    top = 0.0
    for name in names:
        product = sum(link[2] for link in links if link[end] == name)
        height = product / total * _BANDS
        slot = max(height, _SLOT)  # a thin band still needs room for its name
        nodes.append(Node(name, column, top + (slot - height) / 2, height, product))
        top += slot + _GAP
    return nodes


def _centred(nodes: Sequence[Node], height: float) -> list[Node]:
    used = nodes[-1].top + nodes[-1].height + nodes[0].top
    shift = (height - used) / 2
    return [Node(node.name, node.column, node.top + shift, node.height, node.product) for node in nodes]


def _bands(links: Sequence[Link], sources: Sequence[Node], targets: Sequence[Node], total: float) -> list[Band]:
    starts = {node.name: node.top for node in sources}
    ends = {node.name: node.top for node in targets}
    order = {node.name: place for place, node in enumerate([*sources, *targets])}
    target_order = {node.name: place for place, node in enumerate(targets)}
    bands = []
    for source, target, product in sorted(links, key=lambda link: (order[link[0]], target_order[link[1]])):
        width = product / total * _BANDS
        bands.append(Band(source, target, sources[0].column, starts[source], ends[target], width, product))
        starts[source] += width
        ends[target] += width
    return bands

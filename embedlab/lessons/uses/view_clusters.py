"""The part "Clustering: groups that nobody named": how well clusters agree with the classes, and what they are."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from embedlab.compute.pair_counts import PairCounts
from embedlab.figures.intervals import shares_with_intervals
from embedlab.lessons.uses.found_points import points_models, points_or_button
from embedlab.lessons.uses.inputs_clusters import (
    METHODS,
    choose_cluster_ask,
    choose_cluster_model,
    choose_look,
    choose_method,
)
from embedlab.lessons.uses.inputs_keys import KEYS
from embedlab.lessons.uses.study import Chosen
from embedlab.lessons.uses.study_agreement import Agreement, agreement_of, pair_rows
from embedlab.lessons.uses.study_clusters import ClusterAsk, Side, find_clusters, sides_of, takes_long
from embedlab.lessons.uses.study_words import agreement_sentence, alone_sentence
from embedlab.lessons.uses.view_clusters_map import draw_found
from embedlab.numbers_text import signed, whole
from embedlab.palette import FAMILY_COLOURS
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.table import table
from embedlab.ui.state import controls

Scored = Sequence[tuple[Side, Agreement]]

_LINES: Final[tuple[tuple[str, Callable[[PairCounts], float]], ...]] = (
    ("together in both", lambda pairs: pairs.both),
    ("in one cluster, of two classes", lambda pairs: pairs.found_only),
    ("of one class, in two clusters", lambda pairs: pairs.true_only),
    ("apart in both", lambda pairs: pairs.neither),
    ("all pairs", lambda pairs: pairs.pairs),
    ("together in both, expected by chance", lambda pairs: pairs.expected),
    ("together in both, reachable", lambda pairs: pairs.most),
)
LEAD: Final = (
    "The texts are sorted into clusters by their vectors alone; the classes that people gave them are held back, and "
    "only afterwards compared with what was found."
)
PAIRS_SAID: Final = (
    "Every two texts are a pair. Clusters and classes agree on a pair that both put together or both keep apart. "
    "Expected is what clusters and classes of these sizes have together by chance: pairs together in clusters times "
    "pairs together in classes, divided by all pairs. Reachable is the mean of the two. The adjusted Rand index is "
    "(together in both − expected) / (reachable − expected): 1 for the same groups, 0 for chance."
)


def draw_clusters(chosen: Chosen) -> None:
    """Draw the controls, the scores of the model and of counted words, and then what was found."""
    st.caption(LEAD)
    left, right = controls(2)
    with left:
        model = choose_cluster_model(points_models())
    with right:
        method = choose_method()
    ask = choose_cluster_ask(chosen.labelled, method)
    points = points_or_button(chosen.labelled, model, "clusters")
    if points is None:
        return
    sides = sides_of(chosen.labelled, points, method)
    scored = [(side, agreement_of(_found(chosen, side, ask), chosen.labelled.labels)) for side in sides]
    _draw_scores(scored, ask)
    shown = choose_look({side.model: side.name for side in sides})
    side = next(each for each in sides if each.model == shown)
    draw_found(chosen.labelled, side, ask, _found(chosen, side, ask))
    _draw_pairs(scored)
    offer("Clusters against classes", partial(pair_rows, [(side.name, each) for side, each in scored]))


def _found(chosen: Chosen, side: Side, ask: ClusterAsk) -> NDArray[np.int32]:
    if not takes_long(chosen.labelled, side, ask):
        return find_clusters(chosen.labelled, side, ask)
    with st.spinner(f"UMAP makes the vectors of {side.name} shorter, once; some seconds …"):
        return find_clusters(chosen.labelled, side, ask)


def _draw_scores(scored: Scored, ask: ClusterAsk) -> None:
    """Draw both scores of all vectors, each with its interval."""
    names = [side.name for side, _ in scored]
    inks = [FAMILY_COLOURS[side.family] for side, _ in scored]
    left, right = st.columns(2, gap="medium")
    for column, title, key, values in (
        (left, "Adjusted Rand index", "rand", [each.rand for _, each in scored]),
        (right, "Normalised mutual information", "information", [each.information for _, each in scored]),
    ):
        with column:
            subheading(f"{title}, {METHODS[ask.method]}")
            middles, lows, highs = zip(*values, strict=True)
            figure = shares_with_intervals(
                names, middles, lows, highs, name=title, colours=inks, plain_numbers=True
            )  # fmt: skip
            chart(figure, KEYS(f"clusters-{key}"))
    finding(agreement_sentence([(side.name, each) for side, each in scored]))
    if said := alone_sentence([(side.name, each) for side, each in scored], ask):
        st.caption(said)


def _draw_pairs(scored: Scored) -> None:
    """Draw what each adjusted Rand index is made of, in numbers that add up to it."""
    subheading("What the adjusted Rand index is made of")
    columns = [each.counts for _, each in scored]
    table(
        "Pairs of texts, together and apart",
        ("pairs of texts", *(side.name for side, _ in scored)),
        [[name, *(whole(count(pairs)) for pairs in columns)] for name, count in _LINES],
        foot=("adjusted Rand index", *(signed(counts.adjusted_rand, 3) for counts in columns)),
        style="matrix",
    )
    st.caption(PAIRS_SAID)

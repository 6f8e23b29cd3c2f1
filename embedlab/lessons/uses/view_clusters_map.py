"""What the clusters of one kind of vectors are: a map, their words, their classes, and the one that mixes most."""

from collections.abc import Sequence
from functools import partial
from html import escape
from typing import Final

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from embedlab.compute.arrays import Float32
from embedlab.compute.text_clusters import Reduced
from embedlab.content.labelled_set import LabelledSet
from embedlab.figures.cluster_classes import cluster_classes
from embedlab.figures.corpus_map import corpus_map, flatness, styles_of
from embedlab.figures.kit.labels import shorten
from embedlab.lessons.uses.inputs_clusters import choose_map
from embedlab.lessons.uses.inputs_keys import KEYS
from embedlab.lessons.uses.study_agreement import class_order, cluster_rows, cluster_table, mixed_most, share_rows
from embedlab.lessons.uses.study_clusters import (
    ClusterAsk,
    Placed,
    Side,
    cluster_names,
    cluster_terms,
    examples_of,
    map_takes_long,
    place_texts,
)
from embedlab.lessons.uses.study_words import map_sentence, mixed_sentence
from embedlab.limits import LABELLED_TEXTS
from embedlab.numbers_text import percent, whole
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.page_script import narrow_screen
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import note
from embedlab.ui.panels.table import Markup, table
from embedlab.ui.pick import Pick
from embedlab.ui.teacher import control

_ONE: Final = Pick(KEYS("clusters-one"))
_NONE: Final = "in no cluster"
_WIDE, _NARROW = 540, 340
"""Pixels that the map is wide, about."""
_HOVER, _SNIPPET, _TERMS = 200, 110, 6
"""Characters of a text that is pointed at, and in a table; words of a cluster in the list."""


def draw_found(labelled: LabelledSet, side: Side, ask: ClusterAsk, found: NDArray[np.int32]) -> None:
    """Draw the map and the list of the clusters, then clusters by classes, then one cluster."""
    if found.max(initial=-1) < 0:
        note("No place is dense enough: all texts are in no cluster. Ask for fewer texts of a cluster, or for k-means.")
        return
    terms = cluster_terms(labelled, side, ask, found)
    names = cluster_names(terms)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        by_class, method = choose_map()
        xy = _draw_map(labelled, side, found, names, by_class=by_class, method=method)
    with right:
        if by_class:
            _draw_classes(labelled)
        else:
            _draw_terms(found, terms)
    table_of = cluster_table(found, labelled.labels, len(labelled.classes))
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _draw_table(labelled, table_of, names)
    with right:
        _draw_one(labelled, side, found, table_of[: len(names)], names)
    offer(f"Clusters by {side.name}", partial(cluster_rows, labelled, found, names, xy))


def _draw_map(
    labelled: LabelledSet, side: Side, found: NDArray[np.int32], names: Sequence[str], *, by_class: bool,
    method: Reduced,
) -> Float32:  # fmt: skip
    """Draw the map, and return it as it is drawn."""
    if map_takes_long(labelled, side, method):
        with st.spinner("UMAP places the texts, once; some seconds …"):
            placed = place_texts(labelled, side, method)
    else:
        placed = place_texts(labelled, side, method)
    xy = _centred(placed)
    groups, shown = (labelled.labels, labelled.classes) if by_class else (found, tuple(names))
    wide = _NARROW if narrow_screen() else _WIDE
    texts = dict(enumerate(shorten(text[: 2 * _HOVER], _HOVER) for text in labelled.texts))
    chart(
        corpus_map(
            xy, groups, shown, texts=texts, wide=wide, most_marks=LABELLED_TEXTS,
            height=round(float(np.clip(wide * flatness(xy), wide * 0.7, wide * 1.05))),
        ),
        KEYS("clusters-picture"),
    )  # fmt: skip
    finding(map_sentence(placed, side))
    return xy


def _centred(placed: Placed) -> Float32:
    """The map about its middle, which the picture is drawn around."""
    low, high = placed.xy.min(axis=0), placed.xy.max(axis=0)
    return np.asarray(placed.xy - (low + high) / 2, np.float32)


def _draw_terms(found: NDArray[np.int32], terms: Sequence[Sequence[str]]) -> None:
    sizes = np.bincount(found[found >= 0], minlength=len(terms))
    rows: list[list[object]] = [
        [Markup(f"{style.key} {escape(', '.join(each[:_TERMS]) or 'no words of their own')}"), whole(size)]
        for style, each, size in zip(styles_of(cluster_names(terms)), terms, sizes.tolist(), strict=True)
    ]
    if alone := int((found < 0).sum()):
        rows.append([f"○ {_NONE}", whole(alone)])
    table("Clusters", ("words that set it apart", "texts"), rows, style="matrix", named=False)


def _draw_classes(labelled: LabelledSet) -> None:
    sizes = np.bincount(labelled.labels, minlength=len(labelled.classes))
    rows = [
        [Markup(f"{style.key} {escape(shorten(name, 40))}"), whole(size)]
        for style, name, size in zip(styles_of(labelled.classes), labelled.classes, sizes.tolist(), strict=True)
    ]
    table("Classes", ("class", "texts"), rows, style="matrix", named=False)


def _draw_table(labelled: LabelledSet, counts: NDArray[np.int64], names: Sequence[str]) -> None:
    subheading("What is in each cluster")
    order = class_order(counts[: len(names)])
    rows = [*names, _NONE][: len(counts)]
    classes = [labelled.classes[kind] for kind in order]
    chart(cluster_classes(counts[:, order], rows, classes, narrow=narrow_screen()), KEYS("clusters-classes"))
    offer("Clusters by classes", partial(share_rows, counts[:, order], rows, classes))


def _draw_one(
    labelled: LabelledSet, side: Side, found: NDArray[np.int32], counts: NDArray[np.int64], names: Sequence[str]
) -> None:
    """Draw one cluster, at first the one that mixes most: its classes, and texts of each from its middle."""
    subheading("One cluster, text by text")
    most = mixed_most(counts)
    with control("clusters-one"):
        at = _ONE.chosen(len(names), most, listed=f"{labelled.digest}-{side.model}-{names}")
        _ONE.draw("Cluster", names, at, labelled=False)
    finding(mixed_sentence(labelled, counts, names, at, most))
    rows: list[list[object]] = []
    for kind, size, examples in examples_of(labelled, side, found, at):
        lines = "<br>".join(f"<small>• {escape(shorten(labelled.texts[row], _SNIPPET))}</small>" for row in examples)
        share = percent(size / int(counts[at].sum()))
        rows.append([Markup(f"{escape(shorten(labelled.classes[kind], 30))}<br><small>{share}</small>"), Markup(lines)])
    head = ("class", "texts nearest to its middle")
    table("Texts nearest to the middle of the cluster, by class", head, rows, style="matrix", named=False)

"""The held-out pairs of lesson 3 on a map, before training and after it."""

from functools import partial
from typing import Final

import streamlit as st

from embedlab.figures.kit.sense_marks import map_extent
from embedlab.figures.pair_map import pair_map
from embedlab.lessons.unsupervised_or_supervised.inputs import KEYS, NAMES, SERIES, chosen_after
from embedlab.lessons.unsupervised_or_supervised.study import ENCODERS, Run, Shown, found_in_ten
from embedlab.lessons.unsupervised_or_supervised.view import run_told
from embedlab.numbers_text import percent, whole
from embedlab.studies.rows import Rows
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import note

HEIGHT: Final = 340
SIDE: Final = 270
"""Pixels of the square of one map where the page is narrow."""


def draw_maps(shown: Shown) -> None:
    """Draw some pairs before training beside the same pairs after it, on one joint map."""
    run = shown.run
    if run is None:
        note("The maps come with the first training that ends.")
        return
    after = chosen_after()
    left, right = st.columns(2, gap="medium")
    with left:
        subheading(f"{len(run.terms)} held-out pairs before training")
        _draw_map(run, "before", KEYS("pairs-before"))
    with right:
        subheading(f"The same pairs after {NAMES[after]} training")
        _draw_map(run, after, KEYS("pairs-after"))
    offer("Map of pairs", partial(map_rows, run))
    finding(
        f"Own term among the ten nearest: {found_in_ten(run, 'before')} of these {len(run.terms)} definitions before, "
        f"{found_in_ten(run, after)} after {NAMES[after]} training."
    )
    st.caption(
        f"{run_told(run)} One projection for all maps; it holds {percent(run.maps.explained_variance or 0)} of the "
        f"variance. Ranks are counted in the original space, among all {whole(run.held_out)} held-out terms. The pairs "
        "were drawn at random among short ones."
    )


def map_rows(run: Run) -> Rows:
    """Where each term and its definition lie by each encoder, and the rank of the term."""
    count = len(run.terms)
    return [
        {"encoder": name, "term": run.terms[i], "definition": run.definitions[i], "rank": int(run.ranks[name][i])}
        | {"term_x": frame[i][0], "term_y": frame[i][1]}
        | {"definition_x": frame[count + i][0], "definition_y": frame[count + i][1]}
        for name, frame in zip(ENCODERS, run.maps.coordinates.tolist(), strict=True)
        for i in range(count)
    ]


def _draw_map(run: Run, name: str, key: str) -> None:
    found, count = run.maps, len(run.terms)
    frame = found.coordinates[ENCODERS.index(name)]
    figure = pair_map(
        frame[:count], frame[count:], run.terms, run.definitions, map_extent(found.coordinates),
        ranks=run.ranks[name], objective=SERIES.get(name, "none"), height=HEIGHT, side=SIDE,
    )  # fmt: skip
    chart(figure, key)

"""The part "Duplicates: the same again, in other words"."""

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from embedlab.compute.precision_recall import Wish
from embedlab.content.duplicate_texts import DuplicateTexts, read_duplicates
from embedlab.content.labelled_set import LabelledSet
from embedlab.figures.cost_curves import cost_curves
from embedlab.figures.distribution import random_pairs
from embedlab.figures.intervals import shares_with_intervals
from embedlab.figures.kind_strips import kind_strips
from embedlab.lessons.uses.found_points import points_or_button
from embedlab.lessons.uses.inputs_doubles import (
    choose_reader,
    choose_texts,
    choose_threshold,
    choose_tool,
    choose_twins,
    choose_wish,
    set_threshold,
    wish_name,
)
from embedlab.lessons.uses.inputs_keys import KEYS
from embedlab.lessons.uses.study import Chosen
from embedlab.lessons.uses.study_cosines import MINHASH, Alike, alike_by, alike_by_runs, alike_by_words
from embedlab.lessons.uses.study_doubles import (
    GRID,
    ToolQuality,
    ahead_sentence,
    calibrate,
    interval_text,
    pairs_of,
    quality_of,
    strips_of,
    threshold_sentence,
)
from embedlab.lessons.uses.study_pairs import nearest_pairs, nearest_sentence, sampled_scores
from embedlab.lessons.uses.view_pairs import draw_costs, draw_nearest, draw_outcomes
from embedlab.numbers_text import signed
from embedlab.palette import FAMILY_COLOURS
from embedlab.ui.charts import chart
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.table import table

_EXTENT: Final = (0.0, 1.0)
Tools = Mapping[str, Alike]


def draw_doubles(chosen: Chosen) -> None:
    """Draw which pairs say the same: by a threshold, how well, and which."""
    known = read_duplicates()
    left, right = st.columns([2, 3], gap="small")
    with left:
        is_known = choose_texts(known.labelled, chosen.labelled)
    with right:
        card, run = choose_reader()
    labelled = known.labelled if is_known else chosen.labelled
    points = points_or_button(labelled, card.id, "doubles")
    if points is None:
        return
    with st.spinner("Comparing each two texts …", show_time=False):
        found = (alike_by(labelled, points), alike_by_words(labelled), alike_by_runs(labelled, run))
    tools = {each.tool: each for each in found}
    if is_known:
        _draw_known(known, tools, choose_tool(card), run)
    else:
        _draw_set(labelled, tools[choose_tool(card)], run)
    draw_costs(labelled, found, card)


def _draw_set(labelled: LabelledSet, alike: Alike, run: int) -> None:
    """Draw the nearest pairs of texts of which no pairs are known."""
    threshold = choose_threshold()
    count, listed = nearest_pairs(labelled, alike.table, threshold)
    if len(labelled.texts) > 1:
        name = f"{alike.unit}, {alike.name}"
        colour = FAMILY_COLOURS[alike.family]
        sample = sampled_scores(alike.table)
        extent = (-1.0, 1.0) if sample[0] < 0 else _EXTENT
        chart(
            random_pairs(sample, {"threshold": threshold}, name, extent=extent, colour=colour),
            KEYS("doubles-sample"),
        )
    finding(nearest_sentence(labelled, alike, threshold, count, listed))
    draw_nearest(labelled, alike, listed, run)


def _draw_known(known: DuplicateTexts, tools: Tools, tool: str, run: int) -> None:
    twins, sisters = choose_twins()
    qualities = {
        each.tool: quality_of(known, each, twins, sisters=sisters, version=f"{run}" if each.tool == MINHASH else "")
        for each in tools.values()
    }
    threshold = choose_threshold()
    alike, quality = tools[tool], qualities[tool]
    left, right = st.columns([3, 2], gap="medium")
    with left:
        subheading(f"How alike pairs are by {alike.name}")
        _draw_strips(known, alike, threshold, sisters=sisters)
    with right:
        subheading("Precision and recall")
        _draw_curves(quality, threshold)
    finding(threshold_sentence(quality, threshold))
    draw_outcomes(known, alike, twins, threshold, run, sisters=sisters)
    _draw_tools(list(qualities.values()), quality)


def _draw_strips(known: DuplicateTexts, alike: Alike, threshold: float, *, sisters: bool) -> None:
    names, same, values = strips_of(pairs_of(known), alike, sisters=sisters)
    low = min(float(each.min(initial=0.0)) for each in values)
    chart(
        kind_strips(
            names, same, list(values), here=threshold, here_name="threshold", name=alike.unit,
            extent=(-1.0, 1.0) if low < -0.5 else (-0.25, 1.0) if low < -0.01 else _EXTENT,
            colour=FAMILY_COLOURS[alike.family],
        ),
        KEYS("doubles-strips"),
    )  # fmt: skip


def _draw_curves(quality: ToolQuality, threshold: float) -> None:
    chart(
        cost_curves(
            GRID, {"precision": quality.whole.precision, "recall": quality.whole.recall}, "threshold",
            f"share of pairs, {quality.name}", log_x=False, log_y=False, mark=threshold, write=signed,
            families={"precision": quality.family, "recall": quality.family},
        ),
        KEYS("doubles-curves"),
    )  # fmt: skip


def _draw_tools(qualities: Sequence[ToolQuality], looked_at: ToolQuality) -> None:
    """Draw average precision of all tools, and thresholds chosen on one half and tried on the other."""
    left, right = st.columns([2, 3], gap="medium")
    with left:
        subheading("Without a threshold")
        middle, low, high = zip(*(each.average for each in qualities), strict=True)
        chart(
            shares_with_intervals(
                [each.name for each in qualities], middle, low, high, name="average precision, 95 % interval",
                colours=[FAMILY_COLOURS[each.family] for each in qualities], plain_numbers=True,
            ),
            KEYS("doubles-average"),
        )  # fmt: skip
    with right:
        subheading("Calibrated on one half, tested on the other")
        wish = choose_wish()
        _draw_calibrated(qualities, wish, looked_at)
    finding(ahead_sentence(qualities))


def _draw_calibrated(qualities: Sequence[ToolQuality], wish: str, looked_at: ToolQuality) -> None:
    kind: Wish = "f1" if wish == "f1" else "precision"
    least = 0.0 if wish == "f1" else float(wish)
    found = [calibrate(each, kind, least) for each in qualities]
    rows = [
        (
            each.name,
            "none fits" if fit.threshold is None else signed(fit.threshold, 3),
            interval_text(fit.precision),
            interval_text(fit.recall),
        )
        for each, fit in zip(qualities, found, strict=True)
    ]
    table("Calibrated thresholds", ("tool", "threshold", "precision", "recall"), rows)
    chosen = next(fit.threshold for each, fit in zip(qualities, found, strict=True) if each is looked_at)
    if chosen is not None:
        st.button(
            f"Set the threshold to {signed(chosen, 3)} of {looked_at.name}", key=KEYS("doubles-set"), type="tertiary",
            icon=":material/tune:", on_click=set_threshold, args=(chosen,),
        )  # fmt: skip
    st.caption(
        f"Each threshold is chosen for {wish_name(wish)} on the pairs of one half of the texts; precision and recall "
        "are those on the other half, with Wilson intervals of 95 %."
    )

"""How many pairs it takes: what each number of them brings, for two depths, with this visitor's own tuning beside."""

from collections.abc import Mapping

import streamlit as st

from embedlab.figures.gain_by_pairs import gain_by_pairs
from embedlab.lessons.fine_tuning.inputs import KEYS
from embedlab.lessons.fine_tuning.shipped import Curve, Point, fewest, load_curves, point_of
from embedlab.lessons.fine_tuning.study import DEPTHS
from embedlab.lessons.fine_tuning.study_shown import Shown, fine, short_depth
from embedlab.models.training.specs import TuningDepth
from embedlab.numbers_text import counted, p_value, whole
from embedlab.studies.rows import Rows
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import note


def draw_curve(shown: Shown) -> None:
    """Draw the curve of each depth that has one, and the visitor's own point on that of its depth."""
    curves = load_curves()
    if shown.own_domain:
        note("These curves are of the shipped pairs. On your own, choose fewer pairs above and press Train again.")
    if not curves:
        note("The shipped curves cannot be read.")
        return
    outcome = shown.outcome if shown.own and not shown.own_domain else None
    bm25 = shown.shipped[next(iter(shown.shipped))].searches["bm25"].mean if shown.shipped else None
    for column, (depth, curve) in zip(st.columns(len(curves), gap="medium"), curves.items(), strict=True):
        mine = point_of(outcome) if outcome is not None and outcome.settings.depth == depth else None
        with column:
            _draw_one(depth, curve, bm25, mine)
    offer("How many pairs", lambda: curve_rows(curves))
    st.caption(
        "Each point is a tuning of its own, drawn with the same seed, on the questions of the three FAQs. The lines "
        "are 95\u00a0% intervals over these questions: they say nothing of other draws of the pairs."
    )


def _draw_one(depth: TuningDepth, curve: Curve, bm25: float | None, mine: Point | None) -> None:
    subheading(DEPTHS[depth])
    points = curve.points
    figure = gain_by_pairs(
        [each.pairs for each in points],
        [each.mean for each in points],
        [each.low for each in points],
        [each.high for each in points],
        name="nDCG@10",
        levels={} if bm25 is None else {"BM25": bm25},
        mark=None if mine is None else (float(mine.pairs), mine.mean, mine.low, mine.high),
    )
    chart(figure, KEYS(f"curve-{depth}"))
    finding(curve_sentence(depth, curve))


def curve_sentence(depth: TuningDepth, curve: Curve) -> str:
    """From how many pairs on tuning helps by more than luck, and what doubling them brings in the end."""
    points = curve.points
    first = fewest(curve)
    if first is None:
        return f"{short_depth(depth)}: with none of these numbers does tuning help by more than luck."
    last, before = points[-1], points[-2]
    return (
        f"{short_depth(depth)}: from {counted(first.pairs, 'pair')} on it helps by more than luck "
        f"({fine(first.gain.difference)}, {p_value(first.gain.p)}). From {whole(before.pairs)} to "
        f"{whole(last.pairs)} pairs the mean changes by {fine(last.mean - before.mean)}."
    )


def curve_rows(curves: Mapping[TuningDepth, Curve]) -> Rows:
    """A row for each depth and number of pairs."""
    return [
        {"depth": depth, "pairs": point.pairs, "nDCG@10": point.mean, "low": point.low, "high": point.high,
         "gain": point.gain.difference, "p": point.gain.p}
        for depth, curve in curves.items()
        for point in curve.points
    ]  # fmt: skip

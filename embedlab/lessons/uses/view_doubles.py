"""The part "Duplicates: the same again, in other words"."""

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from embedlab.compute.precision_recall import Wish
from embedlab.content.duplicate_texts import TWINS, DuplicateTexts, TwinKind, read_duplicates
from embedlab.content.labelled_set import LabelledSet
from embedlab.figures.cost_curves import cost_curves
from embedlab.figures.distribution import random_pairs
from embedlab.figures.intervals import shares_with_intervals
from embedlab.figures.kind_strips import kind_strips
from embedlab.lessons.uses.found_points import points_or_button
from embedlab.lessons.uses.inputs_doubles import (
    choose_reader,
    choose_sisters,
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
    KIND_NAMES,
    ToolQuality,
    Twins,
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
from embedlab.models.cards import ModelCard
from embedlab.numbers_text import signed, whole
from embedlab.palette import FAMILY_COLOURS
from embedlab.studies.labelled.text_points import COUNTS
from embedlab.studies.rows import Rows, rows_of
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.table import table
from embedlab.ui.state import controls

_EXTENT: Final = (0.0, 1.0)
_KINDS_TOLD: Final[Mapping[TwinKind, str]] = {
    "near": "A definition and the same after one edit: typing slips, case and signs, a word dropped, two words "
    "swapped, quoted, or with a greeting.",
    "reworded": "The definitions of one term by WordNet and by Webster's dictionary of 1913.",
}
Tools = Mapping[str, Alike]


def draw_doubles(chosen: Chosen) -> None:
    """Draw the part, with the texts of the first screen to choose beside those of which the twins are known."""
    draw_twins(chosen.labelled)


def draw_twins(of_screen: LabelledSet) -> None:
    """Draw which pairs say the same: by a threshold, how well, and which."""
    known = read_duplicates()
    left, right = st.columns([2, 3], gap="small")
    with left:
        is_known = choose_texts(known.labelled, of_screen)
    with right:
        card, run = choose_reader()
    labelled = known.labelled if is_known else of_screen
    # Of other texts only what is looked at is computed: MinHash of two thousand long messages takes seconds.
    tool = None if is_known else choose_tool(card)
    wanted = (card.id, COUNTS, MINHASH) if tool is None else (tool,)
    found = _find_alike(labelled, card, wanted, run)
    if found is None:
        return
    if tool is None:
        _draw_known(known, {each.tool: each for each in found}, card, run)
    else:
        _draw_set(labelled, found[0], run)
    draw_costs(labelled, found, card)


def _find_alike(labelled: LabelledSet, card: ModelCard, wanted: Sequence[str], run: int) -> list[Alike] | None:
    """How alike the texts are by each tool that is wanted; None while a model has to read them first."""
    points = points_or_button(labelled, card.id, "doubles") if card.id in wanted else None
    if points is None and card.id in wanted:
        return None
    with st.spinner("Comparing each two texts …", show_time=False):
        found = [] if points is None else [alike_by(labelled, points)]
        found += [alike_by_words(labelled)] if COUNTS in wanted else []
        found += [alike_by_runs(labelled, run)] if MINHASH in wanted else []
    return found


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
        offer("Scores of random pairs", lambda: rows_of(score=sample))
    finding(nearest_sentence(labelled, alike, threshold, count, listed))
    draw_nearest(labelled, alike, listed, count, run)


def _draw_known(known: DuplicateTexts, tools: Tools, card: ModelCard, run: int) -> None:
    sisters = choose_sisters()

    def quality(tool: str, twins: Twins) -> ToolQuality:
        version = whole(run) if tool == MINHASH else ""
        return quality_of(known, tools[tool], twins, sisters=sisters, version=version)

    _draw_averages({kind: [quality(tool, kind) for tool in tools] for kind in TWINS})
    subheading("By a threshold")
    first, second = controls(2)
    with first:
        tool = choose_tool(card)
    with second:
        twins = choose_twins()
    threshold = choose_threshold()
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _draw_strips(known, tools[tool], threshold, sisters=sisters)
    with right:
        _draw_curves(quality(tool, twins), threshold)
    finding(threshold_sentence(quality(tool, twins), threshold))
    draw_outcomes(known, tools[tool], twins, threshold, run, sisters=sisters)
    _draw_calibrated([quality(each, twins) for each in tools], quality(tool, twins))


def _draw_averages(kinds: Mapping[TwinKind, Sequence[ToolQuality]]) -> None:
    """Draw how well each tool puts each kind of twins above all other pairs, at any threshold."""
    for column, (kind, qualities) in zip(st.columns(2, gap="medium"), kinds.items(), strict=True):
        with column:
            subheading(KIND_NAMES[kind].capitalize())
            middle, low, high = zip(*(each.average for each in qualities), strict=True)
            chart(
                shares_with_intervals(
                    [each.name for each in qualities], middle, low, high, name="average precision, 95\u00a0% interval",
                    colours=[FAMILY_COLOURS[each.family] for each in qualities], plain_numbers=True,
                ),
                KEYS(f"doubles-average-{kind}"),
            )  # fmt: skip
            st.caption(_KINDS_TOLD[kind])
    offer("Average precision of twins", lambda: average_rows(kinds))
    finding(" ".join(ahead_sentence(kind, qualities) for kind, qualities in kinds.items()))


def average_rows(kinds: Mapping[TwinKind, Sequence[ToolQuality]]) -> Rows:
    """A row for each kind of twins and tool: average precision with its interval."""
    return [
        {"kind": kind, "tool": each.name, **dict(zip(("average_precision", "low", "high"), each.average, strict=True))}
        for kind, qualities in kinds.items()
        for each in qualities
    ]


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
    offer("Scores of pairs", lambda: [
        {"kind": name, "score": float(value)} for name, some in zip(names, values, strict=True) for value in some
    ])  # fmt: skip


def _draw_curves(quality: ToolQuality, threshold: float) -> None:
    chart(
        cost_curves(
            GRID, {"precision": quality.whole.precision, "recall": quality.whole.recall}, "threshold",
            f"share of pairs, {quality.name}", log_x=False, log_y=False, mark=threshold, write=signed,
            families={"precision": quality.family, "recall": quality.family},
        ),
        KEYS("doubles-curves"),
    )  # fmt: skip
    offer(
        "By a threshold",
        lambda: rows_of(threshold=GRID, precision=quality.whole.precision, recall=quality.whole.recall),
    )


def _draw_calibrated(qualities: Sequence[ToolQuality], looked_at: ToolQuality) -> None:
    """Draw thresholds chosen on one half and tried on the other."""
    subheading("Calibrated on one half, tested on the other")
    wish = choose_wish()
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
    table("Calibrated thresholds", ("tool", "threshold", "precision", "recall"), rows, style="matrix", named=False)
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

"""The end of the part "Recommendation": what simulated readers get from a model and from counted words."""

import streamlit as st

from embedlab.content.labelled_set import LabelledSet
from embedlab.figures.intervals import shares_with_intervals
from embedlab.figures.trade_off import trade_off_paths
from embedlab.lessons.uses.inputs_keys import KEYS
from embedlab.lessons.uses.inputs_likes import choose_readers
from embedlab.lessons.uses.study_cosines import Alike
from embedlab.lessons.uses.study_readers import (
    READERS,
    WEIGHTS,
    Measured,
    ahead_sentence,
    measure_readers,
    short_names,
    trade_sentence,
)
from embedlab.numbers_text import whole
from embedlab.palette import FAMILY_COLOURS
from embedlab.studies.rows import rows_of
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading


def draw_readers(labelled: LabelledSet, model: Alike, counts: Alike, gamma: float, weight: float) -> None:
    """Draw precision and nDCG of both tools over the same readers, and what variety costs."""
    subheading("Readers whose taste is known")
    st.caption(
        f"{whole(READERS)} simulated readers, each of whom likes all texts of a class and has judged a few of them. "
        "A recommendation is right when it is of a class that they like. Precision@10 is the share of right ones among "
        "ten, nDCG@10 counts those at the top more; both from 0 to 1."
    )
    kinds, likes, dislikes = choose_readers()
    with st.spinner("Recommending to all readers …", show_time=False):
        measured = measure_readers(
            labelled, model, counts, kinds=kinds, likes=likes, dislikes=dislikes, gamma=gamma, weight=weight
        )
    left, right = st.columns(2, gap="medium")
    families = dict(zip(short_names(measured), (model.family, counts.family), strict=True))
    with left:
        _draw_scores(measured, families)
    with right:
        _draw_curves(measured, families, weight)
    finding(ahead_sentence(measured))
    st.caption(trade_sentence(measured, weight) + f" Apart: the mean of 1 − cosine by {model.name} over all pairs.")
    offer("Readers", lambda: reader_rows(measured))


def _draw_scores(measured: Measured, families: dict[str, str]) -> None:
    names = [f"{what}, {tool}" for what in ("precision", "nDCG") for tool in families]
    middle, low, high = zip(*measured.precision, *measured.ndcg, strict=True)
    colours = [FAMILY_COLOURS[family] for family in families.values()] * 2
    chart(
        shares_with_intervals(
            names,
            middle,
            low,
            high,
            name="at 10, mean over the readers, 95\u00a0% interval",
            colours=colours,
            plain_numbers=True,
        ),
        KEYS("likes-scores"),
    )
    offer("Readers, precision and nDCG", lambda: rows_of(of=names, mean=middle, low=low, high=high))


def _draw_curves(measured: Measured, families: dict[str, str], weight: float) -> None:
    chart(
        trade_off_paths(
            {name: (each.distance, each.curve) for name, each in zip(families, measured.scores, strict=True)},
            WEIGHTS, weight, x_name="mean distance of the ten", y_name="precision at 10", weight_name="λ",
            colours={name: FAMILY_COLOURS[family] for name, family in families.items()},
        ),
        KEYS("likes-curves"),
    )  # fmt: skip


def reader_rows(measured: Measured) -> list[dict[str, object]]:
    """A row for each tool and lambda."""
    return [
        {"tool": tool, "lambda": share, "precision_at_10": float(scores.curve[place]),
         "distance": float(scores.distance[place])}
        for tool, scores in zip(measured.tools, measured.scores, strict=True)
        for place, share in enumerate(WEIGHTS)
    ]  # fmt: skip

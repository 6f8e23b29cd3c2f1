"""The two-stage search of lesson 5: single vectors keep the best k, token vectors rank those again."""

from functools import partial

import numpy as np
import streamlit as st

from embedlab.compute.ranking import rank
from embedlab.compute.recall import CoarseToFine, coarse_to_fine
from embedlab.compute.wilson import wilson_interval
from embedlab.figures.bump import bump_chart
from embedlab.figures.cost_curves import recall_curve
from embedlab.lessons.single_or_late.examples import COLBERT, SEEN
from embedlab.lessons.single_or_late.inputs import KEYS
from embedlab.lessons.single_or_late.shipped import load_pipeline
from embedlab.lessons.single_or_late.study import Late
from embedlab.lessons.single_or_late.study_two_stage import KEPT, two_stages
from embedlab.models.catalog import card
from embedlab.numbers_text import between, percent, whole
from embedlab.studies.rows import rows_of
from embedlab.studies.searches import name_of
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import note
from embedlab.ui.teacher import control

FIRST_KEPT = 3
ROOMY = 14
"""Beyond so many documents the figure is as tall as its lines need."""


def draw_two_stage(late: Late) -> None:
    """Draw the recall of the two stages on the shipped set, and what they do to the texts on the page."""
    with control("kept"):
        kept = int(
            st.select_slider(
                "k: texts that the first stage keeps",
                KEPT,
                FIRST_KEPT,
                help="Single vectors choose them; token vectors rank them again.",
                **KEYS.bound("kept"),
            )
        )
    left, right = st.columns(2, gap="medium")
    with left:
        subheading("Recall over a shipped set")
        _recall(late, kept)
    with right:
        subheading("The texts on this page")
        _own(late, kept)


def _recall(late: Late, kept: int) -> None:
    scores = load_pipeline()
    if late.models.dense not in scores or late.models.shown not in scores:
        note("The shipped scores of these two models are missing; install EmbedLab again.")
        return
    found = measured_recall(late.models.dense, late.models.shown)
    queries, documents = scores[late.models.dense].shape
    figure = recall_curve(found.candidates, found.top_1, kept, name="of the texts that token vectors put first")
    chart(figure, KEYS("recall"))
    columns = {"kept": found.candidates, "recall_of_first": found.top_1, "recall_of_ten_best": found.top_10}
    offer("Recall of two stages", partial(rows_of, **columns))
    at = found.candidates.index(kept)
    reach = wilson_interval(found.top_1[at], queries)
    finding(
        f"k = {kept} of {whole(documents)}: the first choice of {_short(late)} survives in "
        f"{percent(found.top_1[at])} of {whole(queries)} queries (interval {between(reach, percent)}), and "
        f"{percent(found.top_10[at])} of its ten best."
    )
    st.caption(
        f"{whole(queries)} questions; the texts are the {whole(documents)} dictionary entries that answer them, "
        f"without any word of the question. First stage: {card(late.models.dense).name}. Recall says how far the two "
        "stages agree, not which of them is right."
    )
    if late.models.shown in (COLBERT, SEEN):
        st.caption("This ColBERT lacks its last layer, and for a short question most of its score comes from [MASK].")


def measured_recall(coarse: str, fine: str) -> CoarseToFine:
    """Recall of the shipped two-stage search at every k of ``KEPT``."""
    scores = load_pipeline()
    return coarse_to_fine(scores[coarse], scores[fine], KEPT)


def _short(late: Late) -> str:
    return name_of(late.models.shown)


def _own(late: Late, kept: int) -> None:
    coarse, fine = late.results.get(late.models.dense), late.results.get(late.models.shown)
    if coarse is None or fine is None:
        note("Drawn as soon as both models are here.")
        return
    final = rank(two_stages(coarse.scores, fine.scores, kept))
    ranks = np.array([coarse.ranking.ranks, final.ranks, fine.ranking.ranks])
    names = ["one vector", f"best {min(kept, len(final.order))} ranked again", "all by token vectors"]
    wanted, texts = int(fine.ranking.order[0]), late.search.texts
    tall = None if len(late.search.texts) > ROOMY else 300
    chart(bump_chart(names, ranks, late.search.texts, highlight=wanted), KEYS("stages"), height=tall)
    stages = dict(zip(("one_vector", "two_stages", "token_vectors"), ranks, strict=True))
    offer("Two stages on these texts", partial(rows_of, kept=[kept] * len(texts), text=texts, **stages))
    finding(stage_sentence(int(coarse.ranking.order.tolist().index(wanted)) + 1, kept, len(late.search.texts), wanted))


def stage_sentence(rank: int, kept: int, count: int, wanted: int) -> str:
    """What becomes of the text that token vectors would put first."""
    told = f"Token vectors would put document {wanted + 1} first. One vector has it at rank {rank} of {count}"
    if rank > kept:
        return f"{told}, so with k = {kept} the second stage never sees it."
    return f"{told}, so k = {kept} keeps it and it comes out first."

"""What a query costs by SPLADE and by BM42, measured here and now: the claim with which BM42 came."""

from collections.abc import Mapping
from math import ceil

import streamlit as st

from embedlab.content.faq import load_faq
from embedlab.errors import EmbedLabError
from embedlab.figures.bars import ranked_bars
from embedlab.lessons.dense_or_sparse.examples import RANKERS, SPARSE
from embedlab.lessons.dense_or_sparse.inputs import KEYS
from embedlab.lessons.dense_or_sparse.shipped import load_faq_indexes, load_faq_marks
from embedlab.lessons.dense_or_sparse.study_board import Board
from embedlab.lessons.dense_or_sparse.study_faq import FaqMarks
from embedlab.lessons.dense_or_sparse.study_query_speed import QUERIES, WAYS, QuerySpeed, measure_queries
from embedlab.models.catalog import card
from embedlab.numbers_text import duration, in_bytes, percent, short, signed, whole
from embedlab.palette import FAMILY_COLOURS
from embedlab.studies.rank.by_terms import BM42_MODEL
from embedlab.studies.remembered import remembered_for
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.model_access import ready, runtime
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.messages import note, problem_box, waiting
from embedlab.ui.panels.table import table


def draw_speed(_: Board | None) -> None:
    """Draw the time of a question by each way, and what it is made of."""
    here = [ready(card(model)) for model in (SPARSE, BM42_MODEL)]
    if load_faq_indexes() is None or not all(here):
        note("Measured as soon as SPLADE and the model behind BM42 are here.")
        return
    try:
        speeds = waiting("Measuring on this machine …", _measured)
    except EmbedLabError as error:
        problem_box(str(error))
        return
    totals = [each.read_ms + each.look_up_ms for each in speeds.values()]
    figure = ranked_bars(
        [RANKERS[way] for way in speeds], totals, name="milliseconds a question", extent=(0, max(1, ceil(max(totals)))),
        colour=FAMILY_COLOURS["sparse"],
    )  # fmt: skip
    chart(figure, KEYS("speed"))
    rows = [
        {"ranker": RANKERS[way]} | vars(each) | {"total_ms": total}
        for (way, each), total in zip(speeds.items(), totals, strict=True)
    ]
    offer("Cost of a query", lambda: rows)
    finding(speed_sentence(speeds))
    table(
        "What a question and a text cost", ("", *(RANKERS[way] for way in speeds)), speed_rows(speeds), style="matrix"
    )
    st.caption(caption(load_faq_marks()))


@remembered_for(seconds=600)
def _measured() -> dict[str, QuerySpeed]:
    indexes, faq = load_faq_indexes(), load_faq()
    assert indexes is not None, "asked for after it was found"
    return measure_queries(runtime(), indexes, faq.questions, faq.texts)


def speed_sentence(speeds: Mapping[str, QuerySpeed]) -> str:
    """What BM42 saves on a query, and where it saves nothing."""
    splade, bm42 = speeds[SPARSE], speeds["bm42"]
    slow, fast = (each.read_ms + each.look_up_ms for each in (splade, bm42))
    more = f"{whole(slow / fast)} times" if slow >= 2 * fast else f"{signed(slow / fast, 1)} times"
    return (
        f"A question costs SPLADE {_time(slow)}, {percent(splade.read_ms / slow)} of it for the model that reads the "
        f"question: {more} as much as BM42’s {_time(fast)}, for which no model runs. To index a text both run one: "
        f"SPLADE {_time(splade.text_ms)}, BM42 {_time(bm42.text_ms)}."
    )


def speed_rows(speeds: Mapping[str, QuerySpeed]) -> list[tuple[str, ...]]:
    """What the time of a question is made of, and what the index takes."""
    each = [speeds[way] for way in WAYS]
    return [
        ("read the question", *(_time(way.read_ms) for way in each)),
        ("look its terms up", *(_time(way.look_up_ms) for way in each)),
        ("terms of a question", *(short(way.terms) for way in each)),
        ("postings it reads", *(whole(way.looked_at) for way in each)),
        ("postings of a text", *(whole(way.per_text) for way in each)),
        ("bytes of the index", *(in_bytes(way.size) for way in each)),
        ("read a text, once", *(_time(way.text_ms) for way in each)),
    ]


def _time(milliseconds: float) -> str:
    return duration(milliseconds * 1e-3)


def caption(marks: FaqMarks | None) -> str:
    """How it was measured, and that speed is not all."""
    texts = whole(len(load_faq().texts))
    told = (
        f"Measured just now: the first {QUERIES} questions of the FAQs, one at a time, against the {texts} answers in "
        "an inverted index, four bytes for a weight and four for the number of a text. Our SPLADE has two layers; the "
        "usual one has twelve and takes many times as long. Milliseconds are those of this machine now."
    )
    if marks is None:
        return told
    found = ", ".join(f"{RANKERS[way]} {signed(marks.ways[way].ndcg.mean())}" for way in WAYS)
    return f"{told} Fast is not good: nDCG@10 on all questions is {found}."

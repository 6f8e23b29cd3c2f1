"""Many questions instead of one: what a hybrid is worth over three FAQs, whose authors said which text answers."""

from collections.abc import Sequence
from functools import partial
from typing import SupportsFloat

import numpy as np
import plotly.graph_objects as go
import streamlit as st
from numpy.typing import NDArray

from embedlab.compute.bootstrap import bootstrap_interval
from embedlab.compute.paired import LUCK
from embedlab.content.faq import FAQS, Faq, load_faq
from embedlab.figures.mixture_curve import mixture_curve
from embedlab.lessons.dense_or_sparse.examples import DENSE, RERANK, RRF, SPARSE
from embedlab.lessons.dense_or_sparse.inputs import KEYS, choose_case
from embedlab.lessons.dense_or_sparse.shipped import load_faq_marks, load_gains
from embedlab.lessons.dense_or_sparse.study_board import Board
from embedlab.lessons.dense_or_sparse.study_faq import (
    CONSTANTS,
    E5,
    LATE,
    MIXED,
    NAMES,
    READ_AGAIN,
    WORDS,
    FaqMarks,
    Gain,
    better_end,
    ndcg_of,
    told_apart,
)  # fmt: skip
from embedlab.models.catalog import card
from embedlab.numbers_text import between, change, p_value, signed, whole
from embedlab.palette import FAMILY_COLOURS
from embedlab.studies.remembered import remembered
from embedlab.studies.rows import rows_of
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import note
from embedlab.ui.panels.table import table, table_html

BESIDE = ("tf-idf", "bm42", SPARSE, E5, RRF, RERANK)
"""Ways that stand beside the curve, whose ends are BM25 and the dense model."""
CASES = {
    RRF: "only the hybrid", WORDS: "only BM25", DENSE: "only dense", "all": "all three", "none": "none of them",
}  # fmt: skip
"""Who puts the answer first, of BM25, the dense model and their rank fusion."""
ROWS, TEXT = 4, 150
"""Questions of a case that are shown, and characters of a text."""


def draw_faq(_: Board | None) -> None:
    """Draw the curve over the weight, the mixtures against the better of their ends, and single questions."""
    found = load_faq_marks()
    if found is None:
        note("This part is shown from results that ship with EmbedLab, and they are not here. Install it again.")
        return
    faq = load_faq()
    st.markdown(about_sentence(faq))
    chart(_figure(found), KEYS("faq"))
    _offer(faq, found)
    compared = load_gains()
    finding(gain_sentence(found, compared))
    table("Mixtures against the better of their ends", GAIN_HEAD, gain_rows(found, compared), style="matrix")
    st.caption(how_sentence(faq, found))
    _draw_constants(found)
    subheading("Who puts the answer first")
    cases = told_apart(found)
    case = choose_case({name: f"{said} ({whole(len(cases[name]))})" for name, said in CASES.items()})
    st.html(case_html(faq, found, cases[case]))


def _offer(faq: Faq, found: FaqMarks) -> None:
    band, beside = _band(), np.array(_beside())
    weights = np.linspace(0, 1, len(band)).round(2)
    offer(
        "FAQs by weight",
        partial(rows_of, weight=weights, ndcg_at_10=found.by_weight.mean(axis=1), low=band[:, 0], high=band[:, 1]),
    )
    offer(
        "FAQs by ranker",
        partial(
            rows_of, ranker=[NAMES[way] for way in BESIDE], ndcg_at_10=beside[:, 0], low=beside[:, 1], high=beside[:, 2]
        ),
    )
    offer("FAQs by k of rank fusion", partial(rows_of, k=CONSTANTS, ndcg_at_10=found.by_constant.mean(axis=1)))
    offer("FAQs by mixture", lambda: [dict(zip(GAIN_HEAD, row, strict=True)) for row in gain_rows(found, load_gains())])
    ranks = {f"rank_by_{way}": marks.rank for way, marks in found.ways.items()}
    offer("FAQs by question", partial(rows_of, question=faq.questions, **ranks))


@remembered
def _band() -> NDArray[np.float64]:
    """The interval of the mean at each weight, (W, 2); the marks are those that ship."""
    found = load_faq_marks()
    return np.array([] if found is None else [bootstrap_interval(row) for row in found.by_weight])


@remembered
def _beside() -> tuple[tuple[float, float, float], ...]:
    """Mean and interval of each of BESIDE."""
    found = load_faq_marks()
    return () if found is None else tuple(_with_interval(found.ways[way].ndcg) for way in BESIDE)


def _figure(found: FaqMarks) -> go.Figure:
    middle, band = found.by_weight.mean(axis=1), _band()
    return mixture_curve(
        np.linspace(0, 1, len(middle)), middle, band[:, 0], band[:, 1], name="nDCG@10, mean",
        others=dict(zip([NAMES[way] for way in BESIDE], _beside(), strict=True)), ends=("BM25", "dense"),
        colours={NAMES[way]: FAMILY_COLOURS[_family(way)] for way in BESIDE if _family(way)},
    )  # fmt: skip


def _family(way: str) -> str:
    return {
        "tf-idf": "lexical", "bm42": "sparse", SPARSE: "sparse", E5: "dense", RERANK: "late-interaction",
    }.get(way, "")  # fmt: skip


def _with_interval(marks: NDArray[np.float32]) -> tuple[float, float, float]:
    return (float(marks.mean()), *bootstrap_interval(marks))


def about_sentence(faq: Faq) -> str:
    """What was asked of what."""
    sources = [passage.source for passage in faq.passages if passage.question]
    listed = ", ".join(f"{whole(sources.count(package))} of the {name}" for package, name in FAQS.items())
    return (
        f"{whole(len(sources))} questions ({listed}) are put to the {whole(len(faq.texts))} answers. The one that its "
        "author wrote below a question is right; no model had a say in it."
    )


GAIN_HEAD = ("mixture", "nDCG@10", "MRR", "it alone higher", "the better end alone", "more than luck?", "gain")


def gain_rows(found: FaqMarks, compared: Sequence[Gain]) -> list[Sequence[str]]:
    """A row for each mixture and, first, for each end."""
    ends = [
        (NAMES[name], _sure(found.ways[name].ndcg), signed(found.ways[name].reciprocal.mean()), "", "", "", "")
        for name in (WORDS, DENSE)
    ]
    return [
        *ends,
        *(
            (
                NAMES[each.name],
                _sure(ndcg_of(found, each.name)),
                signed(found.ways[each.name].reciprocal.mean()) if each.name in found.ways else "",
                whole(each.test.first),
                whole(each.test.second),
                f"{'yes' if each.p < LUCK else 'open'}, {p_value(each.p)}",
                f"{_gained(each.difference[0])} ({between(each.difference[1:], _gained)})",
            )
            for each in compared
        ),
    ]


def _gained(value: SupportsFloat) -> str:
    # To three decimals: an end of an interval near 0 must not look like 0.
    return change(value, 3)


def _sure(marks: NDArray[np.float32]) -> str:
    return f"{signed(marks.mean())} ({between(bootstrap_interval(marks))})"


def gain_sentence(found: FaqMarks, compared: Sequence[Gain]) -> str:
    """What the even mixture and rank fusion gain or lose against the better of their ends."""
    end = better_end(found)
    told = []
    for each in (each for each in compared if each.name in MIXED):
        luck = "more than luck" if each.p < LUCK else "which can be luck"
        told.append(f"{NAMES[each.name]} {change(each.difference[0])}, {luck}")
    means = found.by_weight.mean(axis=1)
    best, last = int(means.argmax()), len(means) - 1
    leaning = f" The weight decides: the highest mean, {signed(means[best])}, is at {signed(best / last)} (1 is dense)."
    return (
        f"Against {NAMES[end]} alone, the better end with {signed(found.ways[end].ndcg.mean())}: {'; '.join(told)}."
        f"{leaning if 0 < best < last else ''}"
    )


def how_sentence(faq: Faq, found: FaqMarks) -> str:
    """How sure all this is, and what was not read."""
    cut = {name: len(faq.texts) - count for name, count in found.read_whole.items()}
    return (
        "Intervals: bootstrap over the questions, 95 %. Luck: the questions on which one is higher, exact two-sided "
        f"test (McNemar), corrected for {len(MIXED)} mixtures (Holm). “Tuned”: the weight that was best on other "
        f"questions, in five parts. {NAMES[DENSE]} stops before the end of {whole(cut[DENSE])} answers, {NAMES[E5]} "
        f"before that of {whole(cut[E5])}; BM25 reads them all. “Reranked”: {card(LATE).name} puts the first "
        f"{READ_AGAIN} of RRF into a new order. Technical FAQs with code are one kind of text, "
        "public, and perhaps in what the models were trained on; yours may give another answer."
    )


def _draw_constants(found: FaqMarks) -> None:
    subheading("The k of rank fusion")
    means = found.by_constant.mean(axis=1)
    rows = [("nDCG@10", *(signed(mean, 3) for mean in means))]
    table("nDCG@10 by k of rank fusion", ("k", *map(str, CONSTANTS)), rows, style="matrix")
    finding(constant_sentence(means))


def constant_sentence(means: NDArray[np.float32]) -> str:
    """How much k matters here."""
    best, usual = int(means.argmax()), CONSTANTS.index(60)
    return (
        f"k is a setting too: {signed(means[best], 3)} at k = {CONSTANTS[best]}, {signed(means[usual], 3)} at the "
        f"usual 60, {signed(means.min(), 3)} at {CONSTANTS[int(means.argmin())]}. A small k trusts the first ranks, a "
        "large one hardly tells them apart."
    )


def case_html(faq: Faq, found: FaqMarks, numbers: NDArray[np.int64]) -> str:
    """The clearest questions of a case with their texts: the answer, and what was put first in its place."""
    ways = (WORDS, DENSE, RRF)
    rows = []
    for number in numbers[:ROWS].tolist():
        ranks = [int(found.ways[way].rank[number]) for way in ways]
        wrong = [int(found.ways[way].first[number]) for way in (WORDS, DENSE)]
        instead = [faq.questions[text] if text != number else "" for text in wrong]
        rows.append((faq.questions[number], _short(faq.texts[number]), *map(str, ranks), *instead))
    head = ("question", "its answer", *(NAMES[way] for way in ways), "first by BM25: the answer to", "first by dense")
    return table_html("Single questions", head, rows, style="matrix")


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= TEXT else f"{flat[:TEXT].rsplit(' ', 1)[0]} …"

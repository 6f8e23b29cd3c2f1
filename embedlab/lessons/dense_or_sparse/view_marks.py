"""How good each order is: nDCG@10 of every ranker on this query, and on all examples of the lesson."""

from collections.abc import Mapping
from functools import partial

import numpy as np
import streamlit as st

from embedlab.figures.bars import ranked_bars
from embedlab.lessons.dense_or_sparse.examples import RANKERS, RERANK, RRF, SPARSE
from embedlab.lessons.dense_or_sparse.found import find_example_marks
from embedlab.lessons.dense_or_sparse.inputs import KEYS
from embedlab.lessons.dense_or_sparse.study_board import Board
from embedlab.lessons.dense_or_sparse.study_hybrid import quality
from embedlab.numbers_text import signed
from embedlab.palette import FAMILY_COLOURS, NEUTRAL
from embedlab.studies.rows import rows_of
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.messages import note
from embedlab.ui.panels.table import Markup, table_html

EQUAL = 0.005
"""Half a unit of the last decimal shown: marks closer than this are read as equal, so none of them stands out."""


def draw_marks(board: Board) -> None:
    """Draw nDCG@10 of every ranker, where grades are known."""
    marks = {name: quality(ranking, board.search.grades) for name, ranking in board.columns.items()}
    known = {name: mark for name, mark in marks.items() if mark is not None}
    if not known:
        note("No grades are known for these texts and this query, or none is relevant, so no order can be marked.")
        return
    first = max(known, key=lambda name: known[name])
    alone = sum(mark >= known[first] - EQUAL for mark in known.values()) == 1
    figure = ranked_bars(
        [RANKERS[name] for name in known], list(known.values()), name="nDCG@10", extent=(0.0, 1.0),
        highlight=list(known).index(first) if alone else None,
        colour=FAMILY_COLOURS[_family(first)] if alone else NEUTRAL,
    )  # fmt: skip
    chart(figure, KEYS("ndcg"))
    offer("nDCG", partial(rows_of, ranker=[RANKERS[name] for name in known], ndcg_at_10=list(known.values())))
    if absent := [RANKERS[name] for name in RANKERS if name not in known]:
        st.caption(f"{', '.join(absent)}: marked when *All rankers* is on and the models are here.")


def _family(ranker: str) -> str:
    return {"dense": "dense", SPARSE: "sparse", RERANK: "cross-encoder"}.get(ranker, "lexical")


def draw_examples(_: Board | None) -> None:
    """Draw the mark of every ranker on every shipped example, and what BM42 makes of the same baseline."""
    rows = find_example_marks()
    st.html(examples_html(rows))
    offer("nDCG of all examples", lambda: [{"example": example} | dict(row) for example, row in rows.items()])
    means = {name: float(np.mean([row[name] for row in rows.values()])) for name in RANKERS}
    finding(
        f"Mean of {len(rows)} queries: BM25 {signed(means['bm25'])}, BM42 {signed(means['bm42'])}, "
        f"dense {signed(means['dense'])}, RRF {signed(means[RRF])}."
    )
    st.caption("Queries written to break something are no benchmark; the order of these means says little elsewhere.")


def examples_html(rows: Mapping[str, Mapping[str, float]]) -> str:
    """The marks as a table, the best of each row in bold."""
    written = [
        (example, *(_written(row[name], row[name] >= max(row.values()) - EQUAL) for name in RANKERS))
        for example, row in rows.items()
    ]
    return table_html(
        "nDCG@10 by example and ranker", ("example", *RANKERS.values()), written, style="parts el-marks"
    )  # fmt: skip


def _written(mark: float, best: bool) -> str:
    return Markup(f"<b>{signed(mark)}</b>") if best else signed(mark)

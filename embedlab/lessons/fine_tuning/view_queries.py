"""Query by query: which questions tuning has helped, which it has hurt, and what stands first before and after."""

from html import escape
from typing import Any, Final

import numpy as np
import streamlit as st

from embedlab.figures.differences import gains_by_query
from embedlab.lessons.fine_tuning.inputs import KEYS
from embedlab.lessons.fine_tuning.study import Outcome
from embedlab.lessons.fine_tuning.study_shown import NAMES, Shown
from embedlab.numbers_text import change, counted, signed, whole
from embedlab.studies.rows import Rows, rows_of
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import note
from embedlab.ui.panels.table import table
from embedlab.ui.pick import Pick

LISTED: Final = 200
"""Queries in the list, those that changed most."""
TEXT: Final = 600
"""Characters of a text that are shown."""
QUERY: Final = Pick(KEYS("query"))


def draw_queries(shown: Shown) -> None:
    """Draw wins and losses, and one query with what both models put first."""
    outcome = shown.outcome
    if outcome is None:
        note("Press Train first: there is nothing to compare yet.")
        return
    gains, queries = outcome.gains, shown.domain.probe.of("query")
    order = np.argsort(-gains, kind="stable")
    listed = np.argsort(-np.abs(gains), kind="stable")[:LISTED]
    place = QUERY.chosen(len(listed), listed=f"{outcome.domain}|{outcome.key}|{outcome.settings.depth}")
    query = int(listed[place])
    figure = gains_by_query(
        [queries[each] for each in order], gains[order], names=("Tuned", "Generalist"), name="nDCG@10",
        highlight=int(np.flatnonzero(order == query)[0]),
    )  # fmt: skip
    places = {int(each): number for number, each in enumerate(listed)}
    chart(figure, KEYS("gains"), select=True, on_choose=lambda bar: _look_at(places, order.tolist(), bar))
    finding(wins_sentence(outcome))
    st.caption("A bar is a query, in order of the difference; click one to see what stands first.")
    offer("Queries", lambda: query_rows(shown))
    QUERY.draw(
        "A query, the largest changes first", [f"{change(gains[each])}  {queries[each]}" for each in listed], place
    )
    _draw_query(shown, outcome, query)


def _look_at(places: dict[int, int], order: list[int], bar: object) -> None:
    if isinstance(bar, int) and bar < len(order) and order[bar] in places:
        QUERY.point_at(places[order[bar]])


def wins_sentence(outcome: Outcome) -> str:
    """On how many queries the tuned model is ahead, and on how many behind."""
    test = outcome.compared()
    same = outcome.queries - test.wins - test.losses
    return (
        f"Of {whole(outcome.queries)} queries tuning helps {whole(test.wins)}, hurts {whole(test.losses)} and leaves "
        f"{whole(same)} as they were. A mean alone would not say that."
    )


def _draw_query(shown: Shown, outcome: Outcome, query: int) -> None:
    probe = shown.domain.probe
    st.html(f'<p class="el-document"><b>Query:</b> {escape(probe.of("query")[query])}</p>')
    rows = [
        [NAMES[way], whole(found.rank[query]), signed(found.ndcg[query])] for way, found in outcome.searches.items()
    ]
    table("Where each search puts the answer", ["Search", "Rank of the answer", "nDCG@10"], rows, style="matrix")
    texts, right = probe.of("text"), probe.relevant[query]
    subheading(
        "The text that answers" if len(right) == 1 else f"The first of {counted(len(right), 'text')} that answer"
    )
    st.html(_text_html(texts[right[0]]))
    left, middle = st.columns(2, gap="medium")
    for column, way, name in ((left, "before", "the generalist"), (middle, "after", "the tuned model")):
        first = int(outcome.searches["before" if way == "before" else "after"].first[query])
        with column:
            subheading(f"First by {name}")
            if first in right:
                st.caption("The text that answers, see above.")
            else:
                st.html(_text_html(texts[first]))


def _text_html(text: str) -> str:
    """The beginning of a text, escaped, its lines kept."""
    flat = text.strip()
    cut = flat if len(flat) <= TEXT else f"{flat[:TEXT].rsplit(' ', 1)[0]} …"
    lines = "<br>".join(escape(line) for line in cut.splitlines() if line.strip())
    return f'<p class="el-document">{lines}</p>'


def query_rows(shown: Shown) -> Rows:
    """A row for each query: nDCG@10, 0 to 1, and the rank of its answer by every search."""
    outcome = shown.outcome
    if outcome is None:
        return []
    columns: dict[str, Any] = {"gain, nDCG@10": outcome.gains}
    for way, found in outcome.searches.items():
        columns[f"{NAMES[way]}, nDCG@10"] = found.ndcg
        columns[f"{NAMES[way]}, rank"] = found.rank
    return rows_of(query=list(shown.domain.probe.of("query")), **columns)

"""The prefix laboratory of lesson 6: the order, the scores, and how far every text moved."""

from collections.abc import Sequence
from functools import partial

import numpy as np
import streamlit as st

from embedlab.errors import EmbedLabError
from embedlab.figures.arrows import role_arrows
from embedlab.figures.bump import bump_chart
from embedlab.lessons.symmetric_or_asymmetric.examples import COMPARED, PREFIXED, SETTINGS
from embedlab.lessons.symmetric_or_asymmetric.export import prefix_rows
from embedlab.lessons.symmetric_or_asymmetric.found import find_moves, find_prefixed, takeaway
from embedlab.lessons.symmetric_or_asymmetric.inputs import KEYS, choose_prefixes
from embedlab.lessons.symmetric_or_asymmetric.study import Asymmetric, best_answer
from embedlab.models.catalog import card
from embedlab.numbers_text import short, signed
from embedlab.studies.rank.ranker import Prefixes
from embedlab.studies.rows import rows_of
from embedlab.studies.searches import Result, Search
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.model_access import ready
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import problem_box
from embedlab.ui.panels.table import table

ROWS_SHOWN = 20
TEXT_CHARS = 160


def draw_prefixes(found: Asymmetric) -> None:
    """Draw the laboratory for the search on the page."""
    chosen = choose_prefixes()
    model = card(PREFIXED)
    prompts = model.prompts
    st.caption(f"{model.name} was trained with “{prompts.query}” before queries and “{prompts.document}” before texts.")
    if any(card(name).towers for name in COMPARED):
        st.caption("The two towers take no prefix: which of them reads a text says whether it is a query.")
    before, after = found.bare, find_prefixed(found.search, chosen)
    shown = takeaway()
    shown.prefixes, shown.prefixed, shown.search = chosen, after, found.search
    if before is None or after is None:
        return
    left, right = st.columns(2, gap="medium")
    with left:
        subheading("Order, without and with")
        ranks = np.array([before.ranking.ranks, after.ranking.ranks])
        chart(bump_chart(["no prefix", SETTINGS[chosen]], ranks, found.search.texts, found.kinds), KEYS("prefix-order"))
        finding(prefix_sentence(found.search, before, after))
    with right:
        subheading("How far each text moved")
        _draw_moves(found, chosen)
    offer("Prefixes", partial(prefix_rows, found.search, chosen, before, after))
    table(
        "Scores with and without prefixes", (SETTINGS[chosen], "no prefix", "kind", "text"),
        score_rows(found.search, before, after), style="matrix", named=False,
    )  # fmt: skip


def prefix_sentence(search: Search, before: Result, after: Result) -> str:
    """Where the best answer went, and the range of the scores."""
    first, second = best_answer(search, before), best_answer(search, after)
    span = f"Scores span {signed(after.scores.min())} to {signed(after.scores.max())}: read the order."
    if first is None or second is None:
        return span
    return f"The best answer goes from rank {short(first)} to rank {short(second)}. {span}"


def _draw_moves(found: Asymmetric, chosen: Prefixes) -> None:
    if not ready(card(PREFIXED)):
        return
    try:
        moved = find_moves(found.search.query, found.search.texts, chosen)
    except EmbedLabError as error:
        problem_box(str(error))
        return
    labels = [f"query: {found.search.query}", *found.search.texts]
    figure = role_arrows(
        moved.start, moved.end, ["question", *found.kinds], labels, moved.extent,
        names=("no prefix", SETTINGS[chosen]), cosines=moved.cosines,
    )  # fmt: skip
    chart(figure, KEYS("prefix-moves"))
    places = {"start_x": moved.start[:, 0], "start_y": moved.start[:, 1], "end_x": moved.end[:, 0]}
    offer("Moves by prefix", partial(rows_of, text=labels, cosine=moved.cosines, **places, end_y=moved.end[:, 1]))
    finding(
        f"In the original space the query keeps a cosine of {signed(moved.cosines[0])} with itself, "
        f"the texts {signed(float(moved.cosines[1:].mean()))} on average."
    )


def score_rows(search: Search, before: Result, after: Result) -> list[Sequence[str]]:
    """Both scores of every text, best first under the chosen setting."""
    return [
        (
            signed(after.scores[i], 3),
            signed(before.scores[i], 3),
            search.documents[i].kind,
            search.texts[i][:TEXT_CHARS],
        )
        for i in map(int, after.ranking.order[:ROWS_SHOWN])
    ]

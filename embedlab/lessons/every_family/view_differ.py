"""Where two families differ most: a finder over many queries, and the pair that is looked at, taken apart."""

from collections.abc import Sequence
from functools import partial
from hashlib import sha256
from html import escape
from typing import Final

import streamlit as st

from embedlab.compute.disagreement import Side
from embedlab.figures.rank_gaps import rank_gaps
from embedlab.lessons.every_family.examples import colour_family, short_name
from embedlab.lessons.every_family.found_differ import find_shipped_cases, not_shipped_sentence, rank_own
from embedlab.lessons.every_family.inputs import KEYS
from embedlab.lessons.every_family.inputs_differ import (
    PAIR,
    choose_pair,
    choose_queries,
    choose_side,
    choose_two,
    choose_where,
)
from embedlab.lessons.every_family.study import Families
from embedlab.lessons.every_family.study_differ import (
    Case,
    Pair,
    counted_queries,
    duel,
    duel_rows,
    duel_sentence,
    find_pairs,
    no_order_sentence,
    pair_rows,
)
from embedlab.lessons.every_family.study_differ_cases import Where, affordable, read_queries
from embedlab.lessons.every_family.view_differ_pair import draw_pair
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.page_script import narrow_screen
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import note, problem_box
from embedlab.ui.panels.table import Markup, table_html

MEASURE: Final = (
    "How far two rankers differ on a text is how many times its rank doubles from one list to the other: from 1 to 8 "
    "is three doublings, from 40 to 50 a third of one. Near the top a "
    "change counts for more, since readers begin there. Texts with equal scores stand at the mean of their ranks."
)
_SNIPPET: Final = 110


def draw_differ(families: Families) -> None:
    """Draw the choice of two rankers and of queries, the widest differences, and one of them taken apart."""
    st.caption(MEASURE)
    with st.container(key="el-row-differ"):
        left, middle, right = st.columns([2, 1, 1], gap="small", vertical_alignment="bottom")
        with left:
            first, second = choose_two()
        names = (short_name(first), short_name(second))
        with middle:
            where = choose_where()
        with right:
            side = choose_side(names)
    queries = _own_queries(families, (first, second)) if where == "own" else ()
    if first == second:
        problem_box("A ranker agrees with itself. Choose two that are not the same.")
        return
    cases = _cases(families, where, (first, second), queries)
    if cases:
        _draw_found(families, where, (first, second), cases, side)


def _own_queries(families: Families, rankers: tuple[str, str]) -> tuple[str, ...]:
    queries, problems = read_queries(choose_queries())
    queries, too_many = affordable(queries, families.search.texts, rankers)
    for problem in filter(None, (*problems, too_many)):
        problem_box(problem)
    return queries


def _cases(families: Families, where: Where, rankers: tuple[str, str], queries: Sequence[str]) -> list[Case] | None:
    """What both have ranked; where there is nothing, why."""
    if where != "own":
        found = find_shipped_cases(where, *rankers)
        if found is None:
            note(not_shipped_sentence(where, *rankers))
        return found
    if queries and len(families.search.texts) < 2:
        note("There is only one text on the first screen: nothing to be ranked differently.")
        return None
    found = rank_own(*rankers, queries, families.search.texts) if queries else []
    if found is None:
        note("Ranked as soon as the models are here.")
    return found


def _draw_found(families: Families, where: Where, rankers: tuple[str, str], cases: Sequence[Case], side: Side) -> None:
    names = (short_name(rankers[0]), short_name(rankers[1]))
    if left_out := no_order_sentence(cases, names):
        note(left_out)
    if judged := duel(cases):
        finding(duel_sentence(judged, names))
        offer("Who has the answer first", partial(duel_rows, cases, names))
    pairs = find_pairs(cases, side)
    if not pairs:
        ordered = any(case.has_order(0) and case.has_order(1) for case in cases)
        note(nothing_sentence(side, names) if ordered else "No query is left on which both have an order.")
        return
    texts = [cases[pair.case].texts[pair.text] for pair in pairs]
    queries = [cases[pair.case].query for pair in pairs]
    listed = sha256("\n".join((where, *rankers, side, *queries)).encode("utf-8", "replace")).hexdigest()
    subheading(f"The widest differences of {counted_queries(len(cases))}, one text each")
    # Looked up before its list is drawn, which stands below the figure that marks it.
    number = PAIR.chosen(len(pairs), listed=listed)
    figure = rank_gaps(
        queries, texts, [cases[pair.case].ranks[0][pair.text] for pair in pairs],
        [cases[pair.case].ranks[1][pair.text] for pair in pairs], names=names,
        families=(colour_family(rankers[0]), colour_family(rankers[1])),
        count=max(len(case.texts) for case in cases), highlight=number, narrow=narrow_screen(),
    )  # fmt: skip
    chart(figure, KEYS("differ"), select=True, on_choose=PAIR.point_at)
    offer("Where two differ most", partial(pair_rows, cases, pairs, names))
    st.html(list_html(cases, pairs, names))
    choose_pair(queries, listed)
    draw_pair(families, where, rankers, cases[pairs[number].case], pairs[number])


def nothing_sentence(side: Side, names: tuple[str, str]) -> str:
    """Why there is no pair to show."""
    if side == "either":
        return f"{names[0]} and {names[1]} rank all texts alike: they differ nowhere."
    one, other = names if side == "first" else names[::-1]
    return f"There is no text that {one} ranks higher than {other}."


def list_html(cases: Sequence[Case], pairs: Sequence[Pair], names: tuple[str, str]) -> str:
    """The pairs as a list that opens: query, how the text begins, and both ranks; all texts escaped."""
    rows = [
        (
            str(number),
            Markup(f"{escape(case.query)}<br><small>{escape(snippet(case.texts[pair.text]))}</small>"),
            case.rank_text(0, pair.text),
            case.rank_text(1, pair.text),
        )
        for number, pair in enumerate(pairs, start=1)
        for case in [cases[pair.case]]
    ]
    head = ("", "query, and how the text begins", f"rank by {names[0]}", f"rank by {names[1]}")
    listed = table_html("The widest differences", head, rows, style="matrix", named=False)
    return f"<details><summary>The same as a list, with the texts</summary>{listed}</details>"


def snippet(text: str) -> str:
    """How a text begins, in one line."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _SNIPPET else f"{flat[:_SNIPPET].rsplit(' ', 1)[0]} …"

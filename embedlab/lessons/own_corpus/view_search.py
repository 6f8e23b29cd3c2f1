"""A search in the collection by several set-ups side by side, each passage with why it was found."""

from collections.abc import Mapping
from typing import Final

import numpy as np
import streamlit as st
from numpy.typing import NDArray
from streamlit.delta_generator import DeltaGenerator

from embedlab.lessons.own_corpus.found_search import Filter, find_lists
from embedlab.lessons.own_corpus.inputs import KEYS
from embedlab.lessons.own_corpus.inputs_search import choose_count, choose_filter, choose_query, choose_set_ups
from embedlab.lessons.own_corpus.study import Chosen
from embedlab.lessons.own_corpus.study_search import (
    Listed,
    agreement_sentence,
    grades_of,
    nothing_sentence,
    question_of,
    relevant_sentence,
    share_counts,
)
from embedlab.lessons.own_corpus.view_hits import head_html, legend_html, list_html
from embedlab.numbers_text import whole
from embedlab.studies.corpus.open_corpus import OpenCorpus, Question
from embedlab.studies.corpus.set_ups import SetUp
from embedlab.studies.rows import Rows
from embedlab.ui.exports import offer
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.messages import message_html, note, problem_box
from embedlab.ui.panels.table import table_html

_IN_A_LINE: Final = 3
"""Lists whose agreement one sentence tells; more have a table."""


def draw_search(chosen: Chosen) -> None:
    """Draw the query, the set-ups, and the list of each."""
    corpus = chosen.corpus
    if corpus is None:
        note("These texts are not on this server; bring them again.")
        return
    query = choose_query(chosen, corpus, "search")
    set_ups, narrowed, shown = _choose_how(chosen, corpus)
    if not query:
        note("Type a query above. Each list shows the texts that its set-up finds, best first.")
        return
    if not set_ups:
        problem_box("No set-up is chosen. Choose one or more under Set-ups.")
        return
    question = question_of(corpus, query)
    st.html(legend_html(judged=question is not None and bool(question.grades)))
    agreed = st.container()
    found = _draw_lists(corpus, set_ups, query, narrowed, question, shown)
    with agreed:
        _draw_agreement(found)
    offer("Passages found", lambda: hit_rows(corpus, query, found))


def _choose_how(chosen: Chosen, corpus: OpenCorpus) -> tuple[list[str], Filter, int]:
    left, middle, right = st.columns([6, 1.7, 1.4], gap="small", vertical_alignment="bottom")
    with left:
        set_ups = choose_set_ups(chosen, corpus, "search")
    with middle:
        shown = choose_count()
    with right:
        narrowed = choose_filter(chosen, corpus, "search")
    return set_ups, narrowed, shown


def _draw_lists(
    corpus: OpenCorpus, set_ups: list[str], query: str, narrowed: Filter, question: Question | None, shown: int
) -> dict[str, Listed]:
    """Draw each list in its place as soon as it is known; return what was found, in the order of the places."""
    heads: dict[str, DeltaGenerator] = {}
    bodies: dict[str, DeltaGenerator] = {}
    with st.container(key=KEYS(f"lists-{len(set_ups)}")):
        for place, set_up in enumerate(set_ups):
            with st.container(key=KEYS(f"list-{place}")):
                heads[set_up], bodies[set_up] = st.empty(), st.empty()
                heads[set_up].html(head_html(set_up))
    found: dict[str, Listed] = {}
    for listed in find_lists(corpus, set_ups, query, narrowed, bodies, shown):
        found[listed.set_up] = listed
        grades = grades_of(corpus, question, listed.hits.rows)
        relevant = relevant_sentence(question, grades)
        heads[listed.set_up].html(head_html(listed.set_up, listed, relevant))
        bodies[listed.set_up].html(_body_html(corpus, listed, grades, shown))
    return {set_up: found[set_up] for set_up in set_ups if set_up in found}


def _body_html(corpus: OpenCorpus, listed: Listed, grades: list[int | None], shown: int) -> str:
    rows = listed.hits.rows[:shown]
    if not len(rows):
        return message_html(nothing_sentence(listed.set_up), problem=False)
    return list_html(listed, corpus.texts(rows), [passage_name(corpus, int(row)) for row in rows], grades[:shown])


def passage_name(corpus: OpenCorpus, row: int) -> str:
    """The id of a passage's document, and where it was cut the number of the passage in it."""
    number = int(corpus.document_of[row])
    if corpus.record.chunks == corpus.record.documents:
        return corpus.ids[number]
    first, last = np.searchsorted(corpus.document_of, [number, number + 1])
    return corpus.ids[number] if last - first == 1 else f"{corpus.ids[number]}, part {whole(row - first + 1)}"


def _draw_agreement(found: Mapping[str, Listed]) -> None:
    lists = {set_up: listed.hits.rows for set_up, listed in found.items() if len(listed.hits.rows)}
    told = agreement_sentence(lists)
    if not told:
        return
    finding(told)
    if len(lists) > _IN_A_LINE:
        with st.popover("How many of the first 10 each two share", icon=":material/grid_on:"):
            st.html(agreement_html(lists))


def agreement_html(lists: Mapping[str, NDArray[np.int64]]) -> str:
    """A table of how many of their first passages each two lists share."""
    counts = share_counts(lists)
    both = counts | {(other, one): count for (one, other), count in counts.items()}
    names = [SetUp.parse(each).name for each in lists]
    rows = [
        [name, *("–" if one == other else whole(both[one, other]) for other in lists)]
        for name, one in zip(names, lists, strict=True)
    ]
    return table_html("Passages that two lists share", ["", *names], rows, style="matrix")


def hit_rows(corpus: OpenCorpus, query: str, found: Mapping[str, Listed]) -> Rows:
    """A row for each passage of each list: rank, id of its document, score, text."""
    return [
        {"query": query, "set_up": set_up, "rank": rank, "document": passage_name(corpus, row), "score": score,
         "text": text}
        for set_up, listed in found.items()
        for rank, (row, score, text) in enumerate(
            zip(listed.hits.rows.tolist(), listed.hits.scores.tolist(), corpus.texts(listed.hits.rows), strict=True), 1
        )
    ]  # fmt: skip

"""Two set-ups query by query, and one query taken apart: what each put first, and where the answer stands."""

from html import escape
from typing import Final

import numpy as np
import streamlit as st

from embedlab.figures.differences import gains_by_query
from embedlab.lessons.own_corpus.found_quality import taken_apart
from embedlab.lessons.own_corpus.inputs import KEYS
from embedlab.lessons.own_corpus.inputs_quality import QUERY, choose_pair
from embedlab.lessons.own_corpus.study import Chosen
from embedlab.lessons.own_corpus.study_quality import (
    answer_ranks,
    best_rank,
    by_quality,
    chunk_of,
    gains,
    pair_sentence,
    pair_test,
    question_of_query,
    rank_text,
    score_text,
)
from embedlab.lessons.own_corpus.study_search import cards_of, grades_of, unread_sentence
from embedlab.lessons.own_corpus.view_hits import list_html
from embedlab.lessons.own_corpus.view_search import passage_name
from embedlab.numbers_text import change, counted, whole
from embedlab.palette import FAMILY_COLOURS, NEUTRAL
from embedlab.studies.corpus.findings import MAIN_METRIC, Findings, SetUpFound
from embedlab.studies.corpus.open_corpus import OpenCorpus, Question
from embedlab.studies.corpus.runs import Runs
from embedlab.studies.corpus.set_ups import short_name
from embedlab.studies.rows import Rows, rows_of
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.model_access import ready
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import errors_shown, note
from embedlab.ui.panels.table import Markup, table
from embedlab.ui.teacher import control

TEXT: Final = 700
"""Characters of a text that are shown before it is unfolded."""
UNFOLDED: Final = 6_000
LISTED: Final = 400
"""Queries in the list, those with the largest differences."""
ANSWERS: Final = 3
"""Texts that answer a query and are shown."""


def draw_pair(chosen: Chosen, findings: Findings, runs: Runs | None) -> None:
    """Draw wins and losses of two set-ups, and one of their queries taken apart."""
    if len(by_quality(findings)) < 2:
        return
    subheading("Two set-ups, query by query")
    pair = choose_pair(findings)
    if pair is None:
        note("Both are the same set-up, equal on every query. Choose another for one of them.")
        return
    first, second = pair
    values = gains(first, second)
    order = np.argsort(-values, kind="stable")
    listed = np.argsort(-np.abs(values), kind="stable")[:LISTED]
    place = QUERY.chosen(len(listed), listed=f"{first.set_up}|{second.set_up}")
    query = int(listed[place])
    figure = gains_by_query(
        [findings.queries[each].text for each in order],
        values[order],
        names=(short_name(first.set_up), short_name(second.set_up)),
        name=MAIN_METRIC,
        highlight=int(np.flatnonzero(order == query)[0]),
    )
    offer("Two set-ups by query", lambda: gain_rows(findings, first, second))
    places = {int(each): number for number, each in enumerate(listed)}
    chart(figure, KEYS("gains"), select=True, on_choose=lambda bar: _look_at(places, order.tolist(), bar))
    finding(pair_sentence(first, second, pair_test(first, second)))
    st.caption("A bar is a query, in order of the difference; click one to take it apart. One test alone, uncorrected.")
    QUERY.draw(
        "A query, the largest differences first",
        [f"{change(values[each])}  {findings.queries[each].text}" for each in listed],
        place,
    )
    _draw_query(chosen, findings, runs, pair, query)


def gain_rows(findings: Findings, first: SetUpFound, second: SetUpFound) -> Rows:
    """A row for each query: what both reach on it, 0 to 1, and how much more the first does."""
    return rows_of(
        query=[query.text for query in findings.queries],
        **{first.set_up: first.per_query, second.set_up: second.per_query},
        difference=gains(first, second),
    )


def _look_at(places: dict[int, int], order: list[int], bar: object) -> None:
    if isinstance(bar, int) and bar < len(order) and order[bar] in places:
        QUERY.point_at(places[order[bar]])


def _draw_query(
    chosen: Chosen, findings: Findings, runs: Runs | None, pair: tuple[SetUpFound, SetUpFound], query: int
) -> None:
    st.html(f'<p class="el-document"><b>Query:</b> {escape(findings.queries[query].text)}</p>')
    question = None if chosen.corpus is None else question_of_query(chosen.corpus, findings, query)
    if chosen.corpus is None or runs is None or question is None:
        note("The rankings behind these numbers are not here; measure again to see them.")
        return
    _draw_answers(chosen.corpus, question)
    _draw_ranks(findings, runs, question, query, pair)
    with control("apart"):
        why = st.toggle("Say why", help="Asks both set-ups again, and takes the scores apart.", **KEYS.bound("apart"))
    left, right = st.columns(2, gap="medium")
    for column, found in zip((left, right), pair, strict=True):
        with column:
            subheading(f"First by {short_name(found.set_up)}")
            if why:
                _draw_why(chosen.corpus, found, question)
            else:
                _draw_side(chosen.corpus, runs, found, question, query)


def _draw_why(corpus: OpenCorpus, found: SetUpFound, question: Question) -> None:
    """What a set-up puts first, and the first that answers, each with what makes its score."""
    missing = unread_sentence(corpus, found.set_up)
    if missing:
        note(missing)
        return
    here = list(map(ready, cards_of(found.set_up)))  # each is asked for, so that all are fetched
    if not all(here):
        return
    with errors_shown(), st.spinner("Taking the scores apart …"):
        listed, ranks = taken_apart(corpus, found.set_up, question)
        rows = listed.hits.rows
        if not len(rows):
            note("Nothing was found: no text shares a word with the query.")
            return
        names = [passage_name(corpus, int(row)) for row in rows]
        st.html(list_html(listed, corpus.texts(rows), names, grades_of(corpus, question, rows), ranks))


def _draw_ranks(
    findings: Findings, runs: Runs, question: Question, query: int, pair: tuple[SetUpFound, SetUpFound]
) -> None:
    """Where each set-up puts the first text that answers, both of the pair first."""
    others = [found for found in by_quality(findings) if found not in pair and found.set_up in runs.set_ups]
    rows = [
        [
            set_up_cell(found),
            rank_text(best_rank(answer_ranks(runs, found.set_up, query, question)), runs.depth),
            score_text(found.per_query[query]),
        ]
        for found in (*pair, *others)
    ]
    head = ["Set-up", "Rank of the first answer", MAIN_METRIC]
    table("Where each set-up puts the answer", head, rows, style="matrix")


def _draw_side(corpus: OpenCorpus, runs: Runs, found: SetUpFound, question: Question, query: int) -> None:
    """What a set-up put first, and whether it answers."""
    documents, _ = runs.of(found.set_up)
    first = int(documents[query, 0])
    if first < 0:
        note("Nothing was found: no text shares a word with the query.")
        return
    grade = question.grades.get(first)
    if grade is not None and grade > 0:
        note(f"{corpus.ids[first]}: it answers, see above.")
        return
    said = "judged: no answer" if grade is not None else "nobody has judged it"
    st.html(text_html(f"{corpus.ids[first]}, {said}", chunk_of(corpus, first, question.text.split())))


def _draw_answers(corpus: OpenCorpus, question: Question) -> None:
    """The texts that are known to answer."""
    answers = sorted((d for d, grade in question.grades.items() if grade > 0), key=lambda d: -question.grades[d])
    more = f", the first {whole(ANSWERS)} of them" if len(answers) > ANSWERS else ""
    subheading("The text that answers" if len(answers) == 1 else f"{counted(len(answers), 'text')} that answer{more}")
    words = question.text.split()
    st.html("".join(text_html(corpus.ids[each], chunk_of(corpus, each, words)) for each in answers[:ANSWERS]))


def set_up_cell(found: SetUpFound) -> Markup:
    """The name of a set-up as a cell, with the colour of what orders its list."""
    known = found.family in FAMILY_COLOURS
    look = f'class="el-family el-f-{found.family}"' if known else f'class="el-family" style="background:{NEUTRAL}"'
    return Markup(f'<span {look} aria-hidden="true"></span>{escape(short_name(found.set_up))}')


def text_html(name: str, text: str) -> str:
    """A text with its name, cut where it is long and whole where it is unfolded; escaped."""
    head = f'<p class="el-own"><b>{escape(name)}</b></p>'
    flat = text.strip()
    if len(flat) <= TEXT:
        return f'{head}<p class="el-document">{_lines(flat)}</p>'
    cut = flat[:TEXT].rsplit(" ", 1)[0]
    rest = f"<small> … and {counted(len(flat) - UNFOLDED, 'character')} more</small>" if len(flat) > UNFOLDED else ""
    opened = f"<summary>The whole text, {counted(len(flat), 'character')}</summary>"
    body = f'<p class="el-document">{_lines(flat[:UNFOLDED])}{rest}</p>'
    return f'{head}<p class="el-document">{_lines(cut)} …</p><details>{opened}{body}</details>'


def _lines(text: str) -> str:
    return "<br>".join(escape(line) for line in text.splitlines() if line.strip())

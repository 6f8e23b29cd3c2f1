"""Queries and judgements for a visitor's own collection: pasted or from files, in place of those that it has."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import streamlit as st

from embedlab.content.corpus_files.delimited import read_delimited
from embedlab.content.corpus_files.first_look import look_at_all
from embedlab.content.corpus_files.gathering import Questions, gather_questions
from embedlab.content.corpus_files.sheet import Sheet, named_columns
from embedlab.content.corpus_files.trec_topics import read_qrels
from embedlab.content.gathered import DOCUMENT, GRADE, ID, QUERY, TEXT
from embedlab.content.own_column import shortened
from embedlab.errors import EmbedLabError
from embedlab.lessons.own_corpus.found import forget_opened
from embedlab.lessons.own_corpus.inputs import KEYS
from embedlab.lessons.own_corpus.study import Chosen
from embedlab.limits import CORPUS_MB, CORPUS_QUERIES, CORPUS_QUERY_CHARS
from embedlab.numbers_text import counted, whole
from embedlab.studies.corpus.collection_store import shared_collections
from embedlab.studies.corpus.open_corpus import OpenCorpus
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import note, problem_box
from embedlab.ui.panels.table import table

SHOWN: Final = 5
_QUERY_CHARS: Final = 160


def draw_questions(chosen: Chosen) -> None:
    """Draw the way from queries and judgements to the collection that is open, if it is a visitor's own."""
    if chosen.shipped or chosen.corpus is None:
        return
    corpus, mine = chosen.corpus, chosen.id[:8]  # what is typed belongs to this collection
    subheading(f"Queries for {chosen.name}")
    st.caption(
        f"At most {whole(CORPUS_QUERIES)} of {whole(CORPUS_QUERY_CHARS)} characters. With judgements, which text "
        "answers which query, search can be measured; without them, queries can be judged on this page."
    )
    of_queries, of_judgements = st.columns(2, gap="medium")
    with of_queries:
        queries = st.text_area(
            "Queries, one a line", height=120, key=f"{KEYS('ask-queries')}-{mine}", persist_state="session",
            help="Their ids are 1, 2, 3 and so on. With an id of its own: id, a tab, query.",
        )  # fmt: skip
    with of_judgements:
        judgements = st.text_area(
            "Judgements, one a line: query 0 document grade", height=120, key=f"{KEYS('ask-judgements')}-{mine}",
            persist_state="session", placeholder="1 0 d17 2",
            help="As TREC has them: the id of the query, 0, the id of the text, and a grade from 0 on.",
        )  # fmt: skip
    uploads = st.file_uploader(
        f"or files: TREC topics and qrels, BEIR, CSV, TSV, at most {CORPUS_MB} MB", accept_multiple_files=True,
        max_upload_size=CORPUS_MB, key=f"{KEYS('ask-files')}-{mine}",
    )  # fmt: skip
    st.button("Read them", key=f"el-{KEYS('ask-read')}")
    files = [(upload.name, upload.getvalue()) for upload in uploads]
    if not files and not (queries or "").strip() and not (judgements or "").strip():
        return
    try:
        found = questions_of(corpus, queries or "", judgements or "", files)
        _draw_found(corpus, found)
    except EmbedLabError as error:
        problem_box(str(error))


def questions_of(corpus: OpenCorpus, queries: str, judgements: str, files: Sequence[tuple[str, bytes]]) -> Questions:
    """Return the queries and judgements of what was pasted and uploaded; judgements alone are of the queries it has.

    Raises:
        InputError: they cannot be read, or no query is left.
    """
    sheets = list(look_at_all(files)) if files else []
    asked = [sheet for sheet in sheets if sheet.holds != "judgements"]
    judged = [sheet for sheet in sheets if sheet.holds == "judgements"]
    if queries.strip():
        asked.append(replace(read_delimited(queries, "The list of queries", "txt"), holds="queries"))
    if judgements.strip():
        judged.append(read_qrels(judgements, "The list of judgements"))
    if not asked and corpus.questions:
        kept = {"id": [each.id for each in corpus.questions], "text": [each.text for each in corpus.questions]}
        asked = [Sheet("The queries that are here", "csv", "queries", named_columns(kept), ("text",), "id")]
    return gather_questions(asked, judged, corpus.ids)


def in_use(corpus: OpenCorpus, found: Questions) -> bool:
    """Return whether these are the queries and judgements that the collection has."""
    judged = [] if found.judgements is None else found.judgements.to_pylist()
    numbers = {id: number for number, id in enumerate(corpus.ids)}
    grades = {(row[QUERY], numbers[row[DOCUMENT]]): row[GRADE] for row in judged}
    kept = {(each.id, number): grade for each in corpus.questions for number, grade in each.grades.items()}
    asked = [(row[ID], row[TEXT]) for row in found.queries.to_pylist()]
    return asked == [(each.id, each.text) for each in corpus.questions] and grades == kept


def _draw_found(corpus: OpenCorpus, found: Questions) -> None:
    count = found.queries.num_rows
    judged = 0 if found.judgements is None else found.judgements.num_rows
    told = f"{whole(count)} {'query' if count == 1 else 'queries'} and {counted(judged, 'judgement')} to use."
    there = len(corpus.questions)
    used = in_use(corpus, found)
    instead = f"They take the place of the {whole(there)} that the collection has." if there and not used else ""
    note("\n".join(filter(None, (told, *found.said, instead))))
    rows = [[row[ID], shortened(row[TEXT], _QUERY_CHARS)] for row in found.queries.slice(0, SHOWN).to_pylist()]
    table("The first queries", ["id", "query"], rows, style="parts el-card")
    if used:
        st.caption("They are in use.")
    elif st.button("Use these queries", type="primary", key=f"el-{KEYS('ask-use')}"):
        shared_collections().replace_questions(corpus.record, found.queries, found.judgements)
        forget_opened()
        st.rerun()

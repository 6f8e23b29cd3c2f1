"""How the sparse score of one document flows from word to word, and the token that each weight came from."""

from functools import partial

import streamlit as st

from embedlab.errors import EmbedLabError
from embedlab.figures.flow import term_flow
from embedlab.lessons.dense_or_sparse.examples import SPARSE, SPARSE_KINDS
from embedlab.lessons.dense_or_sparse.found import find_sparse
from embedlab.lessons.dense_or_sparse.inputs import KEYS
from embedlab.lessons.dense_or_sparse.study import Weighted
from embedlab.lessons.dense_or_sparse.study_board import Board
from embedlab.lessons.dense_or_sparse.study_flow import TermFlow, term_flow_of
from embedlab.numbers_text import percent, signed
from embedlab.studies.rows import Rows
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import note, problem_box
from embedlab.ui.panels.table import Wide, table_html
from embedlab.ui.panels.why import ROWS_SHOWN, number
from embedlab.words import fold

_FROM = "el-from"


def draw_flow(board: Board) -> None:
    """Draw the flow of the document that is looked at, and beside it the table of weights."""
    name = SPARSE_KINDS[board.settings.sparse]
    subheading(f"By {name}, to document {board.document + 1}")
    try:
        query, found = find_sparse(board, None), find_sparse(board, board.document)
    except EmbedLabError as error:
        problem_box(str(error))
        return
    if query is None or found is None:
        note("This text needs SPLADE, which is still being fetched.")
        return
    flow = term_flow_of(query, found)
    left, right = st.columns([4, 5], gap="medium")
    with left:
        figure = term_flow(
            flow.query_words, flow.terms, flow.doc_words, flow.query_links, flow.doc_links, flow.score,
            expands=board.settings.sparse == SPARSE,
        )  # fmt: skip
        chart(figure, KEYS("term-flow"))
        offer("Word flow", partial(flow_rows, flow, name, board.document))
        finding(flow_sentence(flow, name))
    with right:
        st.html(origin_html(flow, name))
        if board.settings.sparse == SPARSE:
            st.caption("In brackets: the position of the token that won the maximum; [CLS] is 0.")


def flow_sentence(flow: TermFlow, name: str) -> str:
    """Which term carries most of the score."""
    if not flow.shared:
        return f"No term in common: {name} gives 0."
    first = flow.shared[0]
    share = f"“{first.query.term}” brings {percent(first.product / flow.score)} of {signed(flow.score)}"
    if fold(first.query.word) == fold(first.document.word) == first.query.term:
        return f"{share}: both texts have the word."
    return f"{share}: “{first.query.word}” in the query, “{first.document.word}” in the document."


def flow_rows(flow: TermFlow, name: str, document: int) -> Rows:
    """A row for each shared term: both weights, where they came from, and the product that it adds to the score."""
    return [
        {"ranker": name, "document": document + 1, "term": pair.query.term, "weight_in_query": pair.query.weight,
         "from_in_query": pair.query.word, "weight_in_document": pair.document.weight,
         "from_in_document": pair.document.word, "product": pair.product}
        for pair in flow.shared
    ]  # fmt: skip


def origin_html(flow: TermFlow, name: str) -> str:
    """The shared terms with both weights, where each came from, and products that add up; all texts escaped."""
    shown = flow.shared if len(flow.shared) <= ROWS_SHOWN else flow.shared[: ROWS_SHOWN - 1]
    rest = flow.shared[len(shown) :]
    rows: list[tuple[object, ...]] = [
        (
            pair.query.term, signed(pair.query.weight), origin_name(pair.query), signed(pair.document.weight),
            origin_name(pair.document), number(pair.product),
        )
        for pair in shown
    ]  # fmt: skip
    if rest:
        rows.append((Wide(f"{len(rest)} smaller terms", 5), number(sum(pair.product for pair in rest))))
    return table_html(
        "Where each weight came from",
        ("term", "in query", "from", "in document", "from", "product"),
        rows,
        foot=(Wide(f"score by {name}", 5), number(flow.score)),
        style="parts el-origin",
        classes=("", "", _FROM, "", _FROM),
    )


def origin_name(item: Weighted) -> str:
    """The word behind a weight and the position that won the maximum; a piece of a word is named too."""
    if item.position is None:
        return item.word
    piece = f" {item.token}" if fold(item.token) != fold(item.word) else ""
    return f"{item.word}{piece} ({item.position})"

"""The token matrix of lesson 5: which rows and columns are shown, the figure, and the text with its winners."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from embedlab.figures.maxsim_matrix import maxsim_matrix
from embedlab.lessons.single_or_late.inputs import KEYS
from embedlab.lessons.single_or_late.study import TokenMatrix
from embedlab.numbers_text import signed
from embedlab.palette import MARKER
from embedlab.ui.charts import chart
from embedlab.ui.panels.finding import finding
from embedlab.ui.teacher import control

UNFOLD = KEYS("unfold")
_MARKED = f"background:{MARKER};color:inherit;border-radius:3px;padding:0 1px"
_UNREAD = "opacity:.62"


@dataclass(frozen=True, eq=False)
class Fold:
    """The rows and columns of a matrix that are shown, (r,) and (c,) int64."""

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]


def chosen_fold(matrix: TokenMatrix, unfolded: bool | None = None) -> Fold:
    """Everything when the visitor unfolds, else the words; a marker that wins a shown row stays on screen."""
    if unfolded is None:
        unfolded = bool(st.session_state.get(UNFOLD, st.query_params.get(UNFOLD) == "true"))
    query, document = matrix.query, matrix.document
    if unfolded or not len(query.words) or not len(document.words):
        return Fold(np.arange(len(query.tokens)), np.arange(len(document.tokens)))
    winners = matrix.scored.winners[query.words]
    return Fold(query.words, np.union1d(document.words, winners).astype(np.int64))


def draw_matrix(matrices: Sequence[TokenMatrix], document: int, fold: Fold | None, step: int, height: int) -> None:
    """Draw the matrix of one document."""
    matrix = matrices[document]
    fold = fold or chosen_fold(matrix)
    tall = height if len(fold.rows) <= 13 else None
    chart(matrix_figure(matrix, fold, step), KEYS("matrix"), height=tall)
    finding(sum_sentence(matrix, fold, step))
    with control("unfold"):
        st.toggle(
            "Show markers, masks and punctuation", help="What the model adds to the words, and what it leaves out.",
            **KEYS.bound("unfold"),
        )  # fmt: skip


def matrix_figure(matrix: TokenMatrix, fold: Fold, step: int) -> object:
    """The figure of the shown rows and columns; cells of tokens that are not compared are empty."""
    query, document, scored = matrix.query, matrix.document, matrix.scored
    compared = np.outer(query.compared, document.compared)
    cells = np.where(compared, scored.matrix, np.nan)[np.ix_(fold.rows, fold.columns)]
    places = {int(column): place for place, column in enumerate(fold.columns)}
    return maxsim_matrix(
        cells,
        [query.tokens[row] for row in fold.rows],
        [document.tokens[column] for column in fold.columns],
        [places.get(int(scored.winners[row]), -1) for row in fold.rows],
        step=None if step >= len(fold.rows) else step,
        special_rows=[place for place, row in enumerate(fold.rows) if query.special[row]],
        special_cols=[place for place, column in enumerate(fold.columns) if _greyed(matrix, int(column))],
    )


def _greyed(matrix: TokenMatrix, column: int) -> bool:
    return bool(matrix.document.special[column] or not matrix.document.compared[column])


def sum_sentence(matrix: TokenMatrix, fold: Fold, step: int) -> str:
    """The score and what it is made of, as far as the stepper has come."""
    if step < len(fold.rows):
        if not step:
            return "Nothing is added up yet. Move the slider: each row adds its boxed maximum."
        row = int(fold.rows[step - 1])
        winner = int(matrix.scored.winners[row])
        name = matrix.query.tokens[row]
        if winner < 0:
            return f"“{name}” takes no part in the comparison and adds nothing."
        so_far = matrix.share(fold.rows[:step])
        value = float(matrix.scored.row_maxima[row])
        return f"“{name}” finds “{matrix.document.tokens[winner]}”: {signed(value)}. Sum so far: {signed(so_far)}."
    hidden = np.setdiff1d(np.flatnonzero(matrix.query.compared), fold.rows)
    if not len(hidden):
        return f"The boxed maxima add up to the score: MaxSim = {signed(matrix.scored.score)}."
    words = matrix.share(fold.rows)
    return (
        f"The words add {signed(words)}, the {len(hidden)} folded markers and masks {signed(matrix.share(hidden))}: "
        f"MaxSim = {signed(matrix.scored.score)}."
    )


def winners_html(matrix: TokenMatrix, text: str, rows: NDArray[np.int64]) -> str:
    """The text of a document, escaped; the best partners of these query tokens marked, the last one boldly."""
    marks: dict[int, list[str]] = {}
    for row in rows:
        winner = int(matrix.scored.winners[row])
        if winner >= 0 and not matrix.document.special[winner]:
            marks.setdefault(winner, []).append(matrix.query.tokens[row])
    last = int(matrix.scored.winners[rows[-1]]) if len(rows) else -1
    end = len(text) if matrix.document.cut_at is None else matrix.document.cut_at
    pieces, done = [], 0
    for winner in sorted(marks, key=lambda column: int(matrix.document.spans[column, 0])):
        start, stop = (int(place) for place in matrix.document.spans[winner])
        if start < done or stop > end:
            continue
        word = f"<b>{escape(text[start:stop])}</b>" if winner == last else escape(text[start:stop])
        found_by = escape(", ".join(marks[winner]))
        pieces.append(f'{escape(text[done:start])}<mark style="{_MARKED}" title="{found_by}">{word}</mark>')
        done = stop
    rest = f'<span style="{_UNREAD}">{escape(text[end:])}</span>' if end < len(text) else ""
    return f'<p class="el-document">{"".join(pieces)}{escape(text[done:end])}{rest}</p>'

"""The token matrix of lesson 5: which rows and columns are shown, the figure, and the text with its winners."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from embedlab.figures.maxsim_matrix import maxsim_matrix
from embedlab.lessons.single_or_late.study import TokenMatrix
from embedlab.numbers_text import signed
from embedlab.ui.style import MARKED

COLUMNS = 18
"""Columns whose names can be read beside each other on a phone and a projector; of more, those around the winners.

Of a long query's winners, those with the highest cosines: *Whole text* shows all.
"""
FOLDED = -1


@dataclass(frozen=True, eq=False)
class Fold:
    """The rows and columns of a matrix that are shown, (r,) and (c,) int64; a column may be FOLDED: some are not."""

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]

    @property
    def is_partial(self) -> bool:
        """Whether columns are folded away."""
        return bool((self.columns == FOLDED).any())


def chosen_fold(matrix: TokenMatrix, *, unfolded: bool = False, whole: bool = True) -> Fold:
    """The words, or everything when ``unfolded``; of many columns those around the winners, unless ``whole``."""
    query, document = matrix.query, matrix.document
    if unfolded or not len(query.words) or not len(document.words):
        rows, columns = np.arange(len(query.tokens)), np.arange(len(document.tokens))
    else:
        # A marker that wins a shown row stays on screen.
        rows = query.words
        columns = np.union1d(document.words, matrix.scored.winners[rows]).astype(np.int64)
    won = np.full(len(columns), -np.inf)
    places = np.searchsorted(columns, matrix.scored.winners[rows])
    paired = matrix.scored.winners[rows] >= 0  # a row that is not compared has no winner
    np.maximum.at(won, places[paired], matrix.scored.row_maxima[rows][paired])
    return Fold(rows, columns if whole else around(columns, won))


def around(columns: NDArray[np.int64], won: NDArray[np.floating], most: int = COLUMNS) -> NDArray[np.int64]:
    """The columns (c,) int64 if they are few, else the winners with their neighbours, FOLDED between and about.

    ``won`` (c,) is the highest maximum that a column brings, minus infinity for a column that wins no row. Where not
    all winners have room, those with the highest stay.
    """
    if len(columns) <= most:
        return columns
    wanted = np.zeros(len(columns), dtype=np.bool_)
    for place in np.argsort(-won, kind="stable")[: np.isfinite(won).sum()]:
        wanted[place] = True
        if wanted.sum() + _folds(wanted) > most:
            wanted[place] = False
    kept = wanted
    for reach in range(1, most):
        wider = np.convolve(wanted, np.ones(2 * reach + 1), "same") > 0
        if len(wider) > len(columns) or wider.sum() + _folds(wider) > most:
            break
        kept = wider
    shown = [int(columns[place]) if stays else FOLDED for place, stays in enumerate(kept)]
    return np.array([column for column, _ in groupby(shown)], dtype=np.int64)


def _folds(kept: NDArray[np.bool_]) -> int:
    return sum(not stays for stays, _ in groupby(kept))


def matrix_figure(matrix: TokenMatrix, fold: Fold, step: int) -> go.Figure:
    """The figure of the shown rows and columns; cells of tokens that are not compared are empty."""
    query, document, scored = matrix.query, matrix.document, matrix.scored
    compared = np.outer(query.compared, document.compared)
    folded = np.flatnonzero(fold.columns == FOLDED)
    cells = np.where(compared, scored.matrix, np.nan)[np.ix_(fold.rows, fold.columns)]
    cells[:, folded] = np.nan
    places = {int(column): place for place, column in enumerate(fold.columns) if column != FOLDED}
    return maxsim_matrix(
        cells,
        [query.tokens[row] for row in fold.rows],
        ["…" if column == FOLDED else document.tokens[column] for column in fold.columns],
        [places.get(int(scored.winners[row]), -1) for row in fold.rows],
        step=None if step >= len(fold.rows) else step,
        special_rows=[place for place, row in enumerate(fold.rows) if query.special[row]],
        special_cols=[place for column, place in places.items() if _greyed(matrix, column)],
        folded_cols=folded.tolist(),
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


def winners_html(matrix: TokenMatrix, text: str, fold: Fold, step: int, name: str = "") -> str:
    """The text of a document after its name, escaped: the partner of each query token so far with the token's number.

    The numbers are those of the rows. Where columns are folded, so is the text; the last row's partner is bold.
    """
    marks: dict[int, list[int]] = {}
    for number, row in enumerate(fold.rows[:step], start=1):
        winner = int(matrix.scored.winners[row])
        if winner >= 0 and not matrix.document.special[winner]:
            marks.setdefault(winner, []).append(number)
    last = int(matrix.scored.winners[fold.rows[step - 1]]) if step else FOLDED
    words = {
        (int(start), int(stop)): _mark(text[start:stop], marks[winner], winner == last)
        for winner in marks
        for start, stop in [matrix.document.spans[winner]]
    }
    end = len(text) if matrix.document.cut_at is None else matrix.document.cut_at
    runs = _shown(matrix, text, fold)
    pieces = [_marked(text, start, min(stop, end), words) for start, stop in runs]
    more = " …" if fold.is_partial and runs and runs[-1][1] < len(text) else ""
    rest = f'<span class="el-unread">{escape(text[end:])}</span>' if end < len(text) and not fold.is_partial else ""
    heading = f"<b>{escape(name)}</b> " if name else ""
    return f'<p class="el-document">{heading}{"".join(pieces)}{more}{rest}</p>'


def _mark(word: str, numbers: Sequence[int], is_last: bool) -> str:
    shown = f"<b>{escape(word)}</b>" if is_last else escape(word)
    return f'<mark style="{MARKED}">{shown}<sub>{", ".join(map(str, numbers))}</sub></mark>'


def _marked(text: str, start: int, stop: int, words: Mapping[tuple[int, int], str]) -> str:
    """A piece of the text with the marked words in it; "…" stands before a piece that is not the beginning."""
    pieces, done = [" … " if start else ""], start
    for (first, last), mark in sorted(words.items()):
        if first >= done and last <= stop:
            pieces += [escape(text[done:first]), mark]
            done = last
    return "".join([*pieces, escape(text[done:stop])])


def _shown(matrix: TokenMatrix, text: str, fold: Fold) -> list[tuple[int, int]]:
    """The pieces of the text that the shown columns come from, in characters, whole words only."""
    if not fold.is_partial:
        return [(0, len(text))]
    runs = np.split(fold.columns, np.flatnonzero(fold.columns == FOLDED))
    spans = [matrix.document.spans[[c for c in run if c != FOLDED and not matrix.document.special[c]]] for run in runs]
    return [(text.rfind(" ", 0, int(span[0, 0])) + 1, _word_end(text, int(span[-1, 1]))) for span in spans if len(span)]


def _word_end(text: str, place: int) -> int:
    found = text.find(" ", place)
    return len(text) if found < 0 else found

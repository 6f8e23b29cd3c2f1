"""The identity of mean pooling: every token of one text against every token of the other, and both sides as numbers."""

from functools import partial

import numpy as np
import streamlit as st

from embedlab.compute.similarity import token_pair_parts
from embedlab.figures.kit.cells import nice_limit
from embedlab.figures.token_pairs import token_pairs
from embedlab.lessons.word_or_sentence.inputs import KEYS, NAMES, NO_TEXTS
from embedlab.lessons.word_or_sentence.study import Comparison, Tables
from embedlab.numbers_text import signed, whole
from embedlab.studies.rows import cells_of
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import note
from embedlab.ui.panels.table import table
from embedlab.ui.panels.why import parts_table

_ROOM = 24
"""Tokens of a text beyond which a matrix of token pairs can no longer be read."""


def draw_identity(found: Comparison) -> None:
    """Draw every token against every token, and print both sides of the identity of mean pooling."""
    tables = found.tables
    if tables is None:
        note(NO_TEXTS)
        return
    left, right = st.columns([3, 2], gap="medium")
    with left:
        subheading("Every token of A against every token of B: dot products")
        _draw_pairs(tables)
    with right:
        subheading("Both sides of the identity")
        _draw_sides(tables)
        with st.expander("The cosine, token pair by token pair"):
            first, second = tables.pair
            names = [f"{a} × {b}" for a in first.names for b in second.names]
            parts = token_pair_parts(first.real, second.real).ravel().tolist()
            parts_table(names, parts, tables.cosine_of_means, "cosine of the means")
    finding(identity_sentence(tables))
    if found.choice.pooling != "mean":
        note("This holds for the mean, whatever pooling is chosen above: [CLS] and max do not split into token pairs.")


def _draw_pairs(tables: Tables) -> None:
    first, second = tables.pair
    if max(len(first.names), len(second.names)) > _ROOM:
        note(f"The matrix is drawn for texts of at most {_ROOM} tokens; the sums beside it hold for any.")
        return
    cells = first.real.astype(np.float64) @ second.real.astype(np.float64).T
    limit = nice_limit(float(np.abs(cells).max(initial=0.0)))
    figure = token_pairs(
        cells,
        first.names,
        second.names,
        special_rows=np.flatnonzero(first.special[first.mask]).tolist(),
        special_cols=np.flatnonzero(second.special[second.mask]).tolist(),
        extent=(-limit, limit),
        name="dot product",
    )
    chart(figure, KEYS("token-pairs"))
    offer("Token pairs", partial(cells_of, cells, first.names, second.names, ("token_a", "token_b", "dot_product")))


def _draw_sides(tables: Tables) -> None:
    first, second = (len(each.names) for each in tables.pair)
    one, other = tables.lengths
    rows = (
        (f"mean of all {first} × {second} = {whole(first * second)} cells", tables.readings.mean_of_cells),
        ("dot product of the two mean vectors", tables.readings.dot_of_means),
        (f"length of the mean of {NAMES[0]}", one),
        (f"length of the mean of {NAMES[1]}", other),
    )
    table(
        "Both sides of the identity",
        (),
        [(name, signed(value, 4)) for name, value in rows],
        foot=("cosine of the means", signed(tables.cosine_of_means, 4)),
    )
    whole_of = (*rows, ("cosine of the means", tables.cosine_of_means))
    offer("Identity", lambda: [{"what": name, "value": value} for name, value in whole_of])


def identity_sentence(tables: Tables) -> str:
    """Both sides as numbers, and whether they are the same: it is checked here, not taken for granted."""
    cells, dot = tables.readings.mean_of_cells, tables.readings.dot_of_means
    same = "the same number by two ways" if abs(cells - dot) <= 1e-4 * max(1.0, abs(dot)) else "not the same number"
    return f"Mean of all cells {signed(cells, 4)}, dot product of the means {signed(dot, 4)}: {same}."

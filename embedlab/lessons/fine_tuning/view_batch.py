"""One step from inside: the cosines of a batch, the softmax of each row, and a loss that adds up."""

from typing import Final

import numpy as np
import streamlit as st

from embedlab.figures.in_batch import in_batch_matrix
from embedlab.lessons.fine_tuning.inputs import KEYS
from embedlab.lessons.fine_tuning.study_batch import Batch, column_names, load_batch, seen_by
from embedlab.numbers_text import change, percent, signed
from embedlab.studies.rows import Rows
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.page_script import narrow_screen
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import note
from embedlab.ui.panels.table import table
from embedlab.ui.teacher import control

TEMPERATURES: Final = (0.02, 0.05, 0.1, 0.2, 0.5, 1.0)


def draw_batch() -> None:
    """Draw temperature and negatives, both matrices, and the sum of one row's loss."""
    batch = load_batch()
    if batch is None:
        note("The vectors of the shipped pairs cannot be read.")
        return
    left, right = st.columns(2, gap="medium", vertical_alignment="bottom")
    with left, control("softmax"):
        temperature = float(
            st.select_slider("Temperature", TEMPERATURES, 0.05, **KEYS.bound("softmax-temperature")) or 0.05
        )
    with right, control("with-hard"):
        hard = bool(st.toggle("Hard negatives, marked ✗", True, **KEYS.bound("with-hard")))
    cosines, seen = seen_by(batch, temperature, hard=hard)
    names, rows = column_names(batch, hard=hard), list(batch.queries)
    marks = {(row, len(rows) + row): "its hard negative" for row in range(len(rows))} if hard else {}
    # One below the other: side by side eight columns would have no room for their numbers.
    subheading("Cosine of each heading with each passage")
    chart(in_batch_matrix(cosines, rows, names, marks=marks, narrow=narrow_screen()), KEYS("batch-cosines"))
    subheading("The softmax of each row, and its loss")
    figure = in_batch_matrix(
        seen.probabilities,
        rows,
        names,
        seen.losses,
        extent=(0, 1),
        name="probability",
        meaning="share",
        marks=marks,
        narrow=narrow_screen(),
    )
    chart(figure, KEYS("batch-softmax"))
    finding(batch_sentence(batch, seen.mean, temperature, hard=hard))
    offer("One step", lambda: batch_rows(batch, temperature, hard=hard))
    _draw_sum(batch, temperature, hard=hard)


def batch_sentence(batch: Batch, mean: float, temperature: float, *, hard: bool) -> str:
    """The loss of the batch, with and without hard negatives, against that of a model that sees no difference."""
    count = len(batch.queries)
    other = seen_by(batch, temperature, hard=not hard)[1].mean
    blind = float(np.log(count * (2 if hard else 1)))
    return (
        f"Mean loss {signed(mean)} {'with' if hard else 'without'} hard negatives, {signed(other)} "
        f"{'without' if hard else 'with'} them; a model that sees no difference has {signed(blind)}."
    )


def sum_rows(batch: Batch, temperature: float, *, hard: bool) -> tuple[list[list[str]], float]:
    """The loss of the first heading as the sum that it is, and that sum: log of the row's sum less its own part."""
    cosines, _ = seen_by(batch, temperature, hard=hard)
    scaled = cosines[0].astype(np.float64) / temperature
    # The largest is taken out of the sum, as in the training, or a small temperature would overflow.
    top = float(scaled.max())
    rest = float(np.log(np.exp(scaled - top).sum()))
    rows = [
        ["largest cosine / temperature", signed(top, 3)],
        ["log of the sum of exp(cosine / temperature − the largest)", change(rest, 3)],
        ["less its own cosine / temperature", change(-float(scaled[0]), 3)],
    ]
    return rows, top + rest - float(scaled[0])


def _draw_sum(batch: Batch, temperature: float, *, hard: bool) -> None:
    rows, loss = sum_rows(batch, temperature, hard=hard)
    subheading("The loss of the first heading, as a sum")
    share = seen_by(batch, temperature, hard=hard)[1].probabilities[0, 0]
    table("What the loss is made of", ["Part", "Value"], rows, foot=["loss", signed(loss, 3)])
    st.caption(
        f"It is −log of the share {percent(share)} that the heading gives to its own passage. The step pulls heading "
        "and passage together by what is missing to 100\u00a0%, and pushes every other passage away by its share."
    )


def batch_rows(batch: Batch, temperature: float, *, hard: bool) -> Rows:
    """A row for each cell: cosine and probability of a heading with a passage."""
    cosines, seen = seen_by(batch, temperature, hard=hard)
    texts = [*batch.texts, *batch.negatives]
    return [
        {"temperature": temperature, "heading": query, "passage": texts[column], "own": row == column,
         "cosine": float(cosines[row, column]), "probability": float(seen.probabilities[row, column]),
         "loss": float(seen.losses[row])}
        for row, query in enumerate(batch.queries)
        for column in range(cosines.shape[1])
    ]  # fmt: skip

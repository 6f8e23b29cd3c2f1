"""The in-batch matrix of lesson 3: a batch of pairs, an encoder, a temperature, and the loss of every row."""

from functools import partial
from typing import Final

import numpy as np
import streamlit as st

from embedlab.compute.contrastive import InBatch, in_batch
from embedlab.figures.in_batch import in_batch_matrix
from embedlab.lessons.unsupervised_or_supervised.found import find_matrix, takeaway
from embedlab.lessons.unsupervised_or_supervised.inputs import KEYS, choose_batch
from embedlab.lessons.unsupervised_or_supervised.shipped import CARDS
from embedlab.lessons.unsupervised_or_supervised.study import Shown
from embedlab.lessons.unsupervised_or_supervised.study_batch import Matrix, uniform_loss
from embedlab.numbers_text import percent, signed
from embedlab.studies.rows import Rows
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import errors_shown
from embedlab.ui.panels.unread_texts import say_unread
from embedlab.ui.teacher import control

TEMPERATURES: Final = (0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.2, 0.3, 0.5, 1.0, 2.0)
FIRST_TEMPERATURE: Final = 0.2
MARKS: Final = {"hard-negative": "hard negative", "false-negative": "false negative", "questions": "hard negative"}


def draw_batch(shown: Shown) -> None:
    """Draw the choice of pairs and encoder, and how the encoder sees them."""
    matrix = None
    with errors_shown():
        matrix = find_matrix(*choose_batch(), shown)
    takeaway().matrix = matrix
    if matrix is not None:
        _draw_matrix(matrix)


def _draw_matrix(matrix: Matrix) -> None:
    """Draw the temperature, and the matrix both as cosines and as each row's softmax with its loss."""
    anchors, partners = ([pair[side] for pair in matrix.pairs] for side in (0, 1))
    marks = {matrix.watch: MARKS.get(matrix.batch.id, "look here")} if matrix.watch else {}
    with control("softmax"):
        temperature = st.select_slider(
            "Temperature of the softmax", TEMPERATURES, FIRST_TEMPERATURE, **KEYS.bound("softmax-temperature")
        )
    left, right = st.columns(2, gap="medium")
    with left:
        subheading("Cosine of each anchor with each partner")
        figure = in_batch_matrix(matrix.similarities, anchors, partners, marks=marks)
        chart(figure, KEYS("batch-cosines"))
        st.caption("Your own pairs." if matrix.edited else matrix.batch.note)
        if matrix.edited and matrix.encoder in CARDS:
            sides = (("anchor", anchors), ("partner", partners))
            texts = {f"{side} {n}": text for side, many in sides for n, text in enumerate(many, start=1)}
            say_unread({matrix.encoder: None}, texts)
    with right:
        subheading("What the softmax of each row makes of it, and its loss")
        seen = in_batch(matrix.similarities, float(temperature))
        figure = in_batch_matrix(
            seen.probabilities, anchors, partners, seen.losses, extent=(0, 1), name="probability", meaning="share",
            marks=marks,
        )  # fmt: skip
        chart(figure, KEYS("batch-softmax"))
        offer("Softmax of the batch", partial(softmax_rows, matrix, float(temperature), seen))
        finding(batch_sentence(matrix, seen))


def softmax_rows(matrix: Matrix, temperature: float, seen: InBatch) -> Rows:
    """A row for each cell: what an anchor gives to a partner, and the loss of the anchor's row."""
    return [
        {"temperature": temperature, "anchor": anchor, "partner": partner,
         "probability": float(seen.probabilities[i, j]), "loss": float(seen.losses[i])}
        for i, (anchor, _) in enumerate(matrix.pairs)
        for j, (_, partner) in enumerate(matrix.pairs)
    ]  # fmt: skip


def batch_sentence(matrix: Matrix, seen: InBatch) -> str:
    """The loss of the batch, against that of an encoder that cannot tell its texts apart."""
    rows = len(matrix.pairs)
    blind = signed(uniform_loss(rows))
    said = f"Mean loss {signed(seen.mean)}; an encoder that sees no difference has ln {rows} = {blind}."
    if matrix.watch is None:
        right = int((seen.probabilities.argmax(axis=1) == np.arange(rows)).sum())
        return f"{said} {right} of {rows} anchors choose their own partner."
    row, column = matrix.watch
    return (
        f"{said} “{matrix.pairs[row][0]}” gives {percent(seen.probabilities[row, row])} to its partner and "
        f"{percent(seen.probabilities[row, column])} to the marked text."
    )

"""The in-batch matrix of lesson 3: a batch of pairs, an encoder, a temperature, and the loss of every row."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from embedlab.compute.contrastive import InBatch, in_batch
from embedlab.errors import EmbedLabError, InputError
from embedlab.figures.in_batch import in_batch_matrix
from embedlab.lessons.unsupervised_or_supervised.examples import Batch, load_batches
from embedlab.lessons.unsupervised_or_supervised.inputs import Shown
from embedlab.lessons.unsupervised_or_supervised.shipped import START, load_similarities
from embedlab.lessons.unsupervised_or_supervised.study_batch import (
    Pairs,
    as_lines,
    card_similarities,
    read_pairs,
    trained_similarities,
)
from embedlab.limits import BATCH_ROWS, TEXT_CHARS
from embedlab.models.catalog import card
from embedlab.models.training import ContrastiveResult
from embedlab.ui.charts import chart
from embedlab.ui.jobs import current_job
from embedlab.ui.model_access import ready, runtime
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import problem_box
from embedlab.ui.state import bound, shareable_text
from embedlab.ui.teacher import control

MODELS: Final = ("all-minilm-l6-v2", "glove-6b-50d")
ENCODERS: Final = {
    "all-minilm-l6-v2": "all-MiniLM-L6-v2",
    "glove-6b-50d": "GloVe, averaged",
    "before": "this page's encoder, no training",
    "supervised": "this page's encoder, supervised",
    "simcse": "this page's encoder, SimCSE",
}
TEMPERATURES: Final = (0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.2, 0.3, 0.5, 1.0, 2.0)
FIRST_HEAT: Final = 0.2
MARKS: Final = {"hard-negative": "hard negative", "false-negative": "false negative", "questions": "hard negative"}


@dataclass(frozen=True, eq=False)
class Matrix:
    """A batch as an encoder sees it: its pairs, and the cosine of every anchor with every partner."""

    batch: Batch
    encoder: str
    pairs: Pairs
    similarities: NDArray[np.float32]
    own: bool


def choose_matrix(shown: Shown) -> Matrix | None:
    """Draw the choice of pairs and encoder, and compare the pairs; what cannot be used is said below."""
    batches = {batch.id: batch for batch in load_batches()}
    left, middle, right = st.columns([4, 5, 2], gap="small", vertical_alignment="bottom")
    with left, control("example"):
        name = st.selectbox("Pairs", list(batches), format_func=lambda key: batches[key].title, **bound("batch-pairs"))
    with middle, control("encoder"):
        encoder = st.selectbox(
            "Encoder", list(ENCODERS), format_func=lambda key: ENCODERS[key], **bound("batch-encoder")
        )
    batch = batches[name]
    with right, control("pairs"), st.popover("Edit pairs", icon=":material/edit_note:", width="stretch"):
        st.caption(f"One pair a line with a bar between its two texts; 2 to {BATCH_ROWS} pairs.")
        typed = shareable_text("Your pairs", f"batch-text-{name}", as_lines(batch.rows), height=320)
    try:
        return find_matrix(batch, encoder, _typed_pairs(typed), shown)
    except EmbedLabError as error:
        problem_box(str(error))
        return None


def chosen_encoder() -> str:
    """The encoder that is chosen on the page."""
    return str(st.session_state.get("batch-encoder") or next(iter(ENCODERS)))


def _typed_pairs(typed: str) -> Pairs:
    if len(typed) > TEXT_CHARS:
        raise InputError(f"These are {len(typed):,} characters; paste at most {TEXT_CHARS:,}.")
    read = read_pairs(typed)
    for problem in read.problems[:4]:
        problem_box(problem)
    if (rest := len(read.problems) - 4) > 0:
        problem_box(f"{rest} more lines could not be used.")
    if len(read.pairs) < 2:
        raise InputError("A batch needs at least two pairs: without another pair there is no negative. Press Edit.")
    return read.pairs


def find_matrix(batch: Batch, encoder: str, pairs: Pairs, shown: Shown) -> Matrix | None:
    """Compare the pairs by an encoder; None while its model is not here.

    Raises:
        EmbedLabError: the encoder cannot answer.
    """
    own = pairs != batch.rows
    trained_here = encoder in ("supervised", "simcse") and bool(shown.run.key)
    if not own and not trained_here and (found := load_similarities(batch.id, encoder)) is not None:
        return Matrix(batch, encoder, pairs, found, own)
    if encoder in MODELS:
        if not ready(card(encoder)):
            return None
        return Matrix(batch, encoder, pairs, _by_card(encoder, pairs), own)
    if not ready(card(START)):
        return None
    result = None if encoder == "before" else _result(shown)
    found = trained_similarities(runtime().table(card(START)), result, encoder, pairs)
    return Matrix(batch, encoder, pairs, found, own)


@st.cache_data(max_entries=256, show_spinner=False)
def _by_card(encoder: str, pairs: Pairs) -> NDArray[np.float32]:
    return card_similarities(runtime(), card(encoder), pairs)


def _result(shown: Shown) -> ContrastiveResult:
    job = current_job("contrastive")
    result = None if job is None or job.key != shown.run.key else job.result()
    if not isinstance(result, ContrastiveResult):
        raise InputError("To encode your own pairs with it, train this encoder first: press Train above.")
    return result


@st.fragment
def draw_matrix(matrix: Matrix) -> None:
    """Draw the temperature, and the matrix both as cosines and as each row's softmax with its loss."""
    anchors, partners = ([pair[side] for pair in matrix.pairs] for side in (0, 1))
    watch = None if matrix.own else matrix.batch.watch
    marks = {watch: MARKS.get(matrix.batch.id, "look here")} if watch else {}
    with control("heat"):
        heat = st.select_slider("Temperature of the softmax", TEMPERATURES, FIRST_HEAT, **bound("batch-heat"))
    left, right = st.columns(2, gap="medium")
    with left:
        subheading("Cosine of each anchor with each partner")
        chart(in_batch_matrix(matrix.similarities, anchors, partners, marks=marks), "batch-cosines")
        st.caption("Your own pairs." if matrix.own else matrix.batch.note)
    with right:
        subheading("What the softmax of each row makes of it, and its loss")
        seen = in_batch(matrix.similarities, float(heat))
        figure = in_batch_matrix(
            seen.probabilities, anchors, partners, seen.losses, extent=(0, 1), name="probability", marks=marks
        )
        chart(figure, "batch-softmax")
        finding(batch_sentence(matrix, seen))


def batch_sentence(matrix: Matrix, seen: InBatch) -> str:
    """The loss of the batch, against that of an encoder that cannot tell its texts apart."""
    blind = float(np.log(len(matrix.pairs)))
    told = f"Mean loss {seen.mean:.2f}; an encoder that sees no difference pays ln {len(matrix.pairs)} = {blind:.2f}."
    if matrix.own or matrix.batch.watch is None:
        right = int((seen.probabilities.argmax(axis=1) == np.arange(len(matrix.pairs))).sum())
        return f"{told} {right} of {len(matrix.pairs)} anchors choose their own partner."
    row, column = matrix.batch.watch
    return (
        f"{told} “{matrix.pairs[row][0]}” gives {seen.probabilities[row, row]:.0%} to its partner and "
        f"{seen.probabilities[row, column]:.0%} to the marked text."
    )

"""What the visitor chooses on lesson 3: the contrastive training, the pairs of a batch, and a masked model."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import streamlit as st

from embedlab.errors import EmbedLabError, InputError
from embedlab.lessons.unsupervised_or_supervised.examples import Batch, load_batches
from embedlab.lessons.unsupervised_or_supervised.shipped import FIRST, PAIRS, START
from embedlab.lessons.unsupervised_or_supervised.study_batch import Pairs, as_lines, read_pairs
from embedlab.limits import BATCH_ROWS, TEXT_CHARS, TRAINING_SECONDS
from embedlab.models.cards import ModelCard
from embedlab.models.catalog import card
from embedlab.models.training import ContrastiveSpec
from embedlab.models.training.job_checks import check
from embedlab.numbers_text import duration, whole
from embedlab.ui.jobs import say_refusal, train_buttons
from embedlab.ui.model_access import ready, runtime
from embedlab.ui.model_select import choose_model, chosen_model, offered_models
from embedlab.ui.panels.messages import problem_box
from embedlab.ui.state import Keys, one_of, shareable_text
from embedlab.ui.teacher import control

KEYS = Keys("unsupervised_or_supervised")
TRAINING: Final = KEYS("contrastive")
"""The contrastive training of this page, among the trainings of a visitor."""

HIDEABLE = {
    "steps": "Steps", "temperature": "Temperature", "batch": "Batch", "more": "More", "row": "Definition",
    "after": "After", "forget": "Forget earlier runs", "example": "Pairs", "encoder": "Encoder", "pairs": "Edit pairs",
    "softmax": "Temperature of the softmax", "corpus": "Text", "probes": "Words to follow", "method": "Method",
    "labelled-steps": "Steps on labelled pairs", "margin": "Margin", "labelled-batch": "Batch of labelled pairs",
    "labelled-more": "More of labelled pairs", "labelled-forget": "Forget earlier labelled runs",
    "labelled-row": "Labelled definition", "pair-class": "Paired word",
    "next-text": "Text of next sentences", "next-cue": "Cue", "next-choice": "Choice of next sentence",
    "words-more": "More of word vectors",
    "masked": "Sentence with a mask", "new-words": "Leave out words of the sentence", "guesser": "Masked model",
}  # fmt: skip

BUDGETS: Final = (20, 50, 100, 200, 400)
"""Steps that each objective may make."""
ENCODERS: Final = {
    "all-minilm-l6-v2": "all-MiniLM-L6-v2",
    "glove-6b-50d": "GloVe, averaged",
    "before": "this page's encoder, no training",
    "supervised": "this page's encoder, supervised",
    "simcse": "this page's encoder, SimCSE",
}
NAMES: Final = {"before": "no training", "supervised": "supervised", "simcse": "SimCSE"}
SERIES: Final = {"supervised": "supervised", "simcse": "unsupervised"}
"""How the figures call an objective."""
FIRST_ROW: Final = "biennial"
"""The definition to begin with: one of those drawn that shows what both objectives do, and where they differ."""
PROBLEMS_SHOWN: Final = 4
LIMIT: Final = f"A training that takes longer than {duration(TRAINING_SECONDS)} is ended there, and says so."


def choose_training(*, live: bool) -> None:
    """Draw the controls of the training and its buttons; what cannot be trained is said below them."""
    steps_column, temperature_column, batch_column, more_column, press_column = st.columns(
        [3, 2, 2, 2, 4], gap="small", vertical_alignment="bottom"
    )
    with steps_column, control("steps"):
        steps = st.select_slider(
            "Steps", BUDGETS, FIRST.steps, help=f"Of each objective. {LIMIT}", **KEYS.bound("steps")
        )
    with temperature_column, control("temperature"):
        temperature = st.number_input(
            "Temperature", value=FIRST.temperature, step=0.01, format="%.3f",
            help="Cosines are divided by it before the softmax. Small: the nearest negatives count most.",
            **KEYS.bound_number("temperature"),
        )  # fmt: skip
    with batch_column, control("batch"):
        batch = st.number_input(
            "Batch", value=FIRST.batch, step=64, help="Pairs in a step; all others of the batch are negatives.",
            **KEYS.bound_number("batch"),
        )  # fmt: skip
    with more_column, control("more"), st.popover("More", icon=":material/tune:", width="stretch"):
        rate, dropout, seed = _choose_more()
    spec = ContrastiveSpec(
        table=_start_folder(), pairs=PAIRS, steps=int(steps), temperature=float(temperature), batch=int(batch),
        learning_rate=rate, dropout=dropout, seed=seed,
    )  # fmt: skip
    wrong = _problem_of(spec)
    with press_column:
        train_buttons(TRAINING, spec, live=live, blocked=bool(wrong) or not ready(card(START)))
    if wrong:
        problem_box(wrong)
    say_refusal(TRAINING, spec)


def _choose_more() -> tuple[float, float, int]:
    rate = st.number_input(
        "Learning rate", value=FIRST.learning_rate, step=0.001, format="%.4f", help="Of Adam.",
        **KEYS.bound_number("rate"),
    )  # fmt: skip
    dropout = st.number_input(
        "Dropout", value=FIRST.dropout, step=0.05, format="%.2f",
        help="Share of a text vector's numbers that SimCSE sets to zero, other ones each time.",
        **KEYS.bound_number("dropout"),
    )  # fmt: skip
    seed = st.number_input("Seed", 0, 9_999, FIRST.seed, help="Of order and dropout.", **KEYS.bound_number("seed"))
    return float(rate), float(dropout), int(seed)


def choose_row(terms: Sequence[str]) -> int:
    """Draw the choice of a held-out definition, named by its term; return its place."""
    first = terms.index(FIRST_ROW) if FIRST_ROW in terms else 0
    with control("row"):
        term = st.selectbox("Definition of", terms, first, label_visibility="collapsed", **KEYS.bound("row"))
    return terms.index(one_of(term, (terms[first], *terms)))


def choose_after() -> str:
    """Draw the choice of the objective whose outcome is shown."""
    with control("after"):
        after = st.segmented_control(
            "After", list(SERIES), default="supervised", format_func=lambda name: f"after {NAMES[name]}",
            required=True, label_visibility="collapsed", **KEYS.bound("after"),
        )  # fmt: skip
    return one_of(after, ("supervised", *SERIES))


def chosen_after() -> str:
    """The objective whose outcome is shown, as it is chosen on the page."""
    kept: str | None = st.session_state.get(KEYS("after"))
    return one_of(kept, ("supervised", *SERIES))


def _start_folder() -> Path:
    return runtime().store.folder(card(START))


def _problem_of(spec: ContrastiveSpec) -> str:
    """Why this cannot be trained, in a sentence; empty when it can, or when only the model is not here yet."""
    if not spec.table.is_dir():
        return ""
    try:
        check(spec)
    except EmbedLabError as error:
        return str(error)
    return ""


def choose_batch() -> tuple[Batch, str, Pairs]:
    """Draw the choice of pairs and encoder; what is wrong with typed lines is said below.

    Raises:
        InputError: the typed pairs make no batch.
    """
    batches = {batch.id: batch for batch in load_batches()}
    left, middle, right = st.columns([4, 5, 2], gap="small", vertical_alignment="bottom")
    with left, control("example"):
        name = st.selectbox(
            "Pairs", list(batches), format_func=lambda key: batches[key].title, **KEYS.bound("batch-pairs")
        )
    with middle, control("encoder"):
        encoder = st.selectbox(
            "Encoder", list(ENCODERS), format_func=lambda key: ENCODERS[key], **KEYS.bound("batch-encoder")
        )
    batch = batches[name]
    with right, control("pairs"), st.popover("Edit pairs", icon=":material/edit_note:", width="stretch"):
        st.caption(f"One pair a line with a bar between its two texts; 2 to {BATCH_ROWS} pairs.")
        typed = shareable_text("Your pairs", KEYS(f"batch-text-{name}"), as_lines(batch.rows), height=320)
    return batch, encoder, _typed_pairs(typed)


def chosen_encoder() -> str:
    """The encoder that is chosen on the page."""
    return str(st.session_state.get(KEYS("batch-encoder")) or next(iter(ENCODERS)))


def _typed_pairs(typed: str) -> Pairs:
    if len(typed) > TEXT_CHARS:
        raise InputError(f"These are {whole(len(typed))} characters; paste at most {whole(TEXT_CHARS)}.")
    read = read_pairs(typed)
    for problem in read.problems[:PROBLEMS_SHOWN]:
        problem_box(problem)
    if (rest := len(read.problems) - PROBLEMS_SHOWN) > 0:
        problem_box(f"{rest} more lines could not be used.")
    if len(read.pairs) < 2:
        raise InputError("A batch needs at least two pairs: without another pair there is no negative. Press Edit.")
    return read.pairs


def guessers() -> list[ModelCard]:
    """Models that guess hidden words and are here or ship, those that learnt nothing else first."""
    found = offered_models(lambda model: model.head == "masked-lm")
    return sorted(found, key=lambda model: model.axes.supervision == "supervised")


def choose_guesser() -> ModelCard:
    """Draw the choice of the model that guesses."""
    return choose_model("Model", guessers(), KEYS.bound("guesser"))


def chosen_guesser() -> ModelCard:
    """The model that guesses, as it is chosen on the page."""
    return chosen_model(guessers(), KEYS("guesser"))


def new_words_only() -> bool:
    """Whether guesses that stand in the sentence already are left out, as it is chosen on the page."""
    return bool(st.session_state.get(KEYS("new-words")))

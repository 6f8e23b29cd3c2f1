"""What the visitor chooses for word vectors on lesson 3: a text, the words to follow, and how to train."""

from dataclasses import replace
from typing import Final

import streamlit as st

from embedlab.errors import EmbedLabError, InputError
from embedlab.lessons.unsupervised_or_supervised.inputs import KEYS
from embedlab.lessons.unsupervised_or_supervised.shipped import PAIRS, PROBES
from embedlab.lessons.unsupervised_or_supervised.study_raw_text import follow, read_upload, words_to_follow
from embedlab.limits import TRAINING_PROBES, TRAINING_SECONDS, TRAINING_TEXT_CHARS, UPLOAD_MB
from embedlab.models.training import WordMethod, WordsSpec
from embedlab.models.training.word_training.corpora import lee_background
from embedlab.numbers_text import whole
from embedlab.ui.jobs import say_refusal, train_buttons
from embedlab.ui.panels.messages import note, problem_box
from embedlab.ui.state import shareable_text
from embedlab.ui.teacher import control

WORDS: Final = KEYS("words")
"""The training of word vectors of this page, among the trainings of a visitor."""

CORPORA: Final = {
    "dictionary": "A dictionary",
    "news": "300 news stories",
    "own": "Your own text",
}
FOLLOWED: Final = {"dictionary": " ".join(PROBES), "news": "police team government fire", "own": ""}
METHODS: Final[dict[WordMethod, str]] = {"skip-gram": "Skip-gram", "cbow": "CBOW", "fasttext": "FastText"}
FIRST: Final = WordsSpec(corpus=PAIRS, probes=PROBES)
NOTHING_YET: Final = "Paste a text or choose a file to learn from."
OWN_HELP: Final = f"At most {whole(TRAINING_TEXT_CHARS)} characters, pasted or as a .txt file of {UPLOAD_MB} MB."


def choose_words(*, live: bool) -> None:
    """Draw the choice of text and method and the buttons; what cannot be trained is said below them."""
    columns = st.columns([4, 5, 3, 3, 5], gap="small", vertical_alignment="bottom")
    with columns[0], control("corpus"):
        corpus = st.selectbox("Text", list(CORPORA), format_func=lambda key: CORPORA[key], **KEYS.bound("corpus"))
    with columns[1], control("probes"):
        typed = st.text_input(
            "Words to follow", FOLLOWED[corpus], placeholder="the most frequent ones",
            help=f"At most {TRAINING_PROBES}.", **KEYS.bound(f"probes-{corpus}"),
        )  # fmt: skip
    with columns[2], control("method"):
        method: WordMethod = st.selectbox(
            "Method", list(METHODS), format_func=lambda key: METHODS[key], **KEYS.bound("method")
        )
    with columns[3], control("words-more"), st.popover("More", icon=":material/tune:", width="stretch"):
        settings = _choose_numbers(method)
    text, problem = _own_text() if corpus == "own" else ("", "")
    spec = None
    if not problem:
        try:
            spec = _spec(corpus, typed or "", text, settings)
        except EmbedLabError as error:
            problem = str(error)
    with columns[4]:
        train_buttons(WORDS, spec or FIRST, live=live, blocked=spec is None)
    if problem:
        (note if problem == NOTHING_YET else problem_box)(problem)
    if spec is not None:
        say_refusal(WORDS, spec)


def _choose_numbers(method: WordMethod) -> WordsSpec:
    """Draw what is changed less often; a spec that lacks nothing but its text and the words to follow."""
    epochs = st.number_input("Epochs", value=FIRST.epochs, step=1, **KEYS.bound_number("epochs"))
    dimension = st.number_input("Dimensions", value=FIRST.dimension, step=10, **KEYS.bound_number("dimension"))
    window = st.number_input("Window", value=FIRST.window, step=1, **KEYS.bound_number("window"))
    least = st.number_input(
        "Least count", value=FIRST.least_count, step=1, help="Rarer words get no vector.", **KEYS.bound_number("least")
    )
    return WordsSpec(
        method=method, epochs=int(epochs), dimension=int(dimension), window=int(window), least_count=int(least),
        seconds=float(TRAINING_SECONDS),
    )  # fmt: skip


def _own_text() -> tuple[str, str]:
    """The visitor's text and what is wrong with it, or nothing."""
    left, right = st.columns([3, 2], gap="medium")
    with left:
        typed = shareable_text("Your text, sentences or lines", KEYS("own-text"), "", height=150, help=OWN_HELP)
    with right:
        upload = st.file_uploader(
            f"or a .txt file, at most {UPLOAD_MB} MB", type=["txt"], max_upload_size=UPLOAD_MB, key=KEYS("own-file")
        )
        st.caption(f"{OWN_HELP} It is read for this training alone and kept nowhere else.")
    if upload is None:
        return typed, "" if typed.strip() else NOTHING_YET
    try:
        return read_upload(upload.name, upload.getvalue()), ""
    except InputError as error:
        return "", str(error)


def _spec(corpus: str, probes: str, text: str, settings: WordsSpec) -> WordsSpec:
    words = words_to_follow(probes)
    if corpus == "own":
        return replace(settings, text=text, probes=words or follow(text, settings.least_count))
    return replace(settings, corpus=PAIRS if corpus == "dictionary" else lee_background(), probes=words)

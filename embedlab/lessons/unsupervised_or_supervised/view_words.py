"""Word vectors from raw text, trained on the page of lesson 3: the neighbours of a few words, epoch by epoch."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Final

import streamlit as st

from embedlab.errors import EmbedLabError, InputError
from embedlab.figures.learning import learning_curves
from embedlab.lessons.unsupervised_or_supervised.shipped import PAIRS, load_words
from embedlab.lessons.unsupervised_or_supervised.study_raw_text import follow, read_upload
from embedlab.limits import TRAINING_PROBES, TRAINING_SECONDS, TRAINING_TEXT_CHARS, UPLOAD_MB
from embedlab.models.training import WordMethod, WordsSpec, WordsStep
from embedlab.models.training.word_training.corpora import lee_background
from embedlab.studies.word_tables import split_words
from embedlab.ui.charts import chart
from embedlab.ui.jobs import AnyJob, current_job, poll, progress_text, say_refusal, train_buttons
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import note, problem_box
from embedlab.ui.state import bound, shareable_text
from embedlab.ui.teacher import control

CORPORA: Final = {
    "dictionary": "A dictionary",
    "news": "300 news stories",
    "own": "Your own text",
}
PROBES: Final = {"dictionary": "king river soldier green", "news": "police team government fire", "own": ""}
METHODS: Final[dict[WordMethod, str]] = {"skip-gram": "Skip-gram", "cbow": "CBOW", "fasttext": "FastText"}
FIRST: Final = WordsSpec(corpus=PAIRS, probes=tuple(PROBES["dictionary"].split()))
DRAWN: Final = 6
"""Neighbours in a line: as many as fit beside the loss."""
NOTHING_YET: Final = "Paste a text or choose a file to learn from."
OWN_HELP: Final = f"At most {TRAINING_TEXT_CHARS:,} characters, pasted or as a .txt file of {UPLOAD_MB} MB."


@dataclass(frozen=True)
class Followed:
    """The records to draw and whose they are."""

    steps: tuple[WordsStep, ...]
    job: AnyJob | None


def words_room() -> None:
    """Draw the choice of text and method, the buttons, and what the training has shown so far."""
    spec = _choose()
    if spec is not None:
        say_refusal("words", spec)
    every = poll("words")
    st.fragment(_results, run_every=every)(every is not None)


def _choose() -> WordsSpec | None:
    columns = st.columns([4, 5, 3, 3, 5], gap="small", vertical_alignment="bottom")
    with columns[0], control("corpus"):
        corpus = st.selectbox("Text", list(CORPORA), format_func=lambda key: CORPORA[key], **bound("corpus3"))
    with columns[1], control("probes"):
        typed = st.text_input(
            "Words to follow", PROBES[corpus], placeholder="the most frequent ones", help=f"At most {TRAINING_PROBES}.",
            **bound(f"probes3-{corpus}"),
        )  # fmt: skip
    with columns[2], control("method"):
        method: WordMethod = st.selectbox(
            "Method", list(METHODS), format_func=lambda key: METHODS[key], **bound("method3")
        )
    with columns[3], control("words-more"), st.popover("More", icon=":material/tune:", width="stretch"):
        settings = _choose_numbers(method)
    place = columns[4]
    text, problem = _own_text() if corpus == "own" else ("", "")
    spec = None
    if not problem:
        try:
            spec = _spec(corpus, typed or "", text, settings)
        except EmbedLabError as error:
            problem = str(error)
    with place:
        train_buttons("words", spec or FIRST, blocked=spec is None)
    if problem:
        (note if problem == NOTHING_YET else problem_box)(problem)
    return spec


def _choose_numbers(method: WordMethod) -> WordsSpec:
    """Draw what is changed less often; a spec that lacks nothing but its text and the words to follow."""
    epochs = st.number_input("Epochs", value=FIRST.epochs, step=1, **bound("epochs3"))
    dimension = st.number_input("Dimensions", value=FIRST.dimension, step=10, **bound("dimension3"))
    window = st.number_input("Window", value=FIRST.window, step=1, **bound("window3"))
    least = st.number_input(
        "Least count", value=FIRST.least_count, step=1, help="Rarer words get no vector.", **bound("least3")
    )
    return WordsSpec(
        method=method, epochs=int(epochs), dimension=int(dimension), window=int(window), least_count=int(least),
        seconds=float(TRAINING_SECONDS),
    )  # fmt: skip


def _own_text() -> tuple[str, str]:
    """The visitor's text and what is wrong with it, or nothing."""
    left, right = st.columns([3, 2], gap="medium")
    with left:
        typed = shareable_text("Your text, sentences or lines", "own-text3", "", height=150, help=OWN_HELP)
    with right:
        upload = st.file_uploader(
            f"or a .txt file, at most {UPLOAD_MB} MB", type=["txt"], max_upload_size=UPLOAD_MB, key="own-file3"
        )
        st.caption(f"{OWN_HELP} It is read for this training alone and kept nowhere else.")
    if upload is None:
        return typed, "" if typed.strip() else NOTHING_YET
    try:
        return read_upload(upload.name, upload.getvalue()), ""
    except InputError as error:
        return "", str(error)


def _spec(corpus: str, probes: str, text: str, settings: WordsSpec) -> WordsSpec:
    words = tuple(word.lower() for word in split_words(probes))
    if corpus == "own":
        return replace(settings, text=text, probes=words or follow(text, settings.least_count))
    return replace(settings, corpus=PAIRS if corpus == "dictionary" else lee_background(), probes=words)


def find_followed() -> Followed:
    """What is on the screen: this visitor's training, or the shipped one."""
    job = current_job("words")
    return Followed(load_words(), None) if job is None else Followed(job.steps, job)


def _results(live: bool) -> None:
    if live and poll("words") is None:
        st.rerun()
    shown = find_followed()
    if shown.job is None and not shown.steps:
        note("The shipped training cannot be read; press Train for one of your own.")
        return
    st.caption(told(shown))
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _neighbours(shown.steps)
    with right:
        subheading("Loss per word read")
        losses = [(float(step.epoch), step.loss) for step in shown.steps if step.loss is not None]
        series = {"loss": ([epoch for epoch, _ in losses], [loss for _, loss in losses])}
        highest = max((loss for _, loss in losses), default=1.0)
        last = max((step.epoch for step in shown.steps), default=1)
        asked = shown.job.spec if shown.job is not None else None
        planned = asked.epochs if isinstance(asked, WordsSpec) else last
        chart(
            learning_curves(
                series, x_name="epoch", y_name="loss", y_range=(0, math.ceil(highest)), x_end=planned, height=260
            ),
            "words-loss",
        )  # fmt: skip
        st.caption("gensim's running sum over the words it trained on. FastText keeps none.")


def told(shown: Followed) -> str:
    """Which training is shown, or where it stands."""
    if shown.job is None:
        return f"The shipped training: {METHODS[FIRST.method]} on the entries of the dictionary."
    if text := progress_text(shown.job):
        return text
    asked = shown.job.spec
    assert isinstance(asked, WordsSpec)
    return f"Your training: {METHODS[asked.method]}, {shown.steps[-1].epoch} epochs in {shown.job.seconds:.0f} s."


def _neighbours(steps: tuple[WordsStep, ...]) -> None:
    probes = list(steps[-1].neighbours) if steps else []
    if not probes:
        subheading("Nearest words, epoch by epoch")
        finding("Reading the text …")
        return
    probe = st.segmented_control("Nearest words to", probes, default=probes[0], required=True, key="probe3")
    probe = probe if probe in probes else probes[0]
    rows = [nearest(step, probe) for step in steps]
    st.html(neighbours_html(probe, [step.epoch for step in steps], rows))
    finding(neighbours_sentence(probe, steps))


def nearest(step: WordsStep, probe: str) -> list[str]:
    """The words that are drawn of a record, nearest first."""
    return [word for word, _ in step.neighbours.get(probe, ())][:DRAWN]


def neighbours_html(probe: str, epochs: Sequence[int], neighbours: Sequence[Sequence[str]]) -> str:
    """One line of words an epoch, nearest first; those that are there in the end are strong. Words are escaped."""
    last = set(neighbours[-1])
    rows = "".join(
        f'<tr><th scope="row">{f"epoch {epoch}" if epoch else "random start"}</th><td><ol class="el-chips">'
        + "".join(
            f'<li class="el-chip">{f"<b>{escape(word)}</b>" if epoch and word in last else escape(word)}</li>'
            for word in words
        )
        + "</ol></td></tr>"
        for epoch, words in zip(epochs, neighbours, strict=True)
    )
    label = f"Nearest words to {escape(probe)}, epoch by epoch; bold: still there in the last line"
    return f'<div class="el-epochs"><table aria-label="{label}"><tbody>{rows}</tbody></table></div>'


def neighbours_sentence(probe: str, steps: tuple[WordsStep, ...]) -> str:
    """How far the neighbours of a word have settled."""
    start, last = nearest(steps[0], probe), nearest(steps[-1], probe)
    if len(steps) == 1:
        return f"Before training every vector is random: “{probe}” stands beside {', '.join(start[:3])}."
    kept = len(set(start) & set(last))
    left = "none is" if not kept else "one is" if kept == 1 else f"{kept} are"
    return (
        f"After {steps[-1].epoch} epochs “{probe}” stands beside {', '.join(last[:3])}. Of the {len(start)} neighbours "
        f"it had by chance {left} left. Nobody said what a word means."
    )

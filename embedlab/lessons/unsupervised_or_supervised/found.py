"""What lesson 3 finds out before it draws: trainings, in-batch matrices and hidden words, shipped or live."""

from dataclasses import replace
from typing import Final, cast

import streamlit as st

from embedlab.errors import EmbedLabError, InputError, StoreError
from embedlab.lessons.unsupervised_or_supervised.examples import Batch, load_batches
from embedlab.lessons.unsupervised_or_supervised.export import Takeaway
from embedlab.lessons.unsupervised_or_supervised.facts import TrainingFacts, batch_facts, mask_facts
from embedlab.lessons.unsupervised_or_supervised.inputs import ENCODERS, KEYS, chosen_encoder, chosen_guesser
from embedlab.lessons.unsupervised_or_supervised.shipped import (
    CARDS,
    GUESSES,
    SENTENCE,
    START,
    load_guesses,
    load_run,
    load_similarities,
    load_words,
)
from embedlab.lessons.unsupervised_or_supervised.shipped_labelled import load_labelled_run
from embedlab.lessons.unsupervised_or_supervised.shipped_next import load_next
from embedlab.lessons.unsupervised_or_supervised.study import Run, Shown, kept_earlier, run_of, spec_of
from embedlab.lessons.unsupervised_or_supervised.study_batch import (
    Floats,
    Matrix,
    Pairs,
    card_similarities,
    trained_similarities,
)
from embedlab.limits import MASKED_CHARS
from embedlab.models.cards import ModelCard
from embedlab.models.catalog import card
from embedlab.models.encoders import fill_mask
from embedlab.models.encoders.fill import Guesses
from embedlab.numbers_text import whole
from embedlab.studies.remembered import remembered
from embedlab.ui.jobs import AnyJob, runs
from embedlab.ui.model_access import is_here, ready, runtime
from embedlab.ui.panels.messages import problem_box

EARLIER_KEPT: Final = 4
"""Earlier trainings that stay on the chart of a visitor."""
_RUN, _EARLIER, _BEFORE = (KEYS(name) for name in ("run", "earlier", "shown-before"))


def find_shown(job: AnyJob | None) -> Shown:
    """What the page shows while ``job`` is the training that was asked for last; says it when nothing ships."""
    live = runs(job)
    kept: Run | None = st.session_state.get(_RUN)
    if job is not None and job.state == "done" and (kept is None or kept.key != job.key):
        result = job.result()  # None when the trainer had to drop it before this page looked
        if result is not None:
            kept = st.session_state[_RUN] = run_of(job.key, spec_of(job), job.steps, result)
    if kept is None:
        try:
            kept = load_run()
        except StoreError as error:
            problem_box(str(error))
    now = Shown(kept, job, live)
    earlier = kept_earlier(st.session_state.get(_EARLIER, ()), _shown_before(now), now.settings, EARLIER_KEPT)
    st.session_state[_EARLIER] = earlier
    return replace(now, earlier=earlier)


def _shown_before(now: Shown) -> Shown | None:
    """What was on the chart before, when that is another training than ``now``."""
    before: Shown | None = st.session_state.get(_BEFORE)
    st.session_state[_BEFORE] = now
    return None if before is None or before.key == now.key else before


def forget_earlier() -> None:
    """Take the earlier trainings off the chart; for a button's ``on_click``."""
    st.session_state[_EARLIER] = ()


def find_matrix(batch: Batch, encoder: str, pairs: Pairs, shown: Shown) -> Matrix | None:
    """Compare the pairs by an encoder; None while its model is not here.

    Raises:
        EmbedLabError: the encoder cannot answer.
    """
    trained_here = encoder in ("supervised", "simcse") and shown.run is not None and bool(shown.run.key)
    if pairs == batch.rows and not trained_here and (found := load_similarities(batch.id, encoder)) is not None:
        return Matrix(batch, encoder, pairs, found)
    if not ready(card(encoder if encoder in CARDS else START)):
        return None
    if encoder in CARDS:
        return Matrix(batch, encoder, pairs, _by_card(encoder, pairs))
    if encoder != "before" and shown.result is None:
        raise InputError("To encode your own pairs with it, train this encoder first: press Train above.")
    return Matrix(
        batch, encoder, pairs, trained_similarities(runtime().table(card(START)), shown.result, encoder, pairs)
    )


@remembered
def _by_card(encoder: str, pairs: Pairs) -> Floats:
    return card_similarities(runtime(), card(encoder), pairs)


def takeaway() -> Takeaway:
    """What this visitor's parts below the first screen have shown last; what ships, before one is opened."""
    kept = KEYS("takeaway")
    if kept not in st.session_state:
        batch, encoder = load_batches()[0], next(iter(ENCODERS))
        cosines = load_similarities(batch.id, encoder)
        matrix = None if cosines is None else Matrix(batch, encoder, batch.rows, cosines)
        st.session_state[kept] = Takeaway(
            matrix, load_words(), run.steps if (run := load_labelled_run()) else (), load_next()
        )
    return cast("Takeaway", st.session_state[kept])


def find_guesses(model: ModelCard, text: str) -> tuple[Guesses, ...]:
    """The likeliest words at each gap of a sentence, shipped or live; empty while the model is not here.

    Raises:
        EmbedLabError: the model cannot answer, nothing is hidden in the sentence, or it is too long.
    """
    if len(text) > MASKED_CHARS:
        raise InputError(f"The sentence has {whole(len(text))} characters; shorten it to {MASKED_CHARS} or fewer.")
    return load_guesses(model.id, text) or (_live_guesses(model.id, text) if ready(model) else ())


@remembered
def _live_guesses(model: str, text: str) -> tuple[Guesses, ...]:
    return fill_mask(runtime(), card(model), text, GUESSES)


def quiz_facts(shown: Shown) -> TrainingFacts:
    """What the quiz may speak of beyond the training: two batches by the chosen encoder, and the hidden word."""
    return replace(_batch_facts(shown), **_mask_facts().known())


def _batch_facts(shown: Shown) -> TrainingFacts:
    batches, encoder = {batch.id: batch for batch in load_batches()}, chosen_encoder()
    try:
        plain, false = (
            find_matrix(batches[name], encoder, batches[name].rows, shown) for name in ("plain", "false-negative")
        )
    except EmbedLabError:
        return TrainingFacts()  # said where the encoder is chosen
    if plain is None or false is None:
        return TrainingFacts()
    return batch_facts(plain.similarities, false.similarities, false.batch)


def _mask_facts() -> TrainingFacts:
    model, text = chosen_guesser(), str(st.session_state.get(KEYS("masked"), SENTENCE) or "")
    # Only a language model guesses words for their own sake, and a quiz does not fetch one.
    if model.axes.supervision == "supervised" or not (is_here(model) or load_guesses(model.id, text)):
        return TrainingFacts()
    try:
        found = find_guesses(model, text)
    except EmbedLabError:
        return TrainingFacts()
    return mask_facts(found[0]) if found else TrainingFacts()

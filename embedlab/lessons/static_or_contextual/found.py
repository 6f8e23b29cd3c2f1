"""What lesson 1 finds out before it draws: shipped for a shipped word, else live and remembered for every visitor."""

import streamlit as st

from embedlab.compute.projection import Method
from embedlab.compute.similarity import cosine_parts, cosine_similarity
from embedlab.content.word_places import Occurrence
from embedlab.lessons.static_or_contextual.export import Takeaway
from embedlab.lessons.static_or_contextual.inputs import KEYS, More, WordChoice
from embedlab.lessons.static_or_contextual.inputs_layer import chosen_layer
from embedlab.lessons.static_or_contextual.shipped import load_spot, load_study
from embedlab.lessons.static_or_contextual.study import Senses, SenseStudy, WordAttention, attend, study_senses
from embedlab.models.cards import ModelCard
from embedlab.models.catalog import card
from embedlab.models.encoders import occurrence_states
from embedlab.models.measure import Cost, measure
from embedlab.studies.remembered import remembered, remembered_for
from embedlab.studies.word_tables import Spot, spot
from embedlab.ui.model_access import is_here, runtime
from embedlab.ui.panels.messages import waiting


def find_senses(choice: WordChoice, model: ModelCard, more: More) -> Senses:
    """The word through every layer of a model, which is here unless the sentences ship.

    Raises:
        EmbedLabError: the model cannot be fetched, or read none of the occurrences.
    """
    shipped = load_study(model.id, choice.word, choice.occurrences) if choice.shipped else None
    # Only the map by PCA ships.
    found = shipped.study if shipped and more.method == "pca" else None
    asked = (model.id, choice.occurrences, more.method, more.seed)
    study = found or waiting("Reading the sentences and drawing the map …", _live_study, *asked)
    return Senses(choice.word, choice.occurrences, choice.shipped, model, study)


@remembered
def _live_study(model: str, occurrences: tuple[Occurrence, ...], method: Method, seed: int) -> SenseStudy:
    return study_senses(runtime(), card(model), occurrences, method, seed)


def find_attention(found: Senses, occurrence: Occurrence) -> WordAttention | None:
    """The attention of one occurrence; None when only a model that is not here yet could tell.

    Raises:
        EmbedLabError: the model cannot be read.
    """
    # Of each shipped word only the first occurrence ships with its attention: all heads of all would be large.
    if found.shipped and occurrence == found.occurrences[0]:
        shipped = load_study(found.model.id, found.word, found.occurrences)
        if shipped is not None:
            return shipped.attention
    return _live_attention(found.model.id, occurrence) if is_here(found.model) else None


@remembered
def _live_attention(model: str, occurrence: Occurrence) -> WordAttention:
    return attend(runtime(), card(model), occurrence)


def find_spot(table: ModelCard, word: str) -> Spot | None:
    """The neighbourhood of a word in a static table; None when the table is not here yet.

    Raises:
        EmbedLabError: the table has never seen the word, or cannot be read.
    """
    return load_spot(table.id, word) or (_live_spot(table.id, word) if is_here(table) else None)


@remembered
def _live_spot(table: str, word: str) -> Spot:
    return spot(runtime().table(card(table)), word)


def find_cost(found: Senses, table: ModelCard) -> Cost | None:
    """A look-up and a forward pass over the first sentence, measured; None while a model is not here.

    Raises:
        EmbedLabError: a model cannot be read.
    """
    if not (is_here(found.model) and is_here(table)):
        return None
    return _measured(table.id, found.model.id, found.word, found.occurrences[0].text)


# Ten minutes: a machine that was busy when it was measured is measured again.
@remembered_for(seconds=600)
def _measured(table: str, model: str, word: str, text: str) -> Cost:
    return measure(runtime(), card(table), card(model), word, text)


def find_cosine(found: Senses) -> tuple[list[float], float] | None:
    """The cosine of the first occurrence and its nearest neighbour at the last layer: its terms, and the whole.

    None with a single occurrence, or while the model is not here.

    Raises:
        EmbedLabError: the model cannot be read.
    """
    study = found.study
    near = study.neighbours(0, study.layers, 1)
    if not near or not is_here(found.model):
        return None
    return _live_cosine(found.model.id, (study.occurrences[0], near[0][0]), study.layers)


@remembered
def _live_cosine(model: str, pair: tuple[Occurrence, Occurrence], layer: int) -> tuple[list[float], float]:
    states = occurrence_states(runtime(), card(model), [(o.text, (o.start, o.end)) for o in pair])
    first, second = states.frames[layer]
    # The whole by its own way: a table whose terms are summed would add up whatever they were.
    return cosine_parts(first, second).tolist(), float(cosine_similarity(first[None], second[None])[0, 0])


def takeaway(found: Senses) -> Takeaway:
    """The layer that this visitor looks at, for what is taken away between two runs."""
    layer = chosen_layer(found)
    kept: Takeaway = st.session_state.setdefault(KEYS("takeaway"), Takeaway(layer))
    kept.layer = layer
    return kept

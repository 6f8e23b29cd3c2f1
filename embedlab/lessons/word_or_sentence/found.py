"""What lesson 2 finds out about two texts and the shipped pairs: from the files while it can, else from the models."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from embedlab.compute.pooling import Pooling
from embedlab.compute.similarity import cosine_similarity
from embedlab.errors import EmbedLabError
from embedlab.lessons.word_or_sentence.examples import load_pairs
from embedlab.lessons.word_or_sentence.inputs import Choice
from embedlab.lessons.word_or_sentence.shipped import load_bench, load_tables
from embedlab.lessons.word_or_sentence.study import TokenTable, token_table
from embedlab.lessons.word_or_sentence.study_bench import Bench, pair_cosines
from embedlab.lessons.word_or_sentence.study_setups import SPELT, Setup, poolings_of, short_name
from embedlab.models.cards import ModelCard
from embedlab.models.catalog import card as card_of
from embedlab.ui.model_access import is_here, ready, runtime
from embedlab.ui.panels.messages import problem_box

_ASKED: Final = "el-pooling-asked"


@dataclass(frozen=True, eq=False)
class Tables:
    """The two texts as the chosen model reads them, in one batch: the shorter one is padded."""

    pair: tuple[TokenTable, TokenTable]

    def cosine(self, pooling: Pooling) -> float:
        """The cosine of the two pooled vectors, -1 to 1."""
        one, other = (table.pooled(pooling) for table in self.pair)
        return float(cosine_similarity(one[None], other[None])[0, 0])


def begin() -> None:
    """Forget which models this drawing of the page has asked for."""
    st.session_state[_ASKED] = set()


def ready_once(card: ModelCard) -> bool:
    """Whether a model can answer now; the first to ask fetches it and shows how far that is, the others only wait."""
    asked: set[str] = st.session_state.setdefault(_ASKED, set())
    if card.id in asked:
        return is_here(card)
    asked.add(card.id)
    return ready(card)


def find_tables(card: ModelCard, texts: tuple[str, str] | None) -> Tables | None:
    """The token tables of both texts, shipped or live; None without texts and while the model cannot answer."""
    if texts is None:
        return None
    shipped = load_tables(card.id)
    if not all(text in shipped for text in texts) and not ready_once(card):
        return None
    try:
        found = [shipped[text] if text in shipped else _live_table(card.id, text) for text in texts]
    except EmbedLabError as error:
        problem_box(str(error))
        return None
    # Words are looked up one by one; only what runs through an encoder together is padded.
    longest = 0 if card.family == "static" else max(map(len, found))
    return Tables((found[0].padded(longest), found[1].padded(longest)))


@st.cache_resource(max_entries=128, show_spinner=False)
def _live_table(model: str, text: str) -> TokenTable:
    return token_table(runtime(), card_of(model), text)


def find_bench(cards: Sequence[ModelCard]) -> Bench:
    """The bench over every model, shipped or live; a model that is neither is left out."""
    shipped = load_bench()
    cosines: dict[Setup, NDArray[np.float32]] = {}
    for card in cards:
        setups = [Setup(card.id, how) for how in poolings_of(card)]
        if all(setup in shipped for setup in setups):
            cosines |= {setup: shipped[setup] for setup in setups}
        elif is_here(card):
            cosines |= _live_bench(card.id)
    return Bench(load_pairs(), cosines)


@st.cache_resource(max_entries=16, show_spinner="Scoring the pairs …")
def _live_bench(model: str) -> dict[Setup, NDArray[np.float32]]:
    return pair_cosines(runtime(), card_of(model), [(pair.left, pair.right) for pair in load_pairs()])


def find_own_cosines(choice: Choice, bench: Bench) -> dict[Setup, float]:
    """The cosine of the two texts on the page by every setup; nan where the model is not here or knows no word."""
    if choice.pair is not None:
        row = bench.pairs.index(choice.pair)
        return {setup: float(values[row]) for setup, values in bench.cosines.items()}
    if choice.texts is None:
        return {}
    found: dict[Setup, float] = {}
    for model in dict.fromkeys(setup.model for setup in bench.cosines):
        if is_here(card_of(model)):
            found |= _own(model, choice.texts)
    return found


@st.cache_data(max_entries=256, show_spinner=False)
def _own(model: str, texts: tuple[str, str]) -> dict[Setup, float]:
    return {setup: float(values[0]) for setup, values in pair_cosines(runtime(), card_of(model), [texts]).items()}


def first_rows(choice: Choice, bench: Bench) -> list[Setup]:
    """The chosen model by every pooling, then the mean of each other model."""
    chosen = [setup for setup in bench.cosines if setup.model == choice.card.id]
    return chosen + [s for s in bench.cosines if s.model != choice.card.id and s.pooling == "mean"]


def row_name(setup: Setup) -> str:
    """What a reader calls a setup, short."""
    return f"{short_name(card_of(setup.model))}, {SPELT[setup.pooling]}"


def reach(cells: NDArray[np.floating]) -> tuple[float, float]:
    """A range around 0 that holds every cell, its end rounded up to one digit: raw vectors have any length."""
    top = float(np.abs(cells).max(initial=0.0)) or 1.0
    unit = 10.0 ** np.floor(np.log10(top))
    end = float(np.ceil(top / unit) * unit)
    return -end, end

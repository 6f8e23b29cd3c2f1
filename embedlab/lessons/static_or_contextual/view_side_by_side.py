"""Tables of word vectors beside each other: the same question put to each, an answer in each column."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from embedlab.models.cards import ModelCard
from embedlab.models.text.word_table import WordTable
from embedlab.ui.model_access import ready, runtime
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import errors_shown


@dataclass(frozen=True)
class SideBySide:
    """The static models that are compared, at least one."""

    cards: Sequence[ModelCard]

    def draw(self, answer: Callable[[ModelCard, WordTable], None]) -> None:
        """Draw ``answer`` for each table; what is not here yet says how far it is, an error stays in its column."""
        for column, card in zip(st.columns(len(self.cards), gap="medium"), self.cards, strict=True):
            with column:
                subheading(card.name)
                if ready(card):
                    with errors_shown():
                        answer(card, runtime().table(card))

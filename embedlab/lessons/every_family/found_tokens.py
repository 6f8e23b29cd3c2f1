"""What one word does to a score, remembered for all visitors or found out now, with a sign that it is being done."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass

import streamlit as st

from embedlab.lessons.every_family.study import Families
from embedlab.lessons.every_family.study_tokens import Occlusion, beside, live_occlusion
from embedlab.studies.rank.ranker import followed
from embedlab.studies.searches import cards_behind, name_of
from embedlab.studies.word_parts import Side, WordParts, live_word_parts
from embedlab.ui.model_access import is_here
from embedlab.ui.panels.messages import waiting

SIDES: tuple[Side, ...] = ("query", "text")


@dataclass(frozen=True)
class Weighed:
    """One score by its words: by what is lost without each, and by its parts, for query and text; None without parts.

    Attributes:
        ranker: whose score.
        lost: by side.
        parts: by side.
    """

    ranker: str
    lost: Mapping[Side, Occlusion]
    parts: Mapping[Side, WordParts | None]


def is_here_for(families: Families, ranker: str) -> bool:
    """Whether all models of a ranker can answer without a fetch."""
    return all(is_here(card) for card in cards_behind(ranker, families.options))


def find_lost(families: Families, ranker: str) -> Mapping[Side, Occlusion]:
    """What is lost without each word of the query and of the text.

    Raises:
        EmbedLabError: a model cannot answer.
    """
    said = f"{name_of(ranker)} scores again without each word …"
    texts, document = beside(ranker, families.search.texts, families.document)
    with _left_by_who_has_gone():
        return {
            side: waiting(said, live_occlusion, ranker, families.search.query, texts, document, families.options, side)
            for side in SIDES
        }


def _left_by_who_has_gone() -> AbstractContextManager[None]:
    """End the rankings inside when the visitor waits for them no longer."""
    place = st.empty()
    # Drawing, be it nothing, is where Streamlit ends such a run.
    return followed(lambda _done, _count: place.empty())


def find_parts(families: Families, ranker: str) -> Mapping[Side, WordParts | None]:
    """What each word brings, where the score splits.

    Raises:
        EmbedLabError: a model cannot answer.
    """
    said = f"The score of {name_of(ranker)} is taken apart …"
    texts, document = beside(ranker, families.search.texts, families.document)
    return {
        side: waiting(said, live_word_parts, ranker, families.search.query, texts, document, families.options, side)
        for side in SIDES
    }


def find_weighed(families: Families, ranker: str) -> Weighed:
    """Both of one ranker.

    Raises:
        EmbedLabError: a model cannot answer.
    """
    return Weighed(ranker, find_lost(families, ranker), find_parts(families, ranker))

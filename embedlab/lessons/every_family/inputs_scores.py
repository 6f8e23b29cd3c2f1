"""What the visitor chooses in the parts that take scores apart: the rankers, the way, and whose words."""

from collections.abc import Sequence
from typing import Final, Literal

import streamlit as st

from embedlab.lessons.every_family.inputs import KEYS
from embedlab.lessons.every_family.study import Families
from embedlab.studies.searches import name_of
from embedlab.studies.word_parts import Side
from embedlab.ui.state import one_of
from embedlab.ui.teacher import control

ALL: Final = "all families"
ENDS: Final = ("the one that ranks it highest", "the one that ranks it lowest")
"""Stand for a ranker each, whichever text is followed."""
WAYS: Final = ("Score without the word", "Parts that add up")

Way = Literal["occlusion", "parts"]


def choose_score(families: Families, number: int) -> str:
    """Draw whose score is taken apart at the left (0) or the right (1); at first those that differ most in rank."""
    names = (*ENDS, *families.results)
    with control(f"score{number + 1}"):
        chosen = st.selectbox(
            f"Score {number + 1}", names, number, format_func=_called, **KEYS.bound(f"score{number + 1}")
        )
    chosen = one_of(chosen, names)
    return end_of(families, ENDS.index(chosen)) if chosen in ENDS else chosen


def end_of(families: Families, number: int) -> str:
    """The ranker that puts the followed text highest (0), the first of equals, or lowest (1), the last of equals."""
    ranks = {ranker: families.rank_of(ranker, families.document) for ranker in families.results}
    return min(ranks, key=ranks.__getitem__) if number == 0 else max(reversed(ranks), key=ranks.__getitem__)


def _called(name: str) -> str:
    return name[0].upper() + name[1:] if name in (*ENDS, ALL) else name_of(name)


def choose_ranker(rankers: Sequence[str]) -> str:
    """Draw whose words are marked: one ranker's, or those of all."""
    names = (ALL, *rankers)
    with control("marked"):
        chosen = st.selectbox("Words marked by", names, format_func=_called, **KEYS.bound("marked"))
    return one_of(chosen, names)


def choose_way() -> Way:
    """Draw how the words of all families are weighed."""
    with control("way"):
        chosen = st.segmented_control("Weighed by", WAYS, default=WAYS[0], required=True, **KEYS.bound("way"))
    return "parts" if chosen == WAYS[1] else "occlusion"


def choose_side() -> Side:
    """Draw whose words are listed."""
    with control("side"):
        sides = ("Words of the text", "Words of the query")
        chosen = st.segmented_control("Listed below", sides, default=sides[0], required=True, **KEYS.bound("side"))
    return "query" if chosen == sides[1] else "text"

"""The labels that a visitor has given, as long as their page is open, and what classifiers have come to with them."""

from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from embedlab.compute.few_shot import HeadName
from embedlab.lessons.uses.inputs_keys import KEYS
from embedlab.lessons.uses.study import Chosen
from embedlab.lessons.uses.study_curves import parting
from embedlab.lessons.uses.study_few import Label, accuracy_after, points_of_curve
from embedlab.studies.labelled.text_points import Points

_KEY: Final = KEYS("few-session")
_KEPT: Final = 4_000


@dataclass(frozen=True)
class Labelling:
    """What a visitor has done on one set.

    Attributes:
        of: the parting of the set that it belongs to.
        labels: in the order in which they were given.
        skipped: rows of texts that were passed by.
        reached: accuracy by model, head and the hash of the labels; grows as it is asked for, up to ``_KEPT``.
    """

    of: str
    labels: tuple[Label, ...] = ()
    skipped: tuple[int, ...] = ()
    reached: dict[tuple[str, HeadName, int], float] = field(default_factory=dict)


def labelling(chosen: Chosen) -> Labelling:
    """What this visitor has done on the set; nothing yet where it is another than before."""
    now: Labelling | None = st.session_state.get(_KEY)
    if now is None or now.of != parting(chosen.labelled):
        now = st.session_state[_KEY] = Labelling(parting(chosen.labelled))
    return now


def give(of: str, row: int, kind: int) -> None:
    """Keep a label of the texts ``of``, unless others are labelled now; for a button's ``on_click``."""
    now: Labelling = st.session_state[_KEY]
    if of == now.of and row not in {each for each, _ in now.labels}:
        st.session_state[_KEY] = replace(now, labels=(*now.labels, (row, kind)))


def skip(of: str, row: int) -> None:
    """Pass a text of the texts ``of`` by, unless others are labelled now; for a button's ``on_click``."""
    now: Labelling = st.session_state[_KEY]
    if of == now.of:
        st.session_state[_KEY] = replace(now, skipped=(*now.skipped, row))


def undo() -> None:
    """Take the last label back; for a button's ``on_click``."""
    now: Labelling = st.session_state[_KEY]
    st.session_state[_KEY] = replace(now, labels=now.labels[:-1])


def reset() -> None:
    """Forget all labels; for a button's ``on_click``."""
    st.session_state[_KEY] = Labelling(st.session_state[_KEY].of)


def reached(chosen: Chosen, points: Points, now: Labelling) -> tuple[list[int], NDArray[np.float64]]:
    """After how many labels which accuracy was reached, (s,) and (s,): only where there were two classes."""
    counts, shares = [], []
    for count in points_of_curve(len(now.labels)):
        key = (points.model, chosen.head, hash(now.labels[:count]))
        if key not in now.reached:
            if len(now.reached) >= _KEPT:
                now.reached.clear()
            now.reached[key] = accuracy_after(chosen.labelled, points.rows, now.labels[:count], chosen.head)
        if np.isfinite(now.reached[key]):
            counts.append(count)
            shares.append(now.reached[key])
    return counts, np.array(shares)

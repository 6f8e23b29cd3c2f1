"""The pairs of the part "Duplicates": what a threshold finds, and what each tool costs on this machine."""

from collections.abc import Sequence
from html import escape
from typing import Final

import streamlit as st

from embedlab.content.duplicate_texts import DuplicateTexts
from embedlab.content.labelled_set import LabelledSet
from embedlab.lessons.uses.inputs_doubles import choose_outcome, choose_timing
from embedlab.lessons.uses.inputs_keys import KEYS
from embedlab.lessons.uses.study_cosines import HASHES, MINHASH, TIMED, Alike, timed_reading
from embedlab.lessons.uses.study_doubles import Twins, pairs_of
from embedlab.lessons.uses.study_pairs import (
    LISTED,
    ListedPair,
    Outcome,
    outcomes,
    pair_rows,
    runs_shared,
    shared_spans,
)
from embedlab.models.cards import ModelCard
from embedlab.numbers_text import counted, measured, signed, whole
from embedlab.studies.span_marks import spans_html
from embedlab.ui.exports import offer
from embedlab.ui.model_access import ready, runtime
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import note
from embedlab.ui.panels.table import Markup, table
from embedlab.ui.style import MARKED

_SHOWN: Final = 400
"""Characters of a text in a list."""
_NOTHING: Final[dict[Outcome, str]] = {
    "right": "No twin is found at this threshold.",
    "wrong": "There is no false alarm at this threshold.",
    "missed": "No twin is missed at this threshold.",
}


def draw_outcomes(
    known: DuplicateTexts, alike: Alike, twins: Twins, threshold: float, run: int, *, sisters: bool
) -> None:
    """Draw the pairs that a threshold finds, should not have found, or misses."""
    lists = outcomes(known, pairs_of(known), alike, twins, threshold, sisters=sisters)
    outcome = choose_outcome({each: listed.count for each, listed in lists.items()})
    if lists[outcome].count:
        _draw_pairs(known.labelled, alike, lists[outcome].pairs, lists[outcome].count, run)
    else:
        note(_NOTHING[outcome])
    offer("Twins", lambda: pair_rows(known.labelled, {str(name): listed.pairs for name, listed in lists.items()}))


def draw_nearest(labelled: LabelledSet, alike: Alike, listed: Sequence[ListedPair], count: int, run: int) -> None:
    """Draw the nearest pairs of texts of which no pairs are known."""
    if listed:
        _draw_pairs(labelled, alike, listed, count, run)
        offer(f"Nearest pairs of {labelled.name}", lambda: pair_rows(labelled, {"nearest": list(listed)}))


def _draw_pairs(labelled: LabelledSet, alike: Alike, listed: Sequence[ListedPair], count: int, run: int) -> None:
    shown = listed[:LISTED]
    texts = [(labelled.texts[pair.first], labelled.texts[pair.second]) for pair in shown]
    exact = [runs_shared(*both, run) for both in texts]
    rows: list[list[object]] = [
        [signed(pair.score), Markup(f"{pair_html(*both)}<small>{escape(pair.told)} · Jaccard {signed(share)}</small>")]
        for pair, both, share in zip(shown, texts, exact, strict=True)
    ]
    unit = "cosine" if alike.tool != MINHASH else "MinHash"
    table("Pairs of texts", (unit, "texts, the words that both have are marked"), rows, style="matrix", named=False)
    told = f"The first {whole(LISTED)} of {whole(count)}. " if count > LISTED else ""
    runs = "words" if run == 1 else f"runs of {whole(run)} words"
    told += f"Jaccard: of all {runs} of two texts the share that both have, counted exactly."
    if alike.tool == MINHASH:
        off = sum(abs(pair.score - share) for pair, share in zip(shown, exact, strict=True)) / len(shown)
        told += f" MinHash estimates it from {whole(HASHES)} hashes: here it is off by {signed(off)} on average."
    st.caption(told)


def pair_html(one: str, other: str) -> str:
    """Return two texts below each other, escaped, with the words that they share marked."""
    lines = []
    for text, spans in zip((one, other), shared_spans(one, other), strict=True):
        cut = "" if len(text) <= _SHOWN else " …"
        marked = spans_html(text, dict.fromkeys(spans, MARKED), 0, min(len(text), _SHOWN))
        lines.append(f"<div>{marked.replace(chr(10), '<br>')}{cut}</div>")
    return '<hr style="border:0;margin:0.25rem 0">'.join(lines)


def draw_costs(labelled: LabelledSet, tools: Sequence[Alike], card: ModelCard) -> None:
    """Draw what each tool costs on this machine, and the button that times the model."""
    subheading("What it costs on this machine")
    texts = len(labelled.texts)
    key = KEYS("doubles-seconds")
    slowest = st.session_state.get(key, {})
    of_model = any(tool.tool == card.id for tool in tools)
    if of_model and choose_timing(card, min(TIMED, texts)) and ready(card):
        slowest = {**slowest, (labelled.digest, card.id): timed_reading(runtime(), labelled, card.id)}
        st.session_state[key] = slowest
    rows: list[list[object]] = []
    for tool in tools:
        if tool.tool == card.id:
            each = slowest.get((labelled.digest, card.id))
            read = "not timed yet" if each is None else f"about {measured(each * texts)} to read them"
            rows.append([tool.name, read, f"{measured(tool.seconds)} to compare"])
        else:
            what = f"{whole(HASHES)} hashes a text" if tool.tool == MINHASH else "counting words"
            rows.append([tool.name, what, f"{measured(tool.seconds)} in all"])
    table(f"Time for {whole(texts)} texts", ("tool", "", "all pairs"), rows, style="matrix", named=False)
    st.caption(
        f"Measured once for these {counted(texts, 'text')} and all {whole(texts * (texts - 1) // 2)} pairs of them. A "
        "collection of millions is not compared pair by pair: signatures are cut into bands, vectors put into a graph."
    )

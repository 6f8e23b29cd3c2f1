"""Searches of the page, each on the screen when it is there: those that answer soonest first."""

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from embedlab.errors import EmbedLabError
from embedlab.lessons.own_corpus.study_search import FOUND, Listed, cards_of, fastest_first, query_note, unread_sentence
from embedlab.numbers_text import whole
from embedlab.studies.corpus.kept_searches import Asked, holds_reasons, holds_search, kept_reasons, kept_search
from embedlab.studies.corpus.open_corpus import OpenCorpus
from embedlab.studies.corpus.set_ups import SetUp
from embedlab.studies.rank.ranker import followed
from embedlab.ui.model_access import is_here, ready, runtime
from embedlab.ui.panels.messages import message_html

Filter = tuple[str, tuple[str, ...]]
"""The column that narrows a search and the values that may stand in it; "" and none for no filter."""


def asked_of(set_up: str, query: str, narrowed: Filter) -> Asked:
    """The search that every part of the page asks of a set-up, so that they share one."""
    return Asked(set_up, query, FOUND, *narrowed)


def find_lists(
    corpus: OpenCorpus, set_ups: Sequence[str], query: str, narrowed: Filter, slots: dict[str, DeltaGenerator],
    shown: int,
) -> Iterator[Listed]:  # fmt: skip
    """Search by each set-up, and yield its list as soon as it is known, then again with its reasons.

    What a set-up needs and has not got is said in its slot, and so is how far one is that takes long.
    """
    late: list[Listed] = []
    for set_up in fastest_first(set_ups):
        asked = asked_of(set_up, query, narrowed)
        listed = find_list(corpus, asked, slots[set_up])
        if listed is None:
            continue
        if holds_reasons(corpus, asked, shown) or set_up == "bm25":
            yield _with_reasons(corpus, asked, listed, shown)
            continue
        yield listed
        late.append(listed)
    for listed in late:
        yield _with_reasons(corpus, asked_of(listed.set_up, query, narrowed), listed, shown)


def find_list(corpus: OpenCorpus, asked: Asked, slot: DeltaGenerator) -> Listed | None:
    """Search by one set-up; None where it cannot answer, which its slot says."""
    if missing := unread_sentence(corpus, asked.set_up):
        slot.html(message_html(missing, problem=False))
        return None
    if not all(map(is_here, cards_of(asked.set_up))):
        with slot.container():
            for card in cards_of(asked.set_up):
                ready(card)
        return None

    def follow(done: int, total: int) -> None:
        # Drawing is where Streamlit ends a run that the visitor no longer waits for.
        slot.caption(f"Ranks again: {whole(done)} of {whole(total)} candidates …")

    try:
        slow = SetUp.parse(asked.set_up).rerank is not None and not holds_search(corpus, asked)
        with followed(follow) if slow else nullcontext():
            hits = kept_search(corpus, asked)
        return Listed(asked.set_up, hits, query_note(runtime(), asked.set_up, asked.query))
    except EmbedLabError as error:
        slot.html(message_html(str(error), problem=True))
        return None


def _with_reasons(corpus: OpenCorpus, asked: Asked, listed: Listed, shown: int) -> Listed:
    try:
        return replace(listed, reasons=kept_reasons(corpus, asked, shown))
    except EmbedLabError as error:
        st.toast(str(error))
        return listed

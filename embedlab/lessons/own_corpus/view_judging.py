"""Judging for ten minutes: one passage at a time, blind, by the keyboard, kept at once, and measured in the end."""

from functools import partial
from html import escape
from time import monotonic
from typing import Final

import streamlit as st

from embedlab.errors import EmbedLabError
from embedlab.lessons.own_corpus.inputs import KEYS, open_collection
from embedlab.lessons.own_corpus.study import Chosen
from embedlab.lessons.own_corpus.study_judging import SECONDS_EACH, copy_of
from embedlab.lessons.own_corpus.view_judging_begin import draw_begin
from embedlab.lessons.own_corpus.view_judging_end import draw_end
from embedlab.numbers_text import whole
from embedlab.studies.corpus.collection_store import shared_collections
from embedlab.studies.corpus.open_corpus import OpenCorpus
from embedlab.studies.corpus.page_judging import Judging, Pair, judge, load_judging, take_back
from embedlab.ui.panels.messages import note, problem_box

_SAID: Final = KEYS("judge-said")
_SINCE: Final = "el-own_corpus-judging-since"
_NEW: Final = KEYS("judge-new")
_WINDOW: Final = 300
"""Pixels of the passage: buttons below stay where they are, however long it is."""
_PAUSE: Final = 90.0
"""Seconds after which a judgement says nothing of this visitor's pace."""
_CHOICES: Final = ((0, "No", "0"), (1, "In part", "1"), (2, "Yes", "2"))


def draw_judging(chosen: Chosen) -> None:
    """Draw what comes next: choosing what is judged, a passage, or what the judgements say."""
    corpus = chosen.corpus
    if corpus is None:
        note("These texts are not on this server; bring them again.")
        return
    if chosen.shipped:
        _draw_copy(corpus)
        return
    if said := st.session_state.pop(_SAID, ""):
        problem_box(said)
    judging = load_judging(shared_collections().folder(chosen.id))
    if judging is None or st.session_state.get(_NEW) == chosen.id:
        draw_begin(corpus, partial(_begun, chosen.id))
        if judging is not None:
            st.button(
                "Back to the judging before", key=KEYS("judge-old"), type="tertiary", on_click=_begun, args=(chosen.id,)
            )
        return
    pair = judging.next
    if pair is not None:
        _draw_passage(chosen.id, corpus, judging, pair)
    draw_end(chosen, corpus, judging, finished=pair is None)
    st.button(
        "Judge other queries or set-ups", key=KEYS("judge-again"), type="tertiary", icon=":material/restart_alt:",
        on_click=_anew, args=(chosen.id,), help="What was judged stays in the collection.",
    )  # fmt: skip


def _draw_copy(corpus: OpenCorpus) -> None:
    note(
        "This collection is everybody's, and its answers are known already. To judge, take a copy of your own: the "
        "same texts and queries without the answers. Nothing has to be read again."
    )
    if said := st.session_state.pop(_SAID, ""):
        problem_box(said)
    st.button(
        "Take a copy to judge", key=KEYS("judge-copy"), type="primary", icon=":material/content_copy:",
        on_click=_copy, args=(corpus,),
    )  # fmt: skip


def _copy(corpus: OpenCorpus) -> None:
    try:
        open_collection(copy_of(shared_collections(), corpus).id)
    except EmbedLabError as error:
        st.session_state[_SAID] = str(error)


def _begun(id: str) -> None:
    if st.session_state.get(_NEW) == id:
        del st.session_state[_NEW]


def _anew(id: str) -> None:
    st.session_state[_NEW] = id


def _draw_passage(id: str, corpus: OpenCorpus, judging: Judging, pair: Pair) -> None:
    """Draw the query, one passage and the buttons; nothing says who found it, or at which rank."""
    query, document = pair
    texts = {question.id: question.text for question in corpus.questions}
    places = {each: place for place, each in enumerate(corpus.ids)}
    if query not in texts or document not in places:
        note("This collection has other texts or queries than when the judging was begun. Begin it anew, below.")
        return
    done, of = len(judging.trail), len(judging.pairs)
    st.progress(done / of, text=f"{whole(done)} of {whole(of)} judged, {_left_words(id, done, of)}.")
    st.html(f'<p style="font-size:1.125rem;font-weight:600;margin:0;overflow-wrap:anywhere">{escape(texts[query])}</p>')
    with st.container(border=True):
        st.html(passage_html(corpus.document(places[document])))
    st.caption("Does it answer? Keys: 0, 1, 2; B goes back, S skips.")
    # Rows that stay rows on a phone, where columns would push the last button below the screen.
    with st.container(horizontal=True, gap="small"):
        for grade, label, shortcut in _CHOICES:
            st.button(
                label, key=KEYS(f"judge-{grade}"), shortcut=shortcut, width="stretch", on_click=_judge,
                args=(id, pair, grade),
            )  # fmt: skip
    with st.container(horizontal=True, gap="small"):
        st.button(
            "Back", key=KEYS("judge-back"), shortcut="B", width="stretch", type="tertiary",
            disabled=not judging.trail, on_click=_back, args=(id,),
        )  # fmt: skip
        st.button(
            "Skip", key=KEYS("judge-skip"), shortcut="S", width="stretch", type="tertiary", on_click=_judge,
            args=(id, pair, None),
        )  # fmt: skip


def passage_html(text: str) -> str:
    """Return a passage in a window that a keyboard can scroll; what it says is shown and never interpreted."""
    look = f"height:{_WINDOW}px;overflow-y:auto;white-space:pre-wrap;overflow-wrap:anywhere"
    return f'<div tabindex="0" role="region" aria-label="Passage" style="{look}">{escape(text)}</div>'


def _judge(id: str, pair: Pair, grade: int | None) -> None:
    """Keep a judgement; for a button's ``on_click``."""
    try:
        judge(shared_collections(), id, pair, grade)
    except EmbedLabError as error:
        st.session_state[_SAID] = str(error)
        return
    _note_pace(id)


def _back(id: str) -> None:
    """Take the last judgement back; for a button's ``on_click``."""
    try:
        take_back(shared_collections(), id)
    except EmbedLabError as error:
        st.session_state[_SAID] = str(error)


def _note_pace(id: str) -> None:
    """Note how long the judgement took: (collection, when, seconds in all, judgements)."""
    of, when, total, count = st.session_state.get(_SINCE, (id, None, 0.0, 0))
    now = monotonic()
    if of != id:
        when, total, count = None, 0.0, 0
    if when is not None and now - when < _PAUSE:
        total, count = total + now - when, count + 1
    st.session_state[_SINCE] = (id, now, total, count)


def _left_words(id: str, done: int, of: int) -> str:
    judged, _, total, count = st.session_state.get(_SINCE, ("", None, 0.0, 0))
    each = total / count if judged == id and count >= 5 else SECONDS_EACH
    left = (of - done) * each
    return f"about {whole(left / 60)} min left" if left >= 90 else "about a minute left"

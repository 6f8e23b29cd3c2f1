"""Truncation made visible: the long text of lesson 2, what a model leaves unread in grey, and what that costs."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from embedlab.errors import EmbedLabError
from embedlab.lessons.word_or_sentence.examples_long_text import load_long_text
from embedlab.lessons.word_or_sentence.found import ready_once
from embedlab.lessons.word_or_sentence.shipped import load_cuts
from embedlab.lessons.word_or_sentence.study_cut import Cut, measure_cut, whole
from embedlab.limits import DOCUMENT_CHARS, QUERY_CHARS
from embedlab.models.cards import ModelCard
from embedlab.models.catalog import card as card_of
from embedlab.ui.model_access import is_here, runtime
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import problem_box
from embedlab.ui.state import bound, shareable_text
from embedlab.ui.teacher import control

_UNREAD = "color:var(--el-quiet);text-decoration:line-through;text-decoration-thickness:1px"
_ADDED = "font-style:italic;border-bottom:1px dotted var(--el-quiet)"


def choose_long() -> tuple[str, str] | None:
    """Draw the long text and what is added to its end; None, with a message, when they cannot be used."""
    shipped = load_long_text()
    with control("long"):
        text = shareable_text(
            "A long text", "long2", shipped.text, height=120, help=f"At most {DOCUMENT_CHARS:,} characters."
        ).strip()
        addition = st.text_input("Added to its end", shipped.addition, **bound("added2")) or ""
    if not text:
        problem_box("The long text is empty. Type or paste one.")
    elif len(text) > DOCUMENT_CHARS:
        problem_box(f"The long text has {len(text):,} characters; shorten it to {DOCUMENT_CHARS:,} or fewer.")
    elif len(addition) > QUERY_CHARS:
        problem_box(f"The addition has {len(addition):,} characters; shorten it to {QUERY_CHARS} or fewer.")
    else:
        return text, addition.strip()
    return None


def find_cut(card: ModelCard, text: str, addition: str) -> Cut | None:
    """What a model reads of a text, shipped or live; None while it is not here.

    Raises:
        EmbedLabError: the model cannot answer.
    """
    shipped = load_long_text()
    if (text, addition) == (shipped.text, shipped.addition) and card.id in load_cuts():
        return load_cuts()[card.id]
    return _live(card.id, text, addition) if is_here(card) else None


@st.cache_data(max_entries=128, show_spinner=False)
def _live(model: str, text: str, addition: str) -> Cut:
    return measure_cut(runtime(), card_of(model), text, addition)


def truncation(cards: Sequence[ModelCard], chosen: ModelCard) -> tuple[str, Cut] | None:
    """Draw the long text as the chosen model reads it, and the limits of all; return the text and its cut."""
    left, right = st.columns(2, gap="medium")
    with left:
        typed = choose_long()
    if typed is None:
        return None
    found: dict[str, Cut] = {}
    with left:
        for card in cards:
            try:
                if (cut := find_cut(card, *typed)) is not None:
                    found[card.id] = cut
                elif card.id == chosen.id:
                    ready_once(card)
            except EmbedLabError as error:
                problem_box(str(error))
    own = found.get(chosen.id)
    with right:
        if own is not None:
            subheading(f"As {chosen.name} reads it")
            st.html(cut_html(*typed, own))
    with left:
        if own is not None:
            finding(cut_finding(chosen, typed[0], own))
        st.html(limits_html(found, typed[0]))
    return None if own is None else (typed[0], own)


def cut_html(text: str, addition: str, cut: Cut) -> str:
    """The text and its addition, escaped: the addition marked, what is never read grey and struck out."""
    end = len(whole(text, addition)) if cut.cut_at is None else cut.cut_at
    pieces = []
    for place, part, style in ((0, text, ""), (len(text) + 1, addition, _ADDED)):
        read = max(0, end - place)
        pieces.append(_styled(part[:read], style) + _styled(part[read:], f"{style};{_UNREAD}"))
    lines = " ".join(pieces).replace("\n", "<br>")
    return f'<p class="el-document" style="font-size:var(--el-s);line-height:1.6;margin:0">{lines}</p>'


def _styled(text: str, style: str) -> str:
    return f'<span style="{style}">{escape(text)}</span>' if text else ""


def cut_finding(card: ModelCard, text: str, cut: Cut) -> str:
    """How much is lost, and what the added sentence does to the vector."""
    told = f"With the addition the vector keeps a cosine of {cut.changed:.4f} with itself"
    if cut.limit is None:
        return f"{card.name} looks up every word and has no limit. {told}: one sentence among {cut.tokens} words."
    if cut.cut_at is None:
        return f"{cut.tokens} tokens, all of which are read: the limit is {cut.limit}. {told}."
    lost = f"{cut.tokens} tokens, of which {cut.limit} are read: {cut.share_lost(text):.0%} of the text is lost."
    return f"{lost} {told}: it was never read." if cut.changed > 0.99995 else f"{lost} {told}."


def limits_html(found: dict[str, Cut], text: str) -> str:
    """What each model reads of the text, as a table."""
    rows = "".join(
        f'<tr><th scope="row">{escape(card_of(model).name)}</th><td>{cut.limit or "none"}</td>'
        f"<td>{cut.share_lost(text):.0%}</td><td>{cut.changed:.4f}</td></tr>"
        for model, cut in found.items()
    )
    names = ("Model", "limit in tokens", "never read", "cosine after the addition")
    head = "".join(f'<th scope="col">{name}</th>' for name in names)
    return (
        '<div class="el-matrix" tabindex="0" role="region" aria-label="What each model reads of the long text"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )

"""Truncation made visible: the long text of lesson 2, what a model leaves unread in grey, and what that costs."""

from collections.abc import Mapping
from functools import partial
from html import escape

import streamlit as st

from embedlab.errors import EmbedLabError
from embedlab.lessons.word_or_sentence.found import find_cut
from embedlab.lessons.word_or_sentence.inputs import cards, choose_long
from embedlab.lessons.word_or_sentence.study import Comparison
from embedlab.lessons.word_or_sentence.study_cut import Cut, whole
from embedlab.models.cards import ModelCard
from embedlab.models.catalog import card as card_of
from embedlab.models.text.tokens import Cut as TokenCut
from embedlab.numbers_text import counted, percent, signed
from embedlab.studies.rows import Rows
from embedlab.studies.unread import read_sentence
from embedlab.ui.exports import offer
from embedlab.ui.model_access import ready
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import problem_box
from embedlab.ui.panels.table import table_html

_ADDED = "font-style:italic;border-bottom:1px dotted var(--el-quiet)"


def draw_cut(found: Comparison) -> None:
    """Draw the long text as the chosen model reads it, and the limits of all."""
    chosen = found.choice.card
    left, right = st.columns(2, gap="medium")
    with left:
        typed = choose_long()
        if typed is None:
            return
        cuts = _cuts(chosen, *typed)
        if own := cuts.get(chosen.id):
            finding(cut_sentence(chosen, typed[0], own))
        st.html(limits_html(cuts, typed[0]))
        offer("Limits", partial(limit_rows, cuts, typed[0]))
    if own is not None:
        with right:
            subheading(f"As {chosen.name} reads it")
            st.html(cut_html(*typed, own))


def _cuts(chosen: ModelCard, text: str, addition: str) -> dict[str, Cut]:
    """What every model that is here reads of the text; the chosen one is fetched."""
    found: dict[str, Cut] = {}
    for card in cards():
        try:
            if (cut := find_cut(card, text, addition)) is not None:
                found[card.id] = cut
            elif card.id == chosen.id:
                ready(card)
        except EmbedLabError as error:
            problem_box(str(error))
    return found


def cut_html(text: str, addition: str, cut: Cut) -> str:
    """The text and its addition, escaped: the addition marked, what is never read grey and struck out."""
    end = len(whole(text, addition)) if cut.cut_at is None else cut.cut_at
    pieces = []
    for place, part, style in ((0, text, ""), (len(text) + 1, addition, _ADDED)):
        read = max(0, end - place)
        pieces.append(_styled(part[:read], style) + _styled(part[read:], style, "el-unread"))
    lines = " ".join(pieces).replace("\n", "<br>")
    return f'<p class="el-document" style="font-size:var(--el-s);line-height:1.6;margin:0">{lines}</p>'


def _styled(text: str, style: str, kind: str = "") -> str:
    return f'<span class="{kind}" style="{style}">{escape(text)}</span>' if text else ""


def cut_sentence(card: ModelCard, text: str, cut: Cut) -> str:
    """How much is lost, and what the added sentence does to the vector."""
    told = f"With the addition the vector keeps a cosine of {signed(cut.changed, 4)} with itself"
    if cut.limit is None:
        return (
            f"{card.name} looks up every word and has no limit. {told}: one sentence among "
            f"{counted(cut.tokens, 'word')}."
        )
    if cut.cut_at is None:
        return f"{counted(cut.tokens, 'token')}, all of which are read: the limit is {cut.limit}. {told}."
    if not cut.share_lost(text):
        return f"{card.name} read the text to its end, but not the whole addition: the limit is {cut.limit}. {told}."
    read = read_sentence(card.name, TokenCut(cut.cut_at, cut.limit, cut.tokens))
    lost = f"{read} {percent(cut.share_lost(text))} of the text is lost."
    return f"{lost} {told}: it was never read." if cut.changed > 0.99995 else f"{lost} {told}."


def limit_rows(cuts: Mapping[str, Cut], text: str) -> Rows:
    """What each model reads of the text, to be taken away."""
    return [
        {"model": model, "limit": cut.limit, "tokens": cut.tokens, "share_never_read": cut.share_lost(text),
         "cosine_after_the_addition": cut.changed}
        for model, cut in cuts.items()
    ]  # fmt: skip


def limits_html(cuts: Mapping[str, Cut], text: str) -> str:
    """What each model reads of the text, as a table."""
    rows = [
        (card_of(model).name, cut.limit or "none", percent(cut.share_lost(text)), signed(cut.changed, 4))
        for model, cut in cuts.items()
    ]
    head = ("Model", "limit in tokens", "never read", "cosine after the addition")
    return table_html("What each model reads of the long text", head, rows, style="matrix")

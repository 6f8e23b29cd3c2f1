"""Chunks marked in their text, and what each model would leave unread of them."""

from collections.abc import Callable, Sequence
from html import escape
from itertools import pairwise
from typing import Final

import streamlit as st

from embedlab.compute.chunking import Span
from embedlab.lessons.own_corpus.study_texts import Chunks
from embedlab.models.cards import ModelCard
from embedlab.numbers_text import counted, percent, whole
from embedlab.palette import ACCENT, MARKER, NEUTRAL, see_through
from embedlab.studies.corpus.cut_by_models import ModelCut, cut_by_models, cut_sentence, sample_of
from embedlab.studies.rows import Rows
from embedlab.ui.exports import offer
from embedlab.ui.model_access import runtime
from embedlab.ui.model_select import offered_models
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.table import table

SHOWN_CHARS: Final = 6_000
"""Characters of a text that are shown with their chunks."""

_LOOKS: Final = (f"background:{see_through(ACCENT, 0.16)}", f"background:{see_through(NEUTRAL, 0.16)}")
_BOTH: Final = f"background:{MARKER};text-decoration:underline dotted;text-underline-offset:0.2em"
_JOINT: Final = "font:600 var(--el-s)/1 var(--el-mono);border-left:2px solid currentColor;padding:0 0.25rem 0 0.2rem"
_SEARCHES: Final = ("words", "texts", "terms", "tokens", "pairs")


def chunks_html(text: str, spans: Sequence[Span]) -> str:
    """Return a text, escaped, with its chunks in two tints by turns, each begun by its number, and what two share.

    Args:
        text: as it is kept.
        spans: its chunks, in characters, each beginning behind the one before it.
    """
    end = min(len(text), SHOWN_CHARS)
    shown = [(start, min(stop, end)) for start, stop in spans if start < end]
    starts = {start: number for number, (start, _) in enumerate(shown, 1)}
    places = sorted({0, end, *(place for span in shown for place in span)})
    pieces = []
    first = 0
    for place, following in pairwise(places):
        while first < len(shown) and shown[first][1] <= place:
            first += 1
        inside = [number for number in range(first, len(shown)) if shown[number][0] <= place < shown[number][1]]
        if place in starts:
            pieces.append(f'<small style="{_JOINT}">{starts[place]}</small>')
        look = _BOTH if len(inside) > 1 else _LOOKS[inside[0] % 2] if inside else ""
        words = escape(text[place:following])
        pieces.append(f'<mark style="color:inherit;{look}">{words}</mark>' if look else words)
    more = f" <small>… and {whole(len(text) - end)} more characters</small>" if len(text) > end else ""
    body = "".join(pieces).replace("\n", "<br>")
    label = f"The text with its {counted(len(spans), 'chunk')}"
    return (
        f'<div class="el-unread-box" style="max-height:22rem" tabindex="0" role="region" aria-label="{label}">'
        f'<p class="el-document">{body}{more}</p></div>'
    )


def chunks_sentence(text: str, spans: Sequence[Span]) -> str:
    """Return how a text is cut."""
    if len(spans) == 1:
        return f"The text is one chunk of {counted(len(text), 'character')}."
    both = sum(max(0, before[1] - after[0]) for before, after in pairwise(spans))
    shared = f" Neighbours share {counted(both, 'character')} in all, underlined." if both else ""
    lengths = [end - start for start, end in spans]
    return (
        f"The text is cut into {counted(len(spans), 'chunk')} of {whole(min(lengths))} to "
        f"{counted(max(lengths), 'character')}.{shared}"
    )


def draw_chunks(text: str, cut: Callable[[str], Sequence[Span]]) -> None:
    """Draw a text with its chunks, and say how it is cut."""
    spans = cut(text)
    st.html(chunks_html(text, spans))
    finding(chunks_sentence(text, spans))
    if len(spans) > 1:
        st.html(legend_html(shared=any(after[0] < before[1] for before, after in pairwise(spans))))


def draw_cuts(chunks: Chunks, cuts: Sequence[ModelCut]) -> None:
    """Draw what each model would leave unread of the chunks."""
    subheading("What each model would never read")
    finding(cut_sentence(cuts, chunks.count))
    limited = [cut for cut in cuts if cut.limit is not None]
    rows = [
        (cut.name, whole(cut.limit or 0), percent(cut.share_cut), percent(cut.share_lost))
        for cut in sorted(limited, key=lambda cut: (-cut.share_lost, -cut.share_cut))
    ]
    if tables := [cut.name for cut in cuts if cut.limit is None]:
        rows.append((", ".join(tables), "no limit", percent(0), percent(0)))
    head = ("Model", "reads at most, tokens", "chunks cut", "tokens never read")
    table("What each model would leave unread", head, rows, style="matrix")
    offer("What models leave unread", lambda: cut_rows(cuts))


def cut_rows(cuts: Sequence[ModelCut]) -> Rows:
    """What each model would leave unread, to be taken away."""
    return [
        {"model": cut.model, "limit": cut.limit, "chunks": cut.chunks, "chunks_cut": cut.cut, "tokens": cut.tokens,
         "tokens_never_read": cut.lost}
        for cut in cuts
    ]  # fmt: skip


def find_cuts(chunks: Chunks) -> tuple[ModelCut, ...]:
    """What each model of a search that is here would leave unread.

    Raises:
        StoreError: a tokenizer cannot be read.
    """
    cards = offered_models(_searches)
    here = [card for card in cards if runtime().state(card) != "absent"]
    return cut_by_models(runtime().store, here, [chunks.texts[place] for place in sample_of(len(chunks.texts))])


def _searches(card: ModelCard) -> bool:
    """Whether a model can search by itself, and not only beside its other half."""
    return card.has_weights and card.ranker in _SEARCHES and card.family != "contextual" and card.tower is None


def legend_html(*, shared: bool) -> str:
    """Return what the marks mean."""
    one, other = (
        f'<mark style="color:inherit;{look}">{word}</mark>'
        for look, word in zip(_LOOKS, ("one", "the next"), strict=True)
    )
    both = f'; <mark style="color:inherit;{_BOTH}">what two share</mark> can be found through both' if shared else ""
    return f'<p class="el-own">Chunks by turns: {one}, {other}, each with its number{both}.</p>'

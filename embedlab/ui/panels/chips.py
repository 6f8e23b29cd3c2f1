"""Tokens drawn as chips, so that a reader sees what the model sees."""

from collections.abc import Collection, Sequence
from html import escape

import streamlit as st

from embedlab.numbers_text import signed


def token_chips(
    tokens: Sequence[str],
    weights: Sequence[float] | None = None,
    special: Collection[int] = (),
    joints: Collection[int] = (),
) -> None:
    """Draw ``tokens`` in order. See ``chips_html``."""
    st.html(chips_html(tokens, weights, special, joints))


def chips_html(
    tokens: Sequence[str],
    weights: Sequence[float] | None = None,
    special: Collection[int] = (),
    joints: Collection[int] = (),
) -> str:
    """Return the chips as a list. Every token is escaped: it may be a piece of a visitor's text.

    ``weights`` are in 0..1, one a token, drawn as a bar and written with two decimals; ``special`` holds the
    positions of tokens the model adds by itself (greyed); ``joints`` those that continue the word before them
    (attached with a dashed seam). Raises ValueError when tokens and weights differ in number.
    """
    shares = [None] * len(tokens) if weights is None else list(weights)
    chips = (
        _chip(token, share, position in special, position in joints)
        for position, (token, share) in enumerate(zip(tokens, shares, strict=True))
    )
    return f'<ol class="el-chips" aria-label="tokens">{"".join(chips)}</ol>'


def _chip(token: str, share: float | None, special: bool, joint: bool) -> str:
    classes = " ".join(["el-chip", *(["el-special"] if special else []), *(["el-joint"] if joint else [])])
    if share is None:
        return f'<li class="{classes}">{escape(token)}</li>'
    bar = f'<i style="--w:{min(max(share, 0.0), 1.0):.3f}"></i>'
    return f'<li class="{classes}">{escape(token)}<small>{signed(share)}</small>{bar}</li>'

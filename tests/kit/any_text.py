"""Words and texts from all over Unicode, and as people paste them: drawn with a seed, so that a failure comes back."""

import random
import sys
import unicodedata
from collections.abc import Sequence
from functools import cache

PASTED = (
    "👩‍👩‍👧‍👦", "👍🏽", "1️⃣", "🏳️‍🌈", "❤️", "#️⃣", "\U0001f1e9\U0001f1ea", "\U000e0101",
    "\u200b", "\u200d", "\u00ad", "\ufeff", "\u202e", "\u2066", "\u2069", "\x00", "\x07", "\x1b[0m",
    "\t", "\r\n", "\r", "\n", "\u2028", "\u2029", "\x85", "\x0c",
    "e\u0301", "A\u030a\u0327", "ﬁ", "ŉ", "İ", "ß", "ẞ", "ΐ", "ǆ", "ﷺ", "™", "℃", "№", "¨", "¯", "½", "①", "Ⅷ", "ªº",
    "\U0001d407\U0001d41e", "Ⓐ", "x²", "H₂O", "don’t", "don't", "cat's", "«x»", "…", "—", "'", "’", "_",
    "[MASK]", "[CLS]", "<b>", "&amp;", "$x$",
    "הַשָּׁלוֹם", "مرحبًا", "हिन्दी", "ภาษาไทย", "深度学习", "が", "ｶﾞ", "각", "\u1100\u1161\u11a8",
)  # fmt: skip
"""Pieces of what arrives when people paste."""


@cache
def characters(*categories: str) -> tuple[str, ...]:
    """Every character whose general category begins with one of these letters; never a surrogate."""
    every = (chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000)
    return tuple(c for c in every if unicodedata.category(c).startswith(categories))


def any_words(count: int, seed: int) -> list[str]:
    """Words of one to eight letters, marks, digits and symbols from anywhere."""
    draw = random.Random(seed)
    kinds = [characters("L"), characters("M"), characters("N"), characters("S"), characters("P")]
    return ["".join(draw.choice(draw.choice(kinds)) for _ in range(draw.randint(1, 8))) for _ in range(count)]


def any_texts(count: int, seed: int) -> list[str]:
    """Texts of one to twelve pieces, pasted ones and words from anywhere, with and without spaces; none is blank."""
    draw = random.Random(seed)
    words = any_words(count, seed + 1)
    texts = []
    while len(texts) < count:
        pieces: Sequence[str] = [
            draw.choice(PASTED) if draw.random() < 0.6 else draw.choice(words) for _ in range(draw.randint(1, 12))
        ]
        if (text := draw.choice(["", " ", " ", "  "]).join(pieces)).strip():
            texts.append(text)
    return texts

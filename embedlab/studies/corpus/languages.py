"""Which languages texts are in, as far as their letters and their commonest words tell it.

A guess that a reader can follow: the script of most letters decides where one language alone is written in it; else the
stop words of the languages for which bm25s ships a list. A text of a few rare words stays without a guess.
"""

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

import numpy as np

from embedlab.words import folded_terms

LOOKED_AT: Final = 1_000
"""Texts that are looked at, spread over all."""
_CHARS: Final = 600
"""Characters of a text that are looked at."""
_LEAST: Final = 0.15
"""Of the words of a text, the share that must be stop words of its language."""
_AHEAD: Final = 1.25
"""How many times as many stop words the language must have as the next one."""
_COUNTS_FROM: Final = 0.05
"""Share of the texts with a guess from which a language is named."""

_OF_SCRIPT: Final = {
    "HIRAGANA": "Japanese", "KATAKANA": "Japanese", "HANGUL": "Korean", "CJK": "Chinese", "GREEK": "Greek",
    "HEBREW": "Hebrew", "THAI": "Thai", "ARMENIAN": "Armenian", "GEORGIAN": "Georgian",
}  # fmt: skip
_SHARED: Final = {"CYRILLIC": "Cyrillic", "ARABIC": "Arabic", "DEVANAGARI": "Devanagari", "BENGALI": "Bengali"}
_LISTS: Final = {
    "English": "STOPWORDS_EN_PLUS", "German": "STOPWORDS_GERMAN", "Dutch": "STOPWORDS_DUTCH",
    "French": "STOPWORDS_FRENCH", "Spanish": "STOPWORDS_SPANISH", "Portuguese": "STOPWORDS_PORTUGUESE",
    "Italian": "STOPWORDS_ITALIAN", "Russian": "STOPWORDS_RUSSIAN", "Swedish": "STOPWORDS_SWEDISH",
    "Norwegian": "STOPWORDS_NORWEGIAN", "Danish": "STOPWORDS_DANISH", "Turkish": "STOPWORDS_TURKISH",
}  # fmt: skip


def languages_of(texts: Sequence[str]) -> tuple[str, ...]:
    """Return the languages of texts in English words, the most frequent first; empty where nothing can be told."""
    few = sorted(set(np.linspace(0, len(texts) - 1, min(len(texts), LOOKED_AT)).astype(int).tolist())) if texts else []
    found = Counter(filter(None, (language_of(texts[place]) for place in few)))
    return tuple(name for name, times in found.most_common() if times >= _COUNTS_FROM * found.total())


def language_of(text: str) -> str:
    """Return the language of a text in an English word, or "" where it cannot be told."""
    part = text[:_CHARS]
    scripts = Counter(_script(sign) for sign in part if sign.isalpha())
    if not scripts:
        return ""
    # Japanese is mostly written in Chinese signs, and known by the others.
    if scripts["HIRAGANA"] + scripts["KATAKANA"] > 0.1 * scripts.total():
        return "Japanese"
    script = scripts.most_common(1)[0][0]
    if script in _OF_SCRIPT:
        return _OF_SCRIPT[script]
    guessed = _by_stop_words(part)
    return guessed or (f"a language in {_SHARED[script]} script" if script in _SHARED else "")


def _script(sign: str) -> str:
    return unicodedata.name(sign, "").partition(" ")[0]


def _by_stop_words(text: str) -> str:
    words = [term for term, _ in folded_terms(text)]
    hits = Counter({name: sum(word in stop for word in words) for name, stop in _stop_words().items()})
    (first, most), (_, second) = hits.most_common(2)
    return first if most >= max(_LEAST * len(words), _AHEAD * second, 1) else ""


@cache
def _stop_words() -> Mapping[str, frozenset[str]]:
    from bm25s import stopwords

    return {name: frozenset(getattr(stopwords, where)) for name, where in _LISTS.items()}

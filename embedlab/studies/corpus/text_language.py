"""What languages texts are in, as far as their letters and their commonest words tell.

No model: enough to see that a collection is not in the language that a model was trained to read. A text of a few
names or codes is in no language, and is left out.
"""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Final

from embedlab.words import words_in

SAMPLE: Final = 400
"""Texts that are looked at, spread evenly over all."""
CHARS: Final = 600
"""Characters of each."""
LEAST: Final = 0.05
"""A language that fewer of the texts are in is not named: single texts are told wrong."""

COMMON: Final = {
    "English": "the of and to in is that for it with as are this be not what how do does from which you can or i",
    "German": "der die und das ist nicht den von mit zu ein eine für auf wie werden dem des im sich auch ich kann",
    "French": "le la les des et est une du que pour dans pas qui sur au ce je il avec plus comment sont",
    "Spanish": "el los las una que por con para del como está es en y se no lo su más al cómo",
    "Italian": "il di che per una non sono della con come gli nel è le si da del alla più",
    "Portuguese": "o os as um uma que não para com do da em é por dos das no na como se",
    "Dutch": "de het een van en niet dat voor met zijn is op te hoe er aan ook kan ik",
}
"""The words that are most frequent whatever a text is about."""
_SETS: Final = {language: frozenset(listed.split()) for language, listed in COMMON.items()}
_SCRIPTS: Final = {
    "CJK": "Chinese or Japanese", "HIRAGANA": "Japanese", "KATAKANA": "Japanese", "HANGUL": "Korean", "GREEK": "Greek",
    "HEBREW": "Hebrew", "THAI": "Thai", "ARMENIAN": "Armenian", "GEORGIAN": "Georgian",
    "CYRILLIC": "a language in Cyrillic", "ARABIC": "a language in Arabic script",
    "DEVANAGARI": "a language in Devanagari",
}  # fmt: skip
"""Scripts by the first word of the names of their letters."""


def languages_of(texts: Sequence[str]) -> tuple[str, ...]:
    """Name the languages of texts, the most frequent first; empty where no text tells."""
    step = max(1, -(-len(texts) // SAMPLE))
    found = Counter(language for text in texts[::step] if (language := language_of(text)))
    return tuple(language for language, count in found.most_common() if count >= LEAST * found.total())


def language_of(text: str) -> str:
    """Name the language of a text, or "" where its letters and commonest words do not tell one.

    At least half of the letters decide the script. Among languages in Latin letters the one with the most common words
    is named, if it has one and no other has as many.
    """
    begun = text[:CHARS]
    scripts = Counter(unicodedata.name(letter, "").partition(" ")[0] for letter in begun if letter.isalpha())
    if not scripts:
        return ""
    script, count = scripts.most_common(1)[0]
    if "HIRAGANA" in scripts and script == "CJK":
        script = "HIRAGANA"
    if script != "LATIN":
        return _SCRIPTS.get(script, f"a language in {script.title()}") if 2 * count >= scripts.total() else ""
    words = [begun[start:end].casefold() for start, end in words_in(begun)]
    hits = Counter({language: sum(word in common for word in words) for language, common in _SETS.items()})
    (first, most), (_, second) = hits.most_common(2)
    return first if most > second else ""

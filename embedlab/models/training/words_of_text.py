"""How text is cut into words before it is trained on: as the shipped word vectors cut it."""

import re
import unicodedata

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


def words_of_text(text: str) -> list[str]:
    """Return the words in order: NFKC, lower case, runs of letters with inner apostrophes.

    A vowel sign or an accent that is a character of its own belongs to its letter, as in Hindi or Thai.
    """
    text = unicodedata.normalize("NFKC", text).lower()
    if text.isascii():
        return _WORD.findall(text)
    # To `re` a mark is no letter; one in its place keeps the positions.
    shape = "".join("a" if unicodedata.category(c) in ("Mn", "Mc") else c for c in text)
    return [text[found.start() : found.end()] for found in _WORD.finditer(shape)]

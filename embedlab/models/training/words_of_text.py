"""How text is cut into words before it is trained on: as the shipped word vectors cut it."""

import re
import unicodedata

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


def words_of_text(text: str) -> list[str]:
    """Return the words in order: NFKC, lower case, runs of letters with inner apostrophes."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).lower())

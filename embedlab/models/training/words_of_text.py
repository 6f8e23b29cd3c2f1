"""How text is cut into words before it is trained on: as the shipped word vectors cut it."""

import unicodedata

from embedlab.models.text.cutting import read_letters


def words_of_text(text: str) -> list[str]:
    """Return the words in order: NFKC, lower case, runs of letters with inner apostrophes.

    A vowel sign or an accent that is a character of its own belongs to its letter, as in Hindi or Thai.
    """
    # Composed once more: in lower case "İ" is a letter and a mark, which may stand in another order than before.
    return [unicodedata.normalize("NFKC", read.name.lower()) for read in read_letters(text)]

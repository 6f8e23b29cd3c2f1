"""How text is cut into words before it is trained on: as the shipped word vectors cut it."""

from embedlab.models.text.cutting import read_letters


def words_of_text(text: str) -> list[str]:
    """Return the words in order: NFKC, lower case, runs of letters with inner apostrophes.

    A vowel sign or an accent that is a character of its own belongs to its letter, as in Hindi or Thai.
    """
    return [read.name.lower() for read in read_letters(text)]

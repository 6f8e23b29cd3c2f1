"""The visitor's own text for word vectors: out of a file, and the words worth following in it."""

from collections import Counter

from embedlab.errors import InputError
from embedlab.models.training.words_of_text import words_of_text
from embedlab.studies.word_tables import split_words
from embedlab.text_lines import text_of

FOLLOWED = 4
_LETTERS = (6, 4, 1)
_READ_CHARS = 100_000


def read_upload(name: str, content: bytes) -> str:
    """The text of an uploaded file, UTF-8 or UTF-16 with its mark.

    Raises:
        InputError: it is empty, or no text.
    """
    shown = name[:60]
    if not content.strip():
        raise InputError(f"“{shown}” is empty; choose a file with some text in it.")
    return text_of(content, f"“{shown}”")


def words_to_follow(typed: str) -> tuple[str, ...]:
    """The words of a typed list as a training cuts them, each once: "well-known" is two of its words.

    Raises:
        InputError: there are too many or too long ones, or one has no letter.
    """
    words: list[str] = []
    for word in split_words(typed):
        found = words_of_text(word)
        if not found:
            raise InputError(
                f"“{word}” has no letter, and only letters make a word here; choose another word to follow."
            )
        words += found
    return tuple(dict.fromkeys(words))


def follow(text: str, least_count: int) -> tuple[str, ...]:
    """Words to follow when the visitor names none: frequent, and long enough not to be mere grammar.

    The most frequent words of six letters or more (of fewer, where there are none) that occur often enough to get a
    vector; judged by the beginning of a long text. Empty when no word does.
    """
    counted = Counter(words_of_text(text[:_READ_CHARS])).most_common()
    known = [word for word, count in counted if count >= least_count]
    for letters in _LETTERS:
        if found := [word for word in known if len(word) >= letters][:FOLLOWED]:
            return tuple(found)
    return ()

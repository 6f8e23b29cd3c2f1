"""The texts that word vectors can be trained on, as lists of words."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from embedlab.errors import StoreError
from embedlab.models.training.specs import WordsSpec
from embedlab.models.training.term_pairs import read_pairs
from embedlab.models.training.words_of_text import words_of_text
from embedlab.text_lines import lines_of

_LONGEST = 1_000
"""Words in one sentence; gensim silently drops what follows the ten-thousandth."""

_SENTENCE_ENDS = re.compile(r"(?<=[.!?\u3002\uff01\uff1f\u0964\u061f])\s*(?=\S)|\n")
"""Also the full stops, exclamation and question marks of Chinese and Japanese, Hindi and Arabic."""


def lee_background() -> Path:
    """The 300 news stories that gensim's test data hold beside the fifty judged ones (Lee, Pincombe and Welsh 2005).

    Raises:
        StoreError: gensim is not installed with its test data.
    """
    try:
        path = Path(str(distribution("gensim").locate_file("gensim/test/test_data/lee_background.cor")))
    except PackageNotFoundError as error:
        raise StoreError("The news stories come with gensim, which is not installed; choose another text.") from error
    if not path.is_file():
        raise StoreError("This gensim came without its test data, which hold the news stories; choose another text.")
    return path


def sentences(spec: WordsSpec) -> list[list[str]]:
    """Return the sentences of a training as lists of words, none empty.

    Raises:
        StoreError: the corpus cannot be read.
    """
    return list(sentences_in(_paragraphs(spec)))


def sentences_in(paragraphs: Iterable[str]) -> Iterator[list[str]]:
    """Cut paragraphs at line ends and sentence ends, and very long sentences into pieces."""
    for paragraph in paragraphs:
        for sentence in _SENTENCE_ENDS.split(paragraph):
            words = words_of_text(sentence)
            for start in range(0, len(words), _LONGEST):
                yield words[start : start + _LONGEST]


def vocabulary(text: Iterable[list[str]], least_count: int) -> dict[str, int]:
    """Return the words that occur at least so often, with their counts."""
    counts = Counter(word for sentence in text for word in sentence)
    return {word: count for word, count in counts.items() if count >= least_count}


def _paragraphs(spec: WordsSpec) -> Iterator[str]:
    if spec.text or spec.corpus is None:
        yield from lines_of(spec.text)
    elif spec.corpus.name.endswith(".tsv.gz"):
        # A definition keeps company with its term, as it does in a dictionary. Held-out ones stay unread.
        yield from (f"{term}: {definition}" for term, definition in read_pairs(spec.corpus).train)
    else:
        try:
            yield from lines_of(spec.corpus.read_text(encoding="utf-8", errors="replace"))
        except OSError as error:
            raise StoreError(f"The text {spec.corpus.name} cannot be read; choose another one.") from error

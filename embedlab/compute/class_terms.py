"""The words that name a group of texts: what is frequent in it and not everywhere, by class-based TF-IDF."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.arrays import Float64, Integers
from embedlab.compute.lexical import tokenise

_SHORTEST: Final = 2
"""Letters of a word that can name something."""
_CANDIDATES: Final = 500
"""Words of a class that can name it, the most frequent: nearly all of a hundred thousand words stand once."""


def class_tf_idf(counts: Float64) -> Float64:
    """Weigh each word for each class, counts (classes, words) float64, 0 or more -> the same shape, 0 or more.

    c-TF-IDF (Grootendorst 2022, BERTopic): W(t, c) = tf(t, c) log(1 + A / f(t)), where tf is how often word t stands in
    class c, f how often in all classes together, and A the mean number of words of a class. A word in no class
    weighs 0.
    """
    everywhere = counts.sum(axis=0)
    mean = counts.sum() / max(len(counts), 1)
    rare = np.divide(mean, everywhere, out=np.zeros_like(everywhere), where=everywhere > 0)
    return np.asarray(counts * np.log1p(rare))


def class_terms(texts: Iterable[str], classes: Integers, terms: int = 8) -> list[tuple[str, ...]]:
    """Return the words of highest weight for each class 0 to max(classes), at most ``terms``, the heaviest first.

    ``classes`` (n,) is the class of each text. Words are those of the lexical scores without numbers, single letters
    and stop words, here scikit-learn's longer list, since what joins words names nothing. Of equal weights the word
    first in the alphabet comes first. A class without a word has none.

    Raises:
        ValueError: there are not as many texts as classes.
    """
    bags: list[Counter[str]] = [Counter() for _ in range(int(max(classes, default=-1)) + 1)]
    for text, group in zip(texts, np.asarray(classes).tolist(), strict=True):
        bags[group].update(_naming(text))
    return _heaviest(bags, terms)


@dataclass(frozen=True, eq=False)
class NamingWords:
    """The words of some texts that can name a group, read once so that many groupings of them can be named.

    Attributes:
        words: those that differ, in the order of the alphabet.
        ids: (t,) int32, the place in ``words`` of each word of all texts, text by text.
        ends: (n,) int64, where each text ends in ``ids``.
    """

    words: tuple[str, ...]
    ids: NDArray[np.int32]
    ends: NDArray[np.int64]


def naming_words(texts: Iterable[str]) -> NamingWords:
    """Read the words of n texts that ``class_terms`` looks at."""
    bags = [_naming(text) for text in texts]
    words = sorted({word for bag in bags for word in bag})
    places = {word: place for place, word in enumerate(words)}
    ids = np.array([places[word] for bag in bags for word in bag], np.int32)
    return NamingWords(tuple(words), ids, np.cumsum([len(bag) for bag in bags], dtype=np.int64))


def terms_of_words(read: NamingWords, classes: Integers, terms: int = 8) -> list[tuple[str, ...]]:
    """Return what ``class_terms`` returns, of words that are read already; a class below 0 is none.

    All words are weighed, not the most frequent ones of a class alone.

    Raises:
        ValueError: there are not as many texts as classes.
    """
    groups = np.asarray(classes, np.int64)
    if len(groups) != len(read.ends):
        raise ValueError(f"{len(read.ends)} texts and {len(groups)} classes")
    count, wide = int(groups.max(initial=-1)) + 1, len(read.words)
    each = np.repeat(groups, np.diff(read.ends, prepend=0))
    inside = each >= 0
    flat = np.bincount(each[inside] * wide + read.ids[inside], minlength=count * wide)
    weights = class_tf_idf(flat.reshape(count, wide).astype(np.float64))
    best = [np.argsort(-row, kind="stable")[:terms] for row in weights]
    return [tuple(read.words[place] for place in row if weights[bag, place] > 0) for bag, row in enumerate(best)]


def _naming(text: str) -> list[str]:
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    words = tokenise(text, stop_words=True)
    return [
        word for word in words if len(word) >= _SHORTEST and not word[0].isdigit() and word not in ENGLISH_STOP_WORDS
    ]


def _heaviest(bags: Sequence[Counter[str]], terms: int) -> list[tuple[str, ...]]:
    words = sorted({word for bag in bags for word, _ in bag.most_common(_CANDIDATES)})
    counts = np.array([[bag[word] for word in words] for bag in bags], dtype=np.float64).reshape(len(bags), len(words))
    # All other words stand in a last column: they count for the mean length and for nothing else.
    others = np.array([bag.total() for bag in bags], dtype=np.float64) - counts.sum(axis=1)
    weights = class_tf_idf(np.column_stack([counts, others]))[:, :-1]
    best = [np.argsort(-row, kind="stable")[:terms] for row in weights]
    return [tuple(words[place] for place in row if weights[bag, place] > 0) for bag, row in enumerate(best)]

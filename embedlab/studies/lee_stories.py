"""Fifty short news stories, and how similar people found each two of them.

Lee, Pincombe and Welsh (2005), An Empirical Evaluation of Models of Text Document Similarity: students rated pairs of
stories. Both files come with the library gensim, in its test data. They are read where pip has put them, without
importing gensim, which takes seconds and is not needed for it.
"""

from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embedlab.errors import StoreError

STORIES = 50

_FOLDER = "gensim/test/test_data"
_TEXTS, _RATINGS = "lee.cor", "similarities0-1.txt"


@dataclass(frozen=True, eq=False)
class LeeStories:
    """The stories and their ratings.

    Attributes:
        texts: 50 stories in English, about 80 words each.
        similarity: (50, 50) float64, symmetric, read-only: mean rating of a pair, scaled to 0 to 1; the diagonal is 1.
    """

    texts: tuple[str, ...]
    similarity: NDArray[np.float64]


@cache
def load_lee() -> LeeStories:
    """Return the stories with their ratings. Raises ``StoreError`` when they are not installed or not as expected."""
    folder = _folder()
    try:
        # one story a line; the single byte outside ASCII is a pound sign in Latin-1
        lines = (folder / _TEXTS).read_bytes().decode("latin-1").split("\n")
        upper = np.loadtxt(folder / _RATINGS, dtype=np.float64, ndmin=2)
    except (OSError, ValueError) as error:
        raise _unusable("could not be read") from error
    texts = tuple(line.strip() for line in lines if line.strip())
    if len(texts) != STORIES or upper.shape != (STORIES, STORIES):
        raise _unusable("do not have the expected size")
    similarity = np.maximum(upper, upper.T)  # the file fills only one half
    similarity.flags.writeable = False
    return LeeStories(texts, similarity)


def _folder() -> Path:
    try:
        return Path(str(metadata.distribution("gensim").locate_file(_FOLDER)))
    except metadata.PackageNotFoundError as error:
        raise _unusable("are not installed") from error


def _unusable(what: str) -> StoreError:
    return StoreError(f"The news stories in gensim's test data {what}; install the requirements again.")

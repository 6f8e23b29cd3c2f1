"""What models make of the texts of a labelled set: one row a text, read beforehand where that ships, else read here.

``tf-idf`` stands beside every model: counted words, each weighed by how few texts have it.
"""

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Union
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.arrays import Float32
from embedlab.content.labelled_set import LabelledSet
from embedlab.content.toml_records import ASSETS
from embedlab.errors import InputError
from embedlab.models.cards import ModelCard, Role
from embedlab.models.catalog import card
from embedlab.models.encoders import text_vectors
from embedlab.models.runtime import Runtime
from embedlab.studies.remembered import RESULTS, remembered

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

COUNTS: Final = "tf-idf"
"""The baseline that needs no model."""
FIRST: Final = ("all-minilm-l6-v2", "e5-small-v2", "glove-6b-50d")
"""The models that are offered first; the vectors of the first two ship for the ready sets."""
_BATCH: Final = 64
_FEW: Final = 50

Tick = Callable[[float], None]
"""Told the share that is done, 0 to 1."""


Rows = Union[Float32, "csr_matrix"]
"""(n, d): one row a text, of unit length or zeros; of counted words a sparse matrix."""


@dataclass(frozen=True, eq=False)
class Points:
    """What a model, or counting, has made of the texts of a set.

    Attributes:
        model: its id, or ``tf-idf``.
        name: what a reader calls it.
        family: of the model; a key of ``FAMILY_COLOURS``.
        rows: one row a text.
    """

    model: str
    name: str
    family: str
    rows: "Rows"

    @classmethod
    def counted(cls, texts: tuple[str, ...]) -> "Points":
        """What counting makes of texts.

        Raises:
            InputError: no word is left.
        """
        return cls(COUNTS, "TF-IDF", "lexical", count_points(texts).matrix)


def makes_points(entry: ModelCard) -> bool:
    """Whether a model makes one vector of a text by itself, whichever side the text is of."""
    if entry.family == "static":
        return True  # the mean of its words
    return entry.family == "dense" and entry.pooling != "none" and entry.tower is None and entry.towers is None


def shipped_points_file(set_id: str, model: str) -> Path:
    """Where the vectors of a ready set lie."""
    return ASSETS / "labelled" / f"{set_id}-{model}.npz"


def shipped_points(labelled: LabelledSet, model: str) -> Float32 | None:
    """The vectors (n, d) float32 of unit length that a model has made of a set beforehand; None where none ship.

    They are kept as float16, so each number is true to three digits. A file that is of other texts, or damaged, is
    as good as none.
    """
    return _shipped(shipped_points_file(labelled.id, model), labelled.digest)


@lru_cache(maxsize=8)
def _shipped(path: Path, digest: str) -> Float32 | None:
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as archive:
            if str(archive["digest"]) != digest:
                return None
            rows: Float32 = archive["points"].astype(np.float32)
    except (OSError, ValueError, KeyError, EOFError, BadZipFile, zlib.error):
        return None
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    rows.flags.writeable = False  # all visitors read the same one
    return rows


def needs_reading(labelled: LabelledSet, model: str) -> bool:
    """Whether a model would have to read the texts now, which takes a while."""
    if model == COUNTS or card(model).row.runs == "table":
        return False
    return not points_are_here(labelled, model)


def points_are_here(labelled: LabelledSet, model: str) -> bool:
    """Whether the vectors of a model ship or are remembered."""
    return shipped_points(labelled, model) is not None or RESULTS.holds(_key(labelled, model))


def model_points(runtime: Runtime, labelled: LabelledSet, model: str, tick: Tick = lambda _: None) -> Float32:
    """The vectors (n, d) float32, unit length, that a model makes of the texts; shipped ones where there are any.

    A text of which a table knows no word has a row of zeros. Every text is read as the others are: E5 reads "query: "
    before each, as its authors say for everything that is not search.

    Raises:
        StoreError, InputError: the model cannot be had.
    """
    found = shipped_points(labelled, model)
    if found is not None:
        return found
    return RESULTS.get(_key(labelled, model), lambda: read_points(runtime, labelled.texts, model, tick), inf)


def _key(labelled: LabelledSet, model: str) -> tuple[str, str, str]:
    return ("text-points", labelled.digest, model)


def read_points(runtime: Runtime, texts: tuple[str, ...], model: str, tick: Tick = lambda _: None) -> Float32:
    """Let a model read texts now -> (n, d) float32, unit length or zeros."""
    entry = card(model)
    if entry.row.runs == "table":
        table = runtime.table(entry)
        means = [table.mean_of_text(text) for text in texts]
        nothing = np.zeros(table.dimension, np.float32)
        rows = np.array([nothing if mean is None else mean for mean in means], np.float32)
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        unit: Float32 = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
        return unit
    role: Role | None = "query" if entry.prompts.query else None
    parts = []
    for start in range(0, len(texts), _BATCH):
        parts.append(text_vectors(runtime, entry, texts[start : start + _BATCH], role).vectors)
        tick(min(1.0, (start + _BATCH) / len(texts)))
    return np.concatenate(parts).astype(np.float32)


@dataclass(frozen=True)
class Counted:
    """TF-IDF of n texts: the parts of a sparse matrix (n, V), and what its columns are."""

    weights: NDArray[np.float64]
    columns: NDArray[np.int32]
    starts: NDArray[np.int32]
    words: tuple[str, ...]

    @property
    def matrix(self) -> "csr_matrix":
        """The matrix, rows of unit length or empty."""
        from scipy.sparse import csr_matrix

        shape = (len(self.starts) - 1, len(self.words))
        return csr_matrix((self.weights, self.columns, self.starts), shape=shape)


@remembered
def count_points(texts: tuple[str, ...], *, every_word: bool = False) -> Counted:
    """TF-IDF of texts (Spärck Jones 1972): 1 + log of the count, times log of how few texts have the word.

    Words of two letters or more, English stop words and words of a single text left out; scikit-learn's
    TfidfVectorizer with ``sublinear_tf``. Counted on all texts of a set, and on no label. With ``every_word`` no word
    is left out: what tells two copies apart from two texts that differ in one word is that word.

    Raises:
        InputError: no word is left.
    """
    from sklearn.feature_extraction.text import TfidfVectorizer

    made: Any = TfidfVectorizer(
        sublinear_tf=True,
        stop_words=None if every_word else "english",
        min_df=1 if every_word or len(texts) <= _FEW else 2,
    )
    try:
        found: Any = made.fit_transform(texts).tocsr()
    except ValueError as error:
        raise InputError("No word is left to count: these texts hold only stop words, or share none.") from error
    return Counted(
        found.data, found.indices.astype(np.int32), found.indptr.astype(np.int32), tuple(made.get_feature_names_out())
    )

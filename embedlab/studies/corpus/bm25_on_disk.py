"""BM25 over a whole collection, built once by bm25s, saved, and mapped into memory: the scores of lesson 4.

The variant, its constants and the tokenizer are those of ``compute.lexical.Bm25Index`` as it stands; a test holds the
scores of both together. That class has every document's terms in memory as words, this one a number of four bytes for
each, and once it is saved, only the lists that a query reads.
"""

import shutil
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.arrays import Float64
from embedlab.compute.lexical import tokenise
from embedlab.compute.parts import Part
from embedlab.errors import StoreError
from embedlab.studies.corpus.index_folder import IndexFolder
from embedlab.studies.remembered import remembered
from embedlab.words import terms_in

VARIANT: Final = "lucene"
K1: Final = 1.5
B: Final = 0.75

_SAID_EVERY: Final = 2_000
"""Texts from one word about progress to the next."""


class Bm25OnDisk:
    """An open index.

    score(q, d) = sum over the terms of q that are in d of idf(t) tf / (tf + k1 (1 - b + b |d| / mean |d|)), a term
    that is typed twice counted twice (Robertson et al. 1994; Lucene's form, Kamphuis et al. 2020).

    Attributes:
        documents: n, how many texts it ranks.
    """

    def __init__(self, columns: Mapping[str, int], lists: Mapping[str, NDArray[Any]], documents: int) -> None:
        self.documents = documents
        self._columns = columns
        self._starts, self._rows, self._weights = (lists[name] for name in ("indptr", "indices", "data"))

    @property
    def terms(self) -> int:
        """How many different terms the texts have."""
        return len(self._columns)

    @property
    def bytes(self) -> int:
        """Bytes of memory that an open index holds, about: its terms; the lists stay on disk."""
        return 200 * len(self._columns)

    def known_terms(self, query: str) -> dict[str, int]:
        """Return how often each term that some text has occurs in a query, in order of first appearance."""
        return {term: count for term, count in Counter(tokenise(query)).items() if term in self._columns}

    def scores(self, query: str) -> Float64:
        """Return the score of every text, (n,) float64, 0 or more; all 0 when no term of the query is known."""
        found = np.zeros(self.documents)
        for term, count in self.known_terms(query).items():
            part = self._part(term)
            # A text is in the list of a term once, so that no two numbers of a list fall on the same score.
            found[self._rows[part]] += count * self._weights[part].astype(np.float64)
        return found

    def parts(self, query: str, row: int) -> tuple[Part, ...]:
        """Return what each term adds to the score of one text, in the order of the query; terms it lacks are left out.

        The values sum to its score.
        """
        found = []
        for term, count in self.known_terms(query).items():
            part = self._part(term)
            rows = self._rows[part]
            at = int(np.searchsorted(rows, row))  # rows rise within a list
            if at < len(rows) and rows[at] == row:
                found.append(Part(term, count * float(self._weights[part][at])))
        return tuple(found)

    def document_frequency(self, term: str) -> int:
        """Return in how many texts a term occurs, 0 to n."""
        part = self._part(term) if term in self._columns else slice(0, 0)
        return int(part.stop - part.start)

    def _part(self, term: str) -> slice:
        column = self._columns[term]
        return slice(int(self._starts[column]), int(self._starts[column + 1]))


def build_bm25(texts: Iterable[str], folder: Path, say: Callable[[int], None] = lambda _: None) -> None:
    """Index texts and save what was found in a folder, which appears when all is written and not before.

    ``say`` is told now and then how many texts were read. Needs about 4 bytes a term of the texts, and 40 for each
    different one in a text while they are sorted.

    Raises:
        OSError: the folder cannot be written.
    """
    from bm25s import BM25

    columns: dict[str, int] = {}
    spellings: dict[str, list[int]] = {}
    numbered = []
    for read, text in enumerate(texts):
        doc = array("i")  # not a list: its places take twice the bytes
        for start, end in terms_in(text):
            spelling = text[start:end]
            # Each spelling is folded once: that takes longer than all else here, and most words come again and again.
            if (known := spellings.get(spelling)) is None:
                known = [columns.setdefault(term, len(columns)) for term in tokenise(spelling)]
                spellings[spelling] = known
            doc.extend(known)
        numbered.append(doc)
        if read % _SAID_EVERY == 0:
            say(read)
    index = BM25(k1=K1, b=B, method=VARIANT, dtype="float64")
    if columns:
        index.index((numbered, columns), create_empty_token=False, show_progress=False)
    else:  # no text has a term: bm25s would divide by their mean length, 0
        index.vocab_dict = columns
        index.scores = {"indptr": np.zeros(1, np.int64), "indices": np.zeros(0, np.int32), "data": np.zeros(0)}
        index.scores["num_docs"], index.nonoccurrence_array = len(numbered), None
    say(len(numbered))
    # Weighed in eight bytes and kept in four, a score of 50 is off by a millionth at most.
    index.scores["data"] = index.scores["data"].astype(np.float32)
    index.dtype = "float32"
    unfinished = folder.with_name(f"{folder.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    index.save(unfinished, show_progress=False)
    shutil.rmtree(folder, ignore_errors=True)
    unfinished.replace(folder)


def saved_bm25(index: IndexFolder) -> Bm25OnDisk | None:
    """Return BM25 of an index, which all searches of this process share; None before it is built.

    Raises:
        StoreError: it cannot be read.
    """
    folder = index.path / "bm25"
    try:
        # When it was written is part of the key: an index that was made anew is another.
        return _kept(str(folder), folder.stat().st_mtime_ns)
    except FileNotFoundError:
        return None


@remembered
def _kept(folder: str, _at: int) -> Bm25OnDisk:
    return open_bm25(Path(folder))


def open_bm25(folder: Path) -> Bm25OnDisk:
    """Open a saved index; its lists are mapped, not read.

    Raises:
        StoreError: it is not there, or cannot be read.
    """
    from bm25s import BM25

    try:
        index = BM25.load(folder, mmap=True, show_progress=False)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError("The BM25 index of this collection cannot be read; index the collection again.") from error
    return Bm25OnDisk(index.vocab_dict, index.scores, int(index.scores["num_docs"]))

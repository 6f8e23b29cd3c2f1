"""Texts that people have sorted into classes, small enough to be worked on while somebody looks on.

What ships is read here; 20 newsgroups and Reuters come through the store, and a visitor's own from a collection:
``embedlab.studies.labelled`` joins them.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from embedlab.content.asset_tables import read_asset_table
from embedlab.content.toml_records import PlainText, Record, read_asset
from embedlab.errors import InputError
from embedlab.limits import LABELLED_CLASSES, LABELLED_TEXTS
from embedlab.numbers_text import counted, whole

GLOSSES: Final = "glosses"
_GLOSSES: Final = "dictionary/labelled.parquet"
_TEST_SHARE: Final = 3
"""Every third text of a class is kept for the test where nobody has parted them."""


class LabelledCard(Record):
    """What is to be known of a set before it is chosen.

    Attributes:
        id: names it in addresses.
        name: what a reader calls it.
        source: where its texts and classes are from.
        licence: its terms, in words.
        shows: what can be seen on it, and what not.
        drawn: how its texts were drawn from all that there are.
    """

    id: PlainText
    name: PlainText
    source: PlainText
    licence: PlainText
    shows: PlainText
    drawn: PlainText


class _Cards(Record):
    set: tuple[LabelledCard, ...]


@cache
def labelled_cards() -> tuple[LabelledCard, ...]:
    """The cards of the sets that nobody has to bring, in the order in which they are offered.

    Raises:
        EmbedLabError: the file cannot be read.
    """
    return read_asset("labelled_sets.toml", _Cards).set


@dataclass(frozen=True, eq=False)
class LabelledSet:
    """n texts, each of one of k classes.

    Attributes:
        id: of the set, or of the collection that it is drawn from.
        name: what a reader calls it.
        texts: the texts, none empty.
        classes: the names of the classes, at least two.
        labels: (n,) int64, the class of each text, from 0.
        test: (n,) bool, which texts nobody may learn from.
        said: a sentence for each thing that was left out.
    """

    id: str
    name: str
    texts: tuple[str, ...]
    classes: tuple[str, ...]
    labels: NDArray[np.int64]
    test: NDArray[np.bool_]
    said: tuple[str, ...] = ()

    @cached_property
    def digest(self) -> str:
        """Changes with any text, and with their order."""
        joined = "\0".join(self.texts)
        return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:32]

    def rows_of(self, kind: int) -> NDArray[np.int64]:
        """The rows of a class, rising."""
        return np.flatnonzero(self.labels == kind)


def labelled_set(
    id: str,
    name: str,
    texts: Sequence[str],
    labels: Sequence[str],
    test: Sequence[bool] | None = None,
    *,
    most_learn: int | None = None,
    most_test: int | None = None,
) -> LabelledSet:
    """Draw a set from texts and the names of their classes.

    Texts without a word, and classes of a single text, are left out. Who draws fewer than there are draws by a hash of
    the text, so that the same texts give the same set in whatever order they come.

    Args:
        id: of the set.
        name: what a reader calls it.
        texts: all texts.
        labels: the class of each.
        test: which of them are for the test; None to keep every third text of each class.
        most_learn: texts of a class to learn from, at most; None so many that the set stays within its limit.
        most_test: texts of a class to test on, at most; None likewise.

    Raises:
        InputError: there are not two classes of two texts, or more classes than the limit; the message says which.
    """
    full = [
        (text, label, place)
        for place, (text, label) in enumerate(zip(texts, labels, strict=True))
        if text.strip() and label.strip()
    ]
    kept = full if test is not None else _without_repeats(full)
    sizes = Counter(label for _, label, _ in kept)
    classes = sorted(label for label, size in sizes.items() if size > 1)
    _check(name, kept, sizes, classes)
    learn, tested = most_learn, most_test
    if learn is None or tested is None:
        share = LABELLED_TEXTS // len(classes)
        learn, tested = share - share // _TEST_SHARE, share // _TEST_SHARE
    rows: list[tuple[str, int, bool]] = []
    for number, label in enumerate(classes):
        own = sorted((row for row in kept if row[1] == label), key=_hash)
        parted = [rank % _TEST_SHARE == 1 if test is None else bool(test[own[rank][2]]) for rank in range(len(own))]
        for wanted, most in ((False, learn), (True, tested)):
            chosen = [text for (text, _, _), is_test in zip(own, parted, strict=True) if is_test is wanted]
            rows += [(text, number, wanted) for text in chosen[:most]]
    rows.sort(key=_hash)
    return LabelledSet(
        id, name, tuple(row[0] for row in rows), tuple(classes),
        np.array([row[1] for row in rows], np.int64), np.array([row[2] for row in rows], np.bool_),
        _said((len(texts), len(full), len(kept)), sizes, len(rows)),
    )  # fmt: skip


def _without_repeats(rows: Sequence[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    """Leave each text once in its class: one that stands there twice could be tested on after it was learnt from.

    A class of nothing but one text, again and again, stays as it is.
    """
    first: dict[str, dict[str, int]] = {}
    for text, label, place in rows:
        first.setdefault(label, {}).setdefault(text.strip(), place)
    kept = {place for places in first.values() if len(places) > 1 for place in places.values()}
    return [row for row in rows if row[2] in kept or len(first[row[1]]) == 1]


def _hash(row: tuple[str, object, object]) -> bytes:
    return hashlib.sha256(row[0].encode("utf-8", "surrogatepass")).digest()


def _check(name: str, kept: Sequence[object], sizes: Counter[str], classes: Sequence[str]) -> None:
    if not kept:
        raise InputError(f"{name} holds no text; bring one with texts.")
    if len(sizes) == 1:
        raise InputError(f"All texts of {name} are of one class, {next(iter(sizes))[:40]!r}; at least two are needed.")
    if len(classes) == 1:
        raise InputError(
            f"Only one class of {name} has two texts or more, {classes[0][:40]!r}; choose a column that sorts the "
            "texts into classes."
        )
    if not classes:
        raise InputError(
            f"In {name} the labels are all different: {counted(len(sizes), 'label')} for "
            f"{counted(len(kept), 'text')}. Choose a column that sorts the texts into classes."
        )
    if len(classes) > LABELLED_CLASSES:
        raise InputError(
            f"{name} has {whole(len(classes))} classes; at most {LABELLED_CLASSES} can be told apart here. Choose "
            "another column."
        )


def _said(counts: tuple[int, int, int], sizes: Counter[str], drawn: int) -> tuple[str, ...]:
    """What was left out, from how many texts were given, have words and a label, and differ."""
    given, full, kept = counts
    alone = sum(1 for size in sizes.values() if size == 1)
    said = []
    if given > full:
        said.append(f"Left out: {counted(given - full, 'text')} without a word or without a label.")
    if full > kept:
        said.append(f"Left out: {counted(full - kept, 'text')} that repeat another.")
    if alone:
        said.append(
            f"Left out: {whole(alone)} of the classes, which have a single text each and nothing to learn from."
        )
    if kept - alone > drawn:
        said.append(
            f"{whole(drawn)} of {whole(kept)} texts are looked at, drawn by chance, as many of each class as can be."
        )
    return tuple(said)


@cache
def read_glosses() -> LabelledSet:
    """The set that ships: glosses of ten of WordNet's noun files, see ``scripts/labelled_glosses.py``.

    Raises:
        EmbedLabError: the file cannot be read.
    """
    table = read_asset_table(_GLOSSES)
    columns = {name: table.column(name).to_pylist() for name in ("text", "label", "part")}
    test = [part == "test" for part in columns["part"]]
    most = len(test)
    name = next(card.name for card in labelled_cards() if card.id == GLOSSES)
    return labelled_set(GLOSSES, name, columns["text"], columns["label"], test, most_learn=most, most_test=most)

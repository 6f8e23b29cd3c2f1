"""The collections that nobody has to bring: what each is, and the texts of those that ship in ``assets/``.

Two more come through the store, which is not this room's: ``embedlab.studies.ready_collections`` joins both.
``scripts/faq_collection.py`` and ``scripts/reverse_dictionary.py`` make the files and say how.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from embedlab.content.asset_tables import read_asset_table, told_by_script
from embedlab.content.faq import FAQS, load_faq
from embedlab.content.gathered import Gathered, documents_of, judgements_of, queries_of
from embedlab.content.toml_records import PlainText, Record, read_asset

if TYPE_CHECKING:
    pass

FAQ: Final = "faq"
DICTIONARY: Final = "dictionary"
_HAYSTACK: Final = "faq/haystack.parquet"
_GLOSSES, _DEFINITIONS = "dictionary/glosses.parquet", "dictionary/definitions.parquet"


class CollectionCard(Record):
    """What is to be known of a collection before it is chosen.

    Attributes:
        id: names it in addresses and on disk.
        name: what a reader calls it.
        documents: how many texts it has.
        queries: how many of them have judgements; 0 for none.
        bytes: of its files, packed as they ship or as they lie in the store.
        licence: its terms, in words.
        source: where its texts are from.
        shows: what can be seen on it, and what not.
        labels: the column that sorts its documents, "" for none.
    """

    id: PlainText
    name: PlainText
    documents: int
    queries: int
    bytes: int
    licence: PlainText
    source: PlainText
    shows: PlainText
    labels: str

    @property
    def ships(self) -> bool:
        """Whether it is in ``assets/``; others are fetched when they are chosen."""
        return self.id in (FAQ, DICTIONARY)


class _Cards(Record):
    collection: tuple[CollectionCard, ...]


@cache
def collection_cards() -> tuple[CollectionCard, ...]:
    """All cards, in the order in which they are offered.

    Raises:
        EmbedLabError: the file cannot be read.
    """
    return read_asset("ready_collections.toml", _Cards).collection


def gather_faq() -> Gathered:
    """The FAQ collection: 573 questions, and their answers among passages of two documentations.

    Documents have the columns ``source`` (a package) and ``file`` (a page). Their order is that of a hash, so that
    answers do not stand before the haystack, where scores are equal.

    Raises:
        EmbedLabError: a file cannot be read.
    """
    faq, told = load_faq(), told_by_script(read_asset_table(_HAYSTACK))
    answers = [(each.text, each.source, each.file) for each in faq.passages]
    hay = [(row["text"], row["source"], row["file"]) for row in read_asset_table(_HAYSTACK).to_pylist()]
    found = [
        (id, *row) for id, row in zip(_numbered(file for *_, file in [*answers, *hay]), [*answers, *hay], strict=True)
    ]
    asked = _numbered(FAQS[each.source].split()[0].lower() for each in faq.passages)
    pairs = [(query, found[number][0], 1) for number, query in enumerate(asked)]
    found.sort(key=lambda row: hashlib.sha256(row[1].encode()).digest())
    ids, texts, sources, files = (list(column) for column in zip(*found, strict=True))
    return Gathered(
        _card(FAQ).name,
        documents_of(ids, texts, {"source": sources, "file": files}),
        queries_of(asked, faq.questions),
        judgements_of(pairs),
        said=_faq_said(told),
    )


def gather_dictionary() -> Gathered:
    """The reverse dictionary: WordNet's glosses, and definitions of the same terms by other dictionaries as queries.

    Documents have the columns ``terms`` (the words that share the gloss) and ``part`` (of speech).

    Raises:
        EmbedLabError: a file cannot be read.
    """
    glosses, rows = read_asset_table(_GLOSSES), read_asset_table(_DEFINITIONS).to_pylist()
    columns = {name: glosses.column(name).to_pylist() for name in ("id", "text", "terms", "part")}
    asked = [f"{row['source'].removeprefix('dict-')}-{'_'.join(row['term'].split())}" for row in rows]
    return Gathered(
        _card(DICTIONARY).name,
        documents_of(columns["id"], columns["text"], {"terms": columns["terms"], "part": columns["part"]}),
        queries_of(asked, [row["text"] for row in rows]),
        judgements_of((query, key, 1) for query, row in zip(asked, rows, strict=True) for key in row["relevant"]),
        said=(
            "Nobody judged by hand: all glosses of a term count as right, and a gloss of another term counts as wrong "
            "even where it says the same.",
            "Definitions that quote a gloss of their term, or hold the term itself, are left out.",
        ),
    )


def _faq_said(told: dict[str, Any]) -> tuple[str, ...]:
    repeats, tables = told["haystack_repeats_left_out"], told["haystack_tables_left_out"]
    tenth, half = (
        told[f"answers_of_which_{what}"] for what in ("one_passage_tells_a_tenth", "the_haystack_tells_half")
    )
    return (
        f"Left out: {repeats} passages that repeat an answer or each other, and {tables} that are tables of more than "
        "11,000 characters.",
        f"What is left of that leak: of {tenth} answers a passage tells a tenth or more in the same words, and of "
        f"{half} the passages together tell half.",
    )


def _card(id: str) -> CollectionCard:
    return next(card for card in collection_cards() if card.id == id)


def _numbered(names: Iterable[str]) -> list[str]:
    """Ids: each name without its endings, and which of that name it is, from 1."""
    seen: Counter[str] = Counter()
    ids = []
    for name in names:
        stem = name.partition(".")[0]
        seen[stem] += 1
        ids.append(f"{stem}-{seen[stem]}")
    return ids

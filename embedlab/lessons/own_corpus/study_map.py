"""What the map of a collection shows: groups by cluster or column, what is nearly the same, what stands alone."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.row_groups import apartness, near_duplicates
from embedlab.numbers_text import counted, percent, short, signed, whole
from embedlab.studies.corpus.map_record import NEIGHBOURS, CorpusMap
from embedlab.studies.corpus.open_corpus import OpenCorpus
from embedlab.studies.corpus.text_reading import Reading
from embedlab.studies.rows import Rows, rows_of

MOST_VALUES: Final = 8
"""Values of a column that have a colour each, the most frequent ones."""
_LEAST: Final = 0.1
_NAMING: Final = 2
"""Words that stand for a cluster on the map."""


@dataclass(frozen=True, eq=False)
class Coloured:
    """Texts in groups.

    Attributes:
        groups: (n,) int32, the place in ``names`` of each text; -1 for one of no group.
        names: what each group is called on the map.
        sizes: how many texts it has.
    """

    groups: NDArray[np.int32]
    names: tuple[str, ...]
    sizes: tuple[int, ...]


def by_cluster(found: CorpusMap) -> Coloured:
    """The clusters, by the first words that are theirs alone."""
    of_all = Counter(term for terms in found.facts.terms for term in terms)
    # A word that names another cluster as well tells less than one that does not.
    own = [sorted(terms, key=lambda term: of_all[term] > 1) for terms in found.facts.terms]
    names = tuple(", ".join(terms[:_NAMING]) for terms in own)
    sizes = np.bincount(found.clusters, minlength=len(names))
    return Coloured(found.clusters, names, tuple(sizes.tolist()))


def by_column(corpus: OpenCorpus, column: str) -> Coloured:
    """The most frequent values of a column; all other texts have no group."""
    values = corpus.column(column)
    of_chunks = [values[document] for document in corpus.document_of.tolist()]
    common = Counter(of_chunks).most_common(MOST_VALUES)
    places = {value: place for place, (value, _) in enumerate(common)}
    groups = np.array([places.get(value, -1) for value in of_chunks], dtype=np.int32)
    return Coloured(groups, tuple(value for value, _ in common), tuple(size for _, size in common))


def columns_of(corpus: OpenCorpus) -> tuple[str, ...]:
    """The columns whose values are shared by texts: a title of each text's own colours nothing."""
    return tuple(name for name in corpus.columns if 1 < len(set(corpus.column(name))) <= corpus.count / 2)


def kept_sentence(found: CorpusMap) -> str:
    """How far the map may be trusted."""
    near = min(NEIGHBOURS, len(found) - 1)
    if near < 1:
        return "There is one text, so nothing can be near it."
    facts = found.facts
    kept, chance = facts.kept * near, near * near / (len(found) - 1)
    lucky = signed(chance, 1) if chance >= _LEAST else f"less than {short(_LEAST)}"
    return (
        f"Of the {whole(near)} texts nearest to a text, this map keeps {signed(kept, 1)} among the {whole(near)} "
        f"nearest to it, on average over {counted(facts.asked, 'text')} drawn at random; chance would keep "
        f"{lucky}. So look at groups on it, and ask a search for neighbours."
    )


def made_sentence(found: CorpusMap) -> str:
    """How the map was made."""
    facts = found.facts
    way = "UMAP" if facts.method == "umap" else "PCA"
    missed = "" if facts.recall == 1 else f", {percent(facts.recall)} of which were found"
    return (
        f"{way}, begun with seed {facts.seed}, of the vectors of {Reading.parse(facts.reading).name}, from the nearest "
        f"neighbours of each text{missed}. Clusters by k-means among the vectors, in the directions that hold "
        f"{percent(facts.variance)} of their variance; named by c-TF-IDF. The axes have no unit."
    )


def groups_alike(found: CorpusMap, least: float) -> list[list[int]]:
    """The groups of texts that a chain of cosines of at least ``least`` links, the largest first."""
    return [group.tolist() for group in near_duplicates(found.graph, least, found.same)]


def stand_alone(found: CorpusMap, most: int) -> tuple[tuple[int, float], ...]:
    """The texts that are farthest from their nearest, the farthest first, each with its mean distance."""
    apart = apartness(found.graph, NEIGHBOURS)
    order = np.argsort(-apart, kind="stable")[:most]
    return tuple((int(row), float(apart[row])) for row in order)


def chosen_rows(corpus: OpenCorpus, shown: Coloured, rows: Sequence[int]) -> Rows:
    """The chosen texts as a table: id of the document, group, text."""
    documents = corpus.document_of[list(rows)]
    names = [*shown.names, ""]
    return rows_of(
        id=[corpus.ids[number] for number in documents.tolist()],
        group=[names[shown.groups[row]] for row in rows],
        text=corpus.texts(list(rows)),
    )


def alike_rows(corpus: OpenCorpus, groups: Sequence[Sequence[int]]) -> Rows:
    """The near-duplicates as a table: number of the group, id of the document, text."""
    flat = [(number, row) for number, group in enumerate(groups, start=1) for row in group]
    documents = corpus.document_of[[row for _, row in flat]].tolist()
    return rows_of(
        group=[number for number, _ in flat],
        id=[corpus.ids[number] for number in documents],
        text=corpus.texts([row for _, row in flat]),
    )


def alone_rows(corpus: OpenCorpus, found: CorpusMap, most: int) -> Rows:
    """The texts that stand alone as a table: id, mean distance to the nearest, text, and the nearest text."""
    alone = stand_alone(found, most)
    rows = [row for row, _ in alone]
    nearest = found.graph.rows[rows, 0].tolist() if found.graph.rows.shape[1] else []
    return rows_of(
        id=[corpus.ids[number] for number in corpus.document_of[rows].tolist()],
        mean_distance=[round(apart, 4) for _, apart in alone],
        text=corpus.texts(rows),
        nearest=corpus.texts(nearest) if nearest else [""] * len(rows),
    )


def hits_sentence(names: Sequence[str], lists: Sequence[Sequence[int]]) -> str:
    """How many texts two searches found in common."""
    both = len(set(lists[0]) & set(lists[1]))
    return f"{names[0]} and {names[1]} have {whole(both)} of {whole(max(map(len, lists)))} texts in common."

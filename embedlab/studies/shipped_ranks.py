"""Scores of every shipped collection by the rankers of its lesson, computed beforehand with the default options."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from embedlab.content.collections import load_collections
from embedlab.models.runtime import Runtime
from embedlab.studies.rank import RankOptions, rank_documents
from embedlab.studies.rank.ranker import Prefixes
from embedlab.studies.shipped_store import load_shipped

Entry = tuple[NDArray[np.float64], str]
"""Scores (n,) of the documents, and the ranker's note."""

_DECIMALS = 6  # more than any page shows; beyond them the rounding of two machines differs


@dataclass(frozen=True, eq=False)
class ShippedRanks:
    """Collection -> ``ranker_key`` -> scores and note."""

    entries: Mapping[str, Mapping[str, Entry]]


def load_scores(lesson: str, collection: str, model: str, options: RankOptions) -> Entry | None:
    """The shipped scores (n,) float64 and note of a ranker; None when it or these options do not ship."""
    key, found = ranker_key(model, options), load_shipped(lesson, "ranks", ShippedRanks)
    return found.entries.get(collection, {}).get(key) if found and key else None


def ranker_key(model: str, options: RankOptions) -> str | None:
    """The name under which a ranker ships: its id, with the prefixes where they are not the right ones.

    None when another option is not the default; such rankings do not ship.
    """
    if replace(options, prefixes="right") != RankOptions():
        return None
    return model if options.prefixes == "right" else f"{model} ({options.prefixes})"


def compute_ranks(runtime: Runtime, lesson: str, asked: Iterable[tuple[str, Prefixes]]) -> ShippedRanks:
    """The scores of every collection of a lesson by these rankers and prefixes, to six decimals.

    Raises:
        StoreError: a model cannot be fetched or read.
    """
    rankers = [(model, RankOptions(prefixes=prefixes)) for model, prefixes in asked]

    def entry(query: str, texts: list[str], model: str, options: RankOptions) -> Entry:
        ranked = rank_documents(runtime, model, query, texts, options)
        return ranked.scores.round(_DECIMALS), ranked.note

    return ShippedRanks(
        {
            c.name: {
                ranker_key(model, options) or model: entry(c.query, [doc.text for doc in c.docs], model, options)
                for model, options in rankers
            }
            for c in load_collections(lesson)
        }
    )

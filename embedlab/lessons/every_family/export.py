"""What can be taken away from lesson 7."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from embedlab.errors import UnknownModelError
from embedlab.lessons.every_family.study import Families
from embedlab.models.encoders.remember import prompt_of
from embedlab.models.local import find_card
from embedlab.studies.public_models import TOWERS, public_name
from embedlab.studies.rank import RankerId, RankOptions
from embedlab.studies.rank.by_terms import BM42_MODEL
from embedlab.studies.rows import Rows
from embedlab.studies.searches import Result, name_of, rank_rows

_TWO_TOWERS: Final = "two-tower-embedlab"
_POOLED: Final = ("model", "tokens", "pooling", "prompts")
_BM25: Final = ("k1", "b")
_NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    "tf-idf": (),
    "bm25": _BM25,
    "words": ("model",),
    "texts": _POOLED,
    "terms": ("model", "tokens"),
    "bm42": ("model", "tokens"),
    "lent tokens": ("model", "tokens", "prompts"),
    "tokens": ("model", "tokens", "size", "masks_seen"),
    "hybrid-weighted": (*_POOLED, *_BM25, "weight"),
    "hybrid-rrf": (*_POOLED, *_BM25, "k"),
    "pairs": ("model", "tokens"),
}
"""By the kind of a ranker: what a row of the notebook's table says of it."""


def tables(families: Families) -> Mapping[str, Callable[[], Rows]]:
    """Return the tables that can be exported, each made only when it is asked for."""
    return {"Rankings": partial(rank_rows, families.search, list(families.results.values()))}


def text_rows(families: Families) -> Rows:
    """A row for each ranker: score and rank of the followed text, and how far that is from the baseline's rank."""
    return [
        {
            "ranker": name_of(ranker),
            "text": families.document + 1,
            "score": float(result.scores[families.document]),
            "rank": families.rank_of(ranker, families.document),
            "ranks_above_baseline": families.change(ranker, families.document),
            "baseline": name_of(families.baseline),
        }
        for ranker, result in families.results.items()
    ]


def notebook(families: Families) -> Mapping[str, object]:
    """Return the values of the notebook's parameters: texts, rankers by their public models, and the page's scores."""
    results = named(families.results)
    rows = {name: ranker_row(RankerId.parse(result.model), families.options) for name, result in results.items()}
    return {
        "query": families.search.query,
        "texts": list(families.search.texts),
        "document": families.document,
        "rankers": {name: row for name, row in rows.items() if row},
        "left_out": [name for name, row in rows.items() if not row],
        "page": {name: result.scores.round(4).tolist() for name, result in results.items() if rows[name]},
    }


def named(results: Mapping[str, Result]) -> dict[str, Result]:
    """The results by what a reader calls their rankers; of two with one name the second has its id beside it."""
    found: dict[str, Result] = {}
    for ranker, result in results.items():
        name = name_of(ranker)
        found[f"{name} ({ranker})" if name in found else name] = result
    return found


def ranker_row(ranker: RankerId, options: RankOptions) -> dict[str, object]:
    """What the notebook needs to rank as a ranker does, see its table; empty where nobody publishes such a model."""
    if ranker.model == _TWO_TOWERS:
        return {"kind": "towers", "models": list(TOWERS)}
    kind = "lent tokens" if ranker.lent else ranker.card.ranker
    source = {"bm42": BM42_MODEL, "hybrid-weighted": options.dense, "hybrid-rrf": options.dense}.get(kind, ranker.model)
    try:
        model = public_name(source) if "model" in _NEEDED[kind] else ""
    except UnknownModelError:
        return {}
    card = ranker.card if source == ranker.model else find_card(source)
    known = {
        "model": model, "tokens": card.max_tokens, "pooling": card.pooling,
        "prompts": [prompt_of(card, role) for role in options.roles()], "size": card.dimension,
        "masks_seen": card.attend_to_mask_tokens, "k1": options.k1, "b": options.b, "weight": options.weight,
        "k": options.rrf_k,
    }  # fmt: skip
    return {"kind": kind} | {name: known[name] for name in _NEEDED[kind]}

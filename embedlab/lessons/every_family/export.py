"""What can be taken away from lesson 7."""

from collections.abc import Callable, Mapping
from functools import partial

from embedlab.lessons.every_family.study import Families
from embedlab.models.catalog import card
from embedlab.studies.public_models import public_name
from embedlab.studies.rows import Rows
from embedlab.studies.searches import name_of, rank_rows


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
    """Return the values of the notebook's parameters: same texts, same settings, and the scores on the page."""
    dense = card(families.options.dense)
    return {
        "query": families.search.query,
        "texts": list(families.search.texts),
        "dense": public_name(dense.id),
        "page": {name_of(ranker): result.scores.round(4).tolist() for ranker, result in families.results.items()},
    }

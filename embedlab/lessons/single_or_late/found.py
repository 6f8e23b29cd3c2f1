"""What lesson 5 finds out before it draws: rankings and token matrices, shipped or live."""

from collections.abc import Mapping

import numpy as np

from embedlab.compute.ranking import rank
from embedlab.content.collections import load_collections
from embedlab.errors import EmbedLabError
from embedlab.lessons.single_or_late.examples import COLBERT, SEEN, Models
from embedlab.lessons.single_or_late.inputs import DOCUMENT
from embedlab.lessons.single_or_late.shipped import LESSON, load_matrices
from embedlab.lessons.single_or_late.study import Late, TokenMatrix, token_matrices
from embedlab.studies.rank import RankerId, RankOptions
from embedlab.studies.remembered import remembered
from embedlab.studies.searches import Result, Search
from embedlab.ui.model_access import is_here, runtime
from embedlab.ui.panels.messages import problem_box, waiting
from embedlab.ui.search_panel import find_results


def find_late(search: Search, models: Models) -> Late:
    """Rank by every model that can answer, and compare token by token; says what cannot be had."""
    matrices: dict[str, tuple[TokenMatrix, ...]] = {}
    failed = set()
    # The shown ranker first: its figure is on the first screen, the others serve guess and quiz.
    for ranker in dict.fromkeys((models.shown, models.own, COLBERT)):
        try:
            if found := find_matrices(search, ranker):
                matrices[ranker] = found
        except EmbedLabError as error:
            failed.add(ranker)
            problem_box(str(error))
    ranked = {ranker: _find_result(search, ranker, matrices) for ranker in models.rankers if ranker not in failed}
    results = {ranker: result for ranker, result in ranked.items() if result is not None}
    # Begin with the document that the shown ranker puts first; ColBERT's both ways are compared over the same one.
    leading = COLBERT if models.shown == SEEN else models.shown
    first = int(results[leading].ranking.order[0]) if leading in results else 0
    listed = f"{search.collection}\n{search.query}\n{len(search.texts)}"
    return Late(search, models, results, matrices, DOCUMENT.chosen(len(search.texts), first, listed))


def _find_result(search: Search, ranker: str, matrices: Mapping[str, tuple[TokenMatrix, ...]]) -> Result | None:
    """The ranking of one ranker; what was compared token by token already is not compared again."""
    if ranker in matrices and not search.shipped:
        scores = np.array([matrix.scored.score for matrix in matrices[ranker]], dtype=np.float64)
        return Result(ranker, scores, rank(scores), "")
    return next(iter(find_results(LESSON, search, [ranker], RankOptions())), None)


def find_matrices(search: Search, ranker: str) -> tuple[TokenMatrix, ...] | None:
    """The token matrices of a search, shipped or live; None while the model is not here.

    Raises:
        EmbedLabError: the model cannot answer.
    """
    if search.shipped:
        names = [collection.name for collection in load_collections(LESSON)]
        if (shipped := load_matrices(names.index(search.collection), ranker)) is not None:
            return shipped
    if not is_here(RankerId.parse(ranker).card):
        return None  # the rankings have begun to fetch it
    return waiting("Comparing token by token …", _live_matrices, ranker, search.query, search.texts)


@remembered
def _live_matrices(ranker: str, query: str, texts: tuple[str, ...]) -> tuple[TokenMatrix, ...]:
    return token_matrices(runtime(), ranker, query, texts)

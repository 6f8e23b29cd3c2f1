"""Both at once: the weighted sum over the whole range of its weight, and rank fusion, which has no weight."""

import numpy as np
import streamlit as st

from embedlab.compute.ranking import rank
from embedlab.figures.bump import bump_chart
from embedlab.figures.hybrid_curve import hybrid_curve
from embedlab.lessons.dense_or_sparse.examples import RANKERS, SCALES
from embedlab.lessons.dense_or_sparse.inputs import DOCUMENT, KEYS, choose_weight, chosen_document, chosen_weight
from embedlab.lessons.dense_or_sparse.study_board import Board
from embedlab.lessons.dense_or_sparse.study_hybrid import Sweep, quality
from embedlab.numbers_text import signed
from embedlab.ui.charts import chart
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import note


def draw_hybrid(board: Board) -> None:
    """Draw the slider of the weight, and both ways to mix the dense with the lexical ranking."""
    if board.sweep is None or board.sides is None or board.fused is None:
        note("Drawn as soon as both sides have ranked.")
        return
    choose_weight()
    if (board.weight, board.document) != (chosen_weight(), chosen_document(board.search)):
        # Only this part runs again after a control in it, but the ranks above, the scores taken apart and the exports
        # rest on the same weight and document.
        st.rerun()
    left, right = st.columns(2, gap="medium")
    ends = (RANKERS.get(board.sides[1].model, "words"), "dense")
    with left:
        _draw_sum(board, board.sweep, ends)
    with right:
        _draw_fusion(board, ends)


def _draw_sum(board: Board, sweep: Sweep, ends: tuple[str, str]) -> None:
    subheading(f"Weighted sum, {SCALES[board.settings.options.normalisation]}")
    figure = hybrid_curve(
        sweep.weights, sweep.ranks, board.search.texts, board.weight, sweep.ndcg, board.document, ends=ends
    )
    chart(figure, KEYS("sum"), select=True, on_choose=DOCUMENT.point_at)
    finding(weight_sentence(sweep, board.weight))


def weight_sentence(sweep: Sweep, weight: float) -> str:
    """What the mixture at one weight is worth; where no grades are known, what it puts first."""
    at = int(np.argmin(np.abs(sweep.weights - weight)))
    if sweep.ndcg is None or sweep.best is None:
        return f"At weight {signed(weight)} document {int(sweep.ranks[at].argmin()) + 1} is first."
    return (
        f"nDCG@10 at weight {signed(weight)}: {signed(sweep.ndcg[at])}. "
        f"Highest: {signed(sweep.ndcg[sweep.best])} at {signed(sweep.weights[sweep.best])}."
    )


def _draw_fusion(board: Board, ends: tuple[str, str]) -> None:
    assert board.sides is not None
    assert board.fused is not None
    subheading(f"Rank fusion, k = {board.settings.options.rrf_k}")
    fused = rank(board.fused.scores)
    rankings = [board.sides[1].ranking, fused, board.sides[0].ranking]
    ranks = np.stack([ranking.ranks for ranking in rankings])
    figure = bump_chart([ends[0], "RRF", "Dense"], ranks, board.search.texts, None, board.document)
    chart(figure, KEYS("fusion"), select=True, on_choose=DOCUMENT.point_at)
    mark = quality(fused, board.search.grades)
    finding(f"Ranks alone, no weight, nothing to normalise.{'' if mark is None else f' nDCG@10: {signed(mark)}.'}")

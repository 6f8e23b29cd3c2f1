"""What the quiz of lesson 7 asks of the sixty questions that ship, and of a mixture beside its parents."""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.disagreement import credit_at_first
from embedlab.compute.paired import LUCK, McNemar, mcnemar
from embedlab.compute.ranking import rank
from embedlab.lessons.every_family.facts import FamilyFacts, Fused, Inside, Winner
from embedlab.lessons.every_family.shipped import load_board
from embedlab.lessons.every_family.study import Families
from embedlab.lessons.every_family.study_agreement import on_board
from embedlab.studies.remembered import remembered
from embedlab.studies.search_facts import told_rank

WORDS: Final = "bm25"
DENSE: Final = "all-minilm-l6-v2"
FUSED: Final = "hybrid-rrf"


def quiz_facts(families: Families) -> FamilyFacts:
    """Return what is known: of the board what ships, of the mixture where all three have ranked a text that answers."""
    found, duel = on_board("tau"), board_duel()
    told: dict[str, Any] = {} if found is None else _agreement_told(found.inside, found.across)
    if duel is not None:
        told |= {
            "questions": duel.items, "words_first": duel.first, "vectors_first": duel.second, "duel_p": duel.p,
            "duel_choice": winner_choice(duel.first, duel.second, duel.p),
        }  # fmt: skip
    return FamilyFacts(**told, **_fusion_told(families))


def _agreement_told(inside: tuple[float, float, float], across: tuple[float, float, float]) -> dict[str, Any]:
    return {
        "inside": inside[0], "inside_low": inside[1], "inside_high": inside[2],
        "across": across[0], "across_low": across[1], "across_high": across[2],
        "inside_choice": inside_choice(inside[1:], across[1:]),
    }  # fmt: skip


def board_duel() -> McNemar | None:
    """Compare the rankers of the duel on the board, by the questions whose answer each has first; None without it."""
    board = load_board()
    if board is None or not {WORDS, DENSE} <= board.scores.keys():
        return None
    return _compared(board.scores[WORDS], board.scores[DENSE])


@remembered
def _compared(first: NDArray[np.float64], second: NDArray[np.float64]) -> McNemar:
    credits = [[credit_at_first(rank(row), (i,)) for i, row in enumerate(scores)] for scores in (first, second)]
    return mcnemar(*credits)


def _fusion_told(families: Families) -> dict[str, Any]:
    wanted = families.search.answering
    if wanted is None or not {WORDS, DENSE, FUSED} <= families.results.keys():
        return {}
    words, dense, fused = (told_rank(families.results[name].scores, [wanted]) for name in (WORDS, DENSE, FUSED))
    return {
        "rank_words": words, "rank_dense": dense, "rank_fused": fused,
        "fused_choice": fused_choice(words, dense, fused),
    }  # fmt: skip


def inside_choice(inside: tuple[float, ...], across: tuple[float, ...]) -> Inside:
    """Return which of two intervals (low, high) lies higher."""
    return "more" if inside[0] > across[1] else "less" if inside[1] < across[0] else "as_much"


def winner_choice(words: int, vectors: int, p: float) -> Winner:
    """Return who has more of the answers that only one of both has first, ``p`` from 0 to 1."""
    return "luck" if p >= LUCK else "words" if words > vectors else "vectors"


def fused_choice(words: float, dense: float, fused: float) -> Fused:
    """Return where a mixture puts a text, compared with its two parents; rank 1 is the highest."""
    if fused < min(words, dense):
        return "above_both"
    return "below_both" if fused > max(words, dense) else "between"

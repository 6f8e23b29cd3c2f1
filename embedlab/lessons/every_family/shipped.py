"""What lesson 7 ships: the scores of its examples, and of sixty questions with sixty answers, by every ranker."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from embedlab.content.faq import load_faq
from embedlab.lessons.every_family.examples import RANKERS
from embedlab.lessons.every_family.shipped_agreement import ShippedAgreement, compute_agreement
from embedlab.models.runtime import Runtime
from embedlab.studies.rank import rank_documents
from embedlab.studies.shipped_ranks import ShippedRanks, compute_ranks
from embedlab.studies.shipped_store import load_shipped, save_shipped

LESSON: Final = "every_family"
BOARD: Final = 60
"""Questions of the board, and texts: enough for an interval, few enough for a test to ask every ranker again."""
_FILE: Final = "programming.rst.txt"
"""All of one FAQ, the one of the Python documentation on programming: between other subjects any ranker can choose."""


_LEVELS: Final = 65_535


@dataclass(frozen=True, eq=False)
class Levels:
    """Scores in half of their bytes: ``low`` + ``step`` * ``levels`` (Q, n) uint16. Equal scores stay equal."""

    levels: NDArray[np.uint16]
    low: float
    step: float


@dataclass(frozen=True, eq=False)
class ShippedBoard:
    """By ranker, the scores (Q, n) of all texts for each question."""

    scores: Mapping[str, Levels]


@dataclass(frozen=True, eq=False)
class Board:
    """Questions put to the same texts, by every ranker that ships.

    Attributes:
        questions: Q of them, of one FAQ.
        texts: n = Q; text i answers question i, as the authors of the FAQ have it.
        scores: by ranker (Q, n) float64, to a 65,535th of what lies between the ranker's lowest and highest.
    """

    questions: tuple[str, ...]
    texts: tuple[str, ...]
    scores: Mapping[str, NDArray[np.float64]]


def shipped_kinds() -> dict[str, type]:
    """The record in each file, by the file's name."""
    return {"ranks": ShippedRanks, "board": ShippedBoard, "agreement": ShippedAgreement}


def board_texts() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The questions and the texts of the board; text i answers question i."""
    chosen = [passage for passage in load_faq().passages if passage.question and passage.file == _FILE][:BOARD]
    return tuple(passage.question for passage in chosen), tuple(passage.text for passage in chosen)


def load_board() -> Board | None:
    """The board; None when its scores do not ship."""
    found = load_shipped(LESSON, "board", ShippedBoard)
    if found is None:
        return None
    return Board(*board_texts(), {ranker: from_levels(each) for ranker, each in found.scores.items()})


def board_scores(runtime: Runtime, ranker: str, questions: Sequence[str]) -> NDArray[np.float64]:
    """The scores (len(questions), n) float64 of the board's texts, worked out live.

    Raises:
        StoreError: a model cannot be fetched or read.
    """
    _, texts = board_texts()
    return np.array([rank_documents(runtime, ranker, one, texts).scores for one in questions], dtype=np.float64)


def to_levels(scores: NDArray[np.float64]) -> Levels:
    """Write scores as levels between the lowest and the highest of them."""
    low, high = float(scores.min()), float(scores.max())
    step = (high - low) / _LEVELS or 1.0
    return Levels(np.round((scores - low) / step).astype(np.uint16), low, step)


def from_levels(held: Levels) -> NDArray[np.float64]:
    """Read scores from levels."""
    return held.low + held.step * held.levels.astype(np.float64)


def ship(runtime: Runtime) -> None:
    """Compute and write what ships."""
    save_shipped(LESSON, "ranks", compute_ranks(runtime, LESSON, [(ranker, "right") for ranker in RANKERS]))
    questions, _ = board_texts()
    scores = {ranker: to_levels(board_scores(runtime, ranker, questions)) for ranker in RANKERS}
    save_shipped(LESSON, "board", ShippedBoard(scores))
    ship_agreement({ranker: from_levels(each) for ranker, each in scores.items()})


def ship_agreement(scores: Mapping[str, NDArray[np.float64]]) -> None:
    """Write how far the rankers of the board agree: of its scores as they ship, so that both files say the same."""
    save_shipped(LESSON, "agreement", compute_agreement(scores))

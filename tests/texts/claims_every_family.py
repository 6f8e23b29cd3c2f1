"""Numbers in the texts of lesson 7."""

from embedlab.content.collections import load_collections
from embedlab.lessons.every_family.shipped import BOARD, LESSON, board_texts
from tests.texts.kinds import Claim, Computed


def questions_of_the_board() -> str:
    questions, texts = board_texts()
    assert len(questions) == len(texts) == BOARD
    return f"has {BOARD} questions with {BOARD} answers"


def texts_of_an_example() -> str:
    return f"Rank 10 of {len(load_collections(LESSON)[0].docs)} and rank 10 of a million are different things"


CLAIMS: tuple[Claim, ...] = tuple(map(Computed, (questions_of_the_board, texts_of_an_example)))
EXAMPLES: tuple[Claim, ...] = ()

"""One vector per layer for each place where a word stands, and for other words to compare it with."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embedlab.models.cards import ModelCard, Role
from embedlab.models.encoders.encoded import TokenStates
from embedlab.models.encoders.layers import token_states
from embedlab.models.runtime.model_runtime import Runtime
from embedlab.models.text.word_pieces import mean_of_pieces, pieces_of, words_of
from embedlab.words import Span

OTHERS_PER_TEXT = 6
"""Other words taken from each text; sixty texts then give pairs enough for a stable mean."""


@dataclass(frozen=True)
class OccurrenceStates:
    """Hidden states of a word wherever it was read.

    Attributes:
        frames: (L + 1, n, d) float32, mean over the pieces of each occurrence; n occurrences that were read.
        read: which of the requested occurrences these are, by position in the request.
        unread: the others, which the model never saw because the text was cut before them.
        pieces: for each occurrence that was read, the pieces the word is made of.
        others: (L + 1, m, d) float32, other words of the same texts.
        groups: (m,) int64, the text each of them comes from.
    """

    frames: NDArray[np.float32]
    read: tuple[int, ...]
    unread: tuple[int, ...]
    pieces: tuple[tuple[str, ...], ...]
    others: NDArray[np.float32]
    groups: NDArray[np.int64]


def occurrence_states(
    runtime: Runtime,
    card: ModelCard,
    occurrences: Sequence[tuple[str, Span]],
    role: Role | None = None,
    *,
    seed: int = 0,
) -> OccurrenceStates:
    """Vectors of every layer for each (text, character span).

    Raises:
        InputError: the model has no layers.
        StoreError: the model cannot be fetched or read.
    """
    # A text in which the word stands twice is read once.
    texts = list(dict.fromkeys(text for text, _ in occurrences))
    states = dict(zip(texts, token_states(runtime, card, texts, role), strict=True))
    pieces = [pieces_of(states[text].tokens, span) for text, span in occurrences]
    read = tuple(index for index, found in enumerate(pieces) if found)
    rows = [mean_of_pieces(states[occurrences[index][0]].hidden, pieces[index]) for index in read]
    others, groups = _other_words(states, occurrences, np.random.default_rng(seed))
    return OccurrenceStates(
        frames=_stack(rows, card),
        read=read,
        unread=tuple(index for index, found in enumerate(pieces) if not found),
        pieces=tuple(tuple(states[occurrences[i][0]].tokens.tokens[p] for p in pieces[i]) for i in read),
        others=_stack(others, card),
        groups=np.array(groups, dtype=np.int64),
    )


def _other_words(
    states: dict[str, TokenStates], occurrences: Sequence[tuple[str, Span]], rng: np.random.Generator
) -> tuple[list[NDArray[np.float32]], list[int]]:
    rows: list[NDArray[np.float32]] = []
    groups: list[int] = []
    for group, (text, state) in enumerate(states.items()):
        # The word itself is no other word, wherever in the text it stands.
        taken = {span for other, span in occurrences if other == text}
        words = [w for w in words_of(state.tokens) if w.pieces and w.span not in taken and w.text[0].isalnum()]
        # Drawn, not the first six: those would be sentence openings, which resemble each other.
        for index in sorted(rng.permutation(len(words))[:OTHERS_PER_TEXT]):
            rows.append(mean_of_pieces(state.hidden, words[index].pieces))
            groups.append(group)
    return rows, groups


def _stack(rows: list[NDArray[np.float32]], card: ModelCard) -> NDArray[np.float32]:
    return np.stack(rows, axis=1) if rows else np.zeros((card.layers + 1, 0, card.dimension), np.float32)

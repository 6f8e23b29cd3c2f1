"""What a class votes, counted in the memory of the server: rooms that visitors enter by a short code.

A room keeps how often each answer was given to each question and nothing else of a vote. So that a visitor counts once
a question, it also keeps who has voted on which, as a hash whose key is the room's own and is gone with it. Nothing is
written anywhere; what the answers mean is known to the page.
"""

import secrets
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from time import monotonic
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from embedlab.errors import InputError
from embedlab.limits import ROOM_SECONDS, ROOM_VOTERS, VOTE_ROOMS
from embedlab.numbers_text import duration, whole

LETTERS: Final = "BCDFGHJKLMNPQRSTVWXZ"
"""Letters of a code: without vowels no code is a word."""
CODE_LETTERS: Final = 6
LEFT, RIGHT, TIE = range(3)
"""Places of the answers in a row of counts."""

Outcome = Literal["counted", "again", "revealed", "full", "ended"]
"""What became of a vote: counted; this visitor had voted on the question; it was revealed before; the room takes no
more visitors; there is no such room."""


@dataclass(frozen=True)
class Setting:
    """What everybody in a room is asked, so that all see the same.

    Attributes:
        pair: ids of the two rankers.
        seed: what the questions and their sides are drawn by.
        surprise: whether the pair was drawn by chance, and is not named beforehand.
    """

    pair: tuple[str, str]
    seed: int
    surprise: bool = False


@dataclass(frozen=True, eq=False)
class Counts:
    """A room at one moment.

    Attributes:
        setting: what is asked.
        votes: (q, 3) int64, how often left, right and tie were the answer to each question.
        revealed: whether each question was revealed, (q).
        voters: visitors who have voted.
        seconds: how long the room is still open.
    """

    setting: Setting
    votes: NDArray[np.int64]
    revealed: tuple[bool, ...]
    voters: int
    seconds: float


@dataclass
class _Room:
    setting: Setting
    owner: bytes
    ends: float
    salt: bytes
    votes: NDArray[np.int64]
    revealed: list[bool]
    voters: dict[bytes, int] = field(default_factory=dict)  # a bit for each question that was voted on

    def name(self, visitor: str) -> bytes:
        return blake2b(visitor.encode(), key=self.salt, digest_size=16).digest()


class Rooms:
    """Rooms by their codes; safe under threads.

    Args:
        clock: seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._rooms: dict[str, _Room] = {}
        self._lock = threading.Lock()

    def open(self, setting: Setting, questions: int, visitor: str) -> str:
        """Open a room for so many questions and return its code; a room that this visitor had open ends.

        Raises:
            InputError: the server has no room left.
        """
        with self._lock:
            self._sweep()
            own = [code for code, room in self._rooms.items() if room.owner == room.name(visitor)]
            for code in own:
                del self._rooms[code]
            if len(self._rooms) >= VOTE_ROOMS:
                raise InputError(
                    f"{whole(VOTE_ROOMS)} rooms are open on this server, which is all it keeps. Each ends "
                    f"{duration(ROOM_SECONDS)} after it was opened; try again later."
                )
            code = _new_code()
            while code in self._rooms:
                code = _new_code()
            room = _Room(
                setting, b"", self._clock() + ROOM_SECONDS, secrets.token_bytes(16),
                np.zeros((questions, 3), dtype=np.int64), [False] * questions,
            )  # fmt: skip
            room.owner = room.name(visitor)
            self._rooms[code] = room
            return code

    def vote(self, code: str, question: int, answer: int, visitor: str) -> Outcome:
        """Count an answer (LEFT, RIGHT or TIE) to a question, from 0, unless it cannot count.

        Raises:
            ValueError: the room has no such question, or there is no such answer.
        """
        with self._lock:
            if (room := self._room(code)) is None:
                return "ended"
            if not (0 <= question < len(room.votes) and 0 <= answer < room.votes.shape[1]):
                raise ValueError(f"a room of {len(room.votes)} questions has no answer {answer} to question {question}")
            name, bit = room.name(visitor), 1 << question
            voted = room.voters.get(name, 0)
            if voted & bit:
                return "again"
            if room.revealed[question]:
                return "revealed"
            if name not in room.voters and len(room.voters) >= ROOM_VOTERS:
                return "full"
            room.voters[name] = voted | bit
            room.votes[question, answer] += 1
            return "counted"

    def has_voted(self, code: str, visitor: str) -> tuple[bool, ...]:
        """For each question of a room, whether this visitor has voted on it; () where there is no room."""
        with self._lock:
            if (room := self._room(code)) is None:
                return ()
            voted = room.voters.get(room.name(visitor), 0)
            return tuple(bool(voted >> question & 1) for question in range(len(room.votes)))

    def look(self, code: str) -> Counts | None:
        """A room as it is now, which later votes leave as it was; None where there is none."""
        with self._lock:
            if (room := self._room(code)) is None:
                return None
            left = room.ends - self._clock()
            return Counts(room.setting, room.votes.copy(), tuple(room.revealed), len(room.voters), left)

    def owns(self, code: str, visitor: str) -> bool:
        """Whether this visitor has opened the room."""
        with self._lock:
            room = self._room(code)
            return room is not None and secrets.compare_digest(room.owner, room.name(visitor))

    def reveal(self, code: str, questions: Sequence[int], visitor: str) -> None:
        """Let everybody in the room see whose rankings these questions show; only who opened it can."""
        with self._lock:
            room = self._room(code)
            if room is not None and room.owner == room.name(visitor):
                for question in questions:
                    room.revealed[question] = True

    def close(self, code: str, visitor: str) -> None:
        """End a room; only who opened it can."""
        with self._lock:
            room = self._room(code)
            if room is not None and room.owner == room.name(visitor):
                del self._rooms[code]

    def _room(self, code: str) -> _Room | None:
        self._sweep()
        return self._rooms.get(code)

    def _sweep(self) -> None:
        now = self._clock()
        for code in [code for code, room in self._rooms.items() if room.ends <= now]:
            del self._rooms[code]


def _new_code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LETTERS))


def code_of(typed: str) -> str | None:
    """Read a code as people type it, in any case and with spaces about it; None for what cannot be one."""
    code = typed.strip()
    # Before it is folded: some letters of other scripts turn into these when they are.
    if len(code) != CODE_LETTERS or not code.isascii():
        return None
    code = code.upper()
    return code if set(code) <= set(LETTERS) else None


ROOMS: Final = Rooms()

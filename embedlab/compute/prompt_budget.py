"""Which passages of a ranking find room in a prompt, and how much of that room says the same again."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Packed:
    """The passages of a prompt.

    Attributes:
        taken: their places in the ranking, from 0, best first.
        skipped: places of repeats that were left out before the last that was taken, or would have found room.
        tokens: of all that are taken.
        repeated: tokens of those taken that repeat another one taken.
        budget: tokens that they may have together.
        full: whether a passage was left out because it did not find room.
    """

    taken: tuple[int, ...]
    skipped: tuple[int, ...]
    tokens: int
    repeated: int
    budget: int
    full: bool

    @property
    def repeated_share(self) -> float:
        """The share of the tokens in use that repeat, 0 to 1; 0 for an empty prompt."""
        return self.repeated / self.tokens if self.tokens else 0.0


def pack_prompt(
    tokens: Sequence[int], budget: int, repeats: Sequence[int | None], *, skip_repeats: bool = False
) -> Packed:
    """Take passages in the order of a ranking until the next one finds no room.

    One that finds no room ends the prompt, though a shorter one behind it might still fit: what is ranked lower does
    not overtake what is ranked higher.

    Args:
        tokens: (n,) tokens of each passage, 0 or more, as it stands in the prompt.
        budget: tokens that all may have together, 0 or more.
        repeats: for each passage the place of an earlier one that it repeats, or None.
        skip_repeats: leave repeats out.

    Raises:
        ValueError: the lists differ in length, or a number is below 0.
    """
    if len(tokens) != len(repeats):
        raise ValueError(f"{len(tokens)} passages and {len(repeats)} answers to what they repeat")
    if budget < 0 or any(count < 0 for count in tokens):
        raise ValueError("tokens are counted from 0")
    taken: list[int] = []
    skipped: list[int] = []
    used = repeated = 0
    full = False
    for place, count in enumerate(tokens):
        first = repeats[place]
        if skip_repeats and first is not None:
            skipped.append(place)
            continue
        if used + count > budget:
            full = True
            break
        taken.append(place)
        used += count
        repeated += count if first is not None and first in taken else 0
    return Packed(tuple(taken), tuple(skipped), used, repeated, budget, full)

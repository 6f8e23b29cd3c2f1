"""Tokens set as lines of chips, in units of one character of a monospaced face."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from embedlab.figures.kit.labels import shorten

_JOINT = "##"


@dataclass(frozen=True)
class Chip:
    """One token set in a line: its text, the line, left edge and width in characters, and whether it is special."""

    text: str
    row: int
    left: float
    width: float
    special: bool

    @property
    def middle(self) -> float:
        """Return where its text is centred, in characters from the left."""
        return self.left + self.width / 2


def lay_out(tokens: Sequence[str], greyed: Collection[int], columns: int) -> list[Chip]:
    """Set tokens in lines of `columns` characters; a token that starts with "##" is joined to the one before."""
    chips: list[Chip] = []
    row, left = 0, 0.0
    for index, token in enumerate(tokens):
        joined = token.startswith(_JOINT) and len(token) > len(_JOINT) and index > 0
        text = shorten(token.removeprefix(_JOINT) if joined else token, 20) or "·"
        width = max(len(text) + 1.2, 3.0)
        left += 0.0 if not chips else 0.12 if joined else 0.7
        if left + width > columns and left > 0:
            row, left = row + 1, 0.0
        chips.append(Chip(text, row, left, width, index in greyed))
        left += width
    return chips

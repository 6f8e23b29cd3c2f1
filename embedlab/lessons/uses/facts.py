"""What lesson 9 computes and its texts may speak of."""

from dataclasses import dataclass

from embedlab.content.facts import Facts
from embedlab.lessons.uses.study import Chosen


@dataclass(frozen=True)
class UsesFacts(Facts):
    """The facts of the learning curves.

    Attributes:
        texts: of the set.
    """

    texts: int | None = None


def facts(chosen: Chosen) -> UsesFacts:
    """Return what is known."""
    return UsesFacts(texts=len(chosen.labelled.texts))

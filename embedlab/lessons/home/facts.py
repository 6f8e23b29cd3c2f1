"""What Home computes and its texts may speak of."""

from dataclasses import dataclass

from embedlab.content.facts import Facts
from embedlab.lessons.home.study import Triple
from embedlab.models.catalog import card


@dataclass(frozen=True)
class HomeFacts(Facts):
    """The facts of three texts. Home has no quiz, so none of them is a choice.

    Attributes:
        model: the name of the model.
        cosine_ab: cosine of A and B, -1 to 1.
        cosine_ac: cosine of A and C, -1 to 1.
        shared_ab: words that A and B share.
        shared_ac: words that A and C share.
        below_ab: share of random pairs that are less similar than A and B, 0 to 1.
    """

    model: str | None = None
    cosine_ab: float | None = None
    cosine_ac: float | None = None
    shared_ab: int | None = None
    shared_ac: int | None = None
    below_ab: float | None = None


def facts(triple: Triple) -> HomeFacts:
    """Return what is known of three texts that could be compared."""
    return HomeFacts(
        model=card(triple.model).name,
        cosine_ab=triple.with_b.cosine,
        cosine_ac=triple.with_c.cosine,
        shared_ab=len(triple.with_b.overlap.shared),
        shared_ac=len(triple.with_c.overlap.shared),
        below_ab=triple.with_b.above,
    )

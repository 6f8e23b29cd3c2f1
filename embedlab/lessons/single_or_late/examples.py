"""The rankers that lesson 5 compares. Its queries and texts are in ``assets/lessons/single_or_late``."""

from dataclasses import dataclass
from typing import Final

from embedlab.studies.rank import RankerId

DENSE: Final = ("all-minilm-l6-v2", "e5-small-v2", "paraphrase-minilm-l3-v2")
COLBERT: Final = "answerai-colbert-small-v1"
SEEN: Final = str(RankerId(COLBERT, "masks"))
"""ColBERT as it was not trained: the words of the query attend to its masks."""
CROSS: Final = "ms-marco-minilm-l12-v2"


def late_by(dense: str) -> str:
    """Return the ranker that compares by the token vectors of a dense model."""
    return str(RankerId(dense, "maxsim"))


LATE: Final = (*map(late_by, DENSE), COLBERT, SEEN)


@dataclass(frozen=True)
class Models:
    """The dense model that is used both ways, the late ranker whose matrix is shown, and whether SEEN is compared."""

    dense: str
    shown: str
    seen: bool = False

    @property
    def own(self) -> str:
        """The dense model, token by token."""
        return late_by(self.dense)

    @property
    def rankers(self) -> tuple[str, ...]:
        """Every ranker of the page, from one vector to the far end."""
        return (self.dense, self.own, COLBERT, *([SEEN] if self.seen else []), CROSS)

    @property
    def names(self) -> dict[str, str]:
        """What a reader calls each ranker of the page."""
        return {
            self.dense: "one vector", self.own: "its token vectors", COLBERT: "ColBERT",
            **({SEEN: "masks seen"} if self.seen else {}), CROSS: "cross-encoder",
        }  # fmt: skip

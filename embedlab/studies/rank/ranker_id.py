"""The id of a ranker: a model, and how it is read where that is not as it was trained."""

from dataclasses import dataclass
from typing import Literal, Self, get_args

from embedlab.errors import UnknownModelError
from embedlab.models.cards import ModelCard
from embedlab.models.local import find_card
from embedlab.studies.rank.by_terms import BM42_MODEL
from embedlab.studies.rank.ranker import RankOptions

Reading = Literal["maxsim", "masks", "cls", "mean"]
"""How a model can be read that was trained for another way."""


@dataclass(frozen=True)
class RankerId:
    """What stands on the command line, in an address and in a shipped file as ``ID`` or ``ID+READING``.

    Attributes:
        model: an id of the catalog, or the path of a local folder.
        reading: how it is read where that is not as it was trained, None where it is. ``maxsim``: a plain encoder lends
            its token vectors to late interaction. ``masks``: the words of a ColBERT query attend to its masks. ``cls``
            and ``mean``: an encoder's last layer is pooled so, whatever it was trained with.
    """

    model: str
    reading: Reading | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an id; any text is one, and ``card`` says whether its model exists."""
        for reading in get_args(Reading):
            # No id of the catalog has a plus sign, so an ending is never part of one.
            if text.endswith(f"+{reading}"):
                return cls(text.removesuffix(f"+{reading}"), reading)
        return cls(text)

    def __str__(self) -> str:
        """The id as it is written; ``parse`` reads it back."""
        return self.model if self.reading is None else f"{self.model}+{self.reading}"

    @property
    def lent(self) -> bool:
        """True where a plain encoder lends its token vectors to late interaction."""
        return self.reading == "maxsim"

    @property
    def card(self) -> ModelCard:
        """The card of the model, or what it would say of a model that was trained the way this one is read.

        Raises:
            UnknownModelError: there is neither such an id nor such a folder, or it cannot be read so.
        """
        found = find_card(self.model)
        if self.reading == "masks":
            if found.family != "late-interaction":
                raise UnknownModelError(f"{self.model} fills no query up with masks; leave +masks out.")
            return found.model_copy(update={"attend_to_mask_tokens": True})
        if self.reading in ("cls", "mean"):
            if found.row.runs != "transformer" or found.ranker != "texts":
                raise UnknownModelError(
                    f"{self.model} has no vectors of tokens to pool into one; leave +{self.reading} out."
                )
            return found.model_copy(update={"pooling": self.reading})
        return found

    @property
    def is_late(self) -> bool:
        """True where token vectors are compared, by a model trained for it or by one that lends them."""
        return self.lent or self.card.ranker == "tokens"

    def cards(self, options: RankOptions) -> list[ModelCard]:
        """The models with weights that a ranking needs: its own, or those that a formula is built on."""
        if self.card.has_weights:
            return [self.card]
        if self.card.family == "hybrid":
            return [find_card(options.dense)]
        return [find_card(BM42_MODEL)] if self.model == "bm42" else []

    @property
    def name(self) -> str:
        """What a reader calls this ranker."""
        return self.card.name + ("" if self.reading is None else _READ[self.reading])


_READ = {"maxsim": " as late interaction", "masks": ", masks seen", "cls": ", [CLS]", "mean": ", mean"}

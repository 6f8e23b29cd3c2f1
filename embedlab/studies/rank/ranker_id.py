"""The id of a ranker: a model, and how it is read where that is not as it was trained."""

from dataclasses import dataclass
from typing import Self

from embedlab.errors import UnknownModelError
from embedlab.models.cards import ModelCard
from embedlab.models.local import find_card
from embedlab.studies.rank.by_terms import BM42_MODEL
from embedlab.studies.rank.ranker import RankOptions

_LENT, _MASKS = "+maxsim", "+masks"  # no id of the catalog has a plus sign, so they are never part of one


@dataclass(frozen=True)
class RankerId:
    """What stands on the command line, in an address and in a shipped file as ``ID``, ``ID+maxsim`` or ``ID+masks``.

    Attributes:
        model: an id of the catalog, or the path of a local folder.
        lent: True for ``+maxsim``: a plain encoder lends its token vectors to late interaction.
        masks: True for ``+masks``: the words of a ColBERT query attend to its masks, however it was trained.
    """

    model: str
    lent: bool = False
    masks: bool = False

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an id; any text is one, and ``card`` says whether its model exists."""
        model = text.removesuffix(_MASKS) if text.endswith(_MASKS) else text.removesuffix(_LENT)
        return cls(model, text.endswith(_LENT), text.endswith(_MASKS))

    def __str__(self) -> str:
        """The id as it is written; ``parse`` reads it back."""
        return self.model + _LENT * self.lent + _MASKS * self.masks

    @property
    def card(self) -> ModelCard:
        """The card of the model, or with ``masks`` what it would say of a model that was trained so.

        Raises:
            UnknownModelError: there is neither such an id nor such a folder, or it has no masks.
        """
        found = find_card(self.model)
        if not self.masks:
            return found
        if found.family != "late-interaction":
            raise UnknownModelError(f"{self.model} fills no query up with masks; leave {_MASKS} out.")
        return found.model_copy(update={"attend_to_mask_tokens": True})

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
        return self.card.name + " as late interaction" * self.lent + ", masks seen" * self.masks

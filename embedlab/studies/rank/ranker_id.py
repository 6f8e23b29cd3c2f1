"""The id of a ranker: a model, and whether its token vectors are compared instead of its one vector."""

from dataclasses import dataclass
from typing import Self

from embedlab.models.cards import ModelCard
from embedlab.models.local import find_card
from embedlab.studies.rank.by_terms import BM42_MODEL
from embedlab.studies.rank.ranker import RankOptions

_LENT = "+maxsim"  # no id of the catalog has a plus sign, so it is never part of one


@dataclass(frozen=True)
class RankerId:
    """What stands on the command line, in an address and in a shipped file as ``ID`` or ``ID+maxsim``.

    Attributes:
        model: an id of the catalog, or the path of a local folder.
        lent: True for ``+maxsim``: a plain encoder lends its token vectors to late interaction.
    """

    model: str
    lent: bool = False

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an id; any text is one, and ``card`` says whether its model exists."""
        return cls(text.removesuffix(_LENT), text.endswith(_LENT))

    def __str__(self) -> str:
        """The id as it is written; ``parse`` reads it back."""
        return self.model + _LENT * self.lent

    @property
    def card(self) -> ModelCard:
        """The card of the model.

        Raises:
            UnknownModelError: there is neither such an id nor such a folder.
        """
        return find_card(self.model)

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
        return self.card.name + " as late interaction" * self.lent

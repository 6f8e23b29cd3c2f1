"""Numbers in the texts of the page of the models."""

from embedlab.compute.cost import FLOAT_BYTES
from embedlab.lessons.models.facts import LARGE, PAIR, SMALL, TABLE
from embedlab.models.catalog import card
from tests.texts.kinds import Claim, Computed, Imagined
from tests.texts.write import word


def both_are_of_a_size() -> str:
    sizes = [card(name).parameters / 1e6 for name in (TABLE, SMALL)]
    assert all(17.5 <= size <= 22.9 for size in sizes)
    return "both have some 20 million parameters"


def layers_of_the_small_one() -> str:
    return f"Its {word(card(SMALL).layers)} layers"


def layers_of_the_pair() -> str:
    assert card(LARGE).layers == card(PAIR).layers == 2 * card(SMALL).layers
    return f"the cross-encoder of {word(card(PAIR).layers)} layers"


def bytes_of_a_number() -> str:
    return f"{word(FLOAT_BYTES)} for a number"


CLAIMS: tuple[Claim, ...] = (
    Computed(both_are_of_a_size),
    Computed(layers_of_the_small_one),
    Computed(layers_of_the_pair),
    Computed(bytes_of_a_number),
    Imagined("Show *Stored for a text* and set the tokens from 10 to 200"),
)

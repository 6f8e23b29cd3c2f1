"""What the page of the models computes and its texts may speak of."""

import math
from dataclasses import dataclass
from typing import Final, Literal

from embedlab.content.facts import Facts
from embedlab.lessons.models.study import Census, share_of_table, stored, touched, work
from embedlab.models.catalog import catalog

TABLE: Final = "glove-6b-50d"
SMALL: Final = "all-minilm-l6-v2"
LARGE: Final = "e5-small-v2"
LATE: Final = "answerai-colbert-small-v1"
PAIR: Final = "ms-marco-minilm-l12-v2"


@dataclass(frozen=True)
class ModelsFacts(Facts):
    """The facts of the models, for a text of as many tokens as the page asks for.

    Attributes:
        tokens: of the text.
        table: name of a table of words.
        table_all: its parameters.
        table_used: those that the text uses.
        small: name of a transformer of six layers.
        small_all: its parameters.
        small_used: those that the text uses.
        small_share: the same as a share, 0 to 1.
        small_table: the share of its parameters that is its table of word pieces, 0 to 1.
        late_times: how many times as much late interaction stores for the text as that transformer.
        pair_times: how many times as much work a pair is for a cross-encoder as the text for the transformer.
        large_times: how many times as much work the text is for twelve layers as for six.
        biggest_part: what takes the larger part of the small transformer.
        less_per_text: what stores less for a text.
        dearer: what costs more work than the text on the small transformer: twice the layers, or a pair to read.
        keeps: what a cross-encoder stores for a text.
    """

    tokens: int | None = None
    table: str | None = None
    table_all: int | None = None
    table_used: int | None = None
    small: str | None = None
    small_all: int | None = None
    small_used: int | None = None
    small_share: float | None = None
    small_table: float | None = None
    late_times: float | None = None
    pair_times: float | None = None
    large_times: float | None = None
    biggest_part: Literal["pieces", "layers"] | None = None
    less_per_text: Literal["dense", "late", "equal"] | None = None
    dearer: Literal["twice_layers", "pair", "equal"] | None = None
    keeps: Literal["vector", "nothing"] | None = None


def facts(census: Census) -> ModelsFacts:
    """Return what is known of the shipped models for a text of this length."""
    cards, tokens = catalog(), census.tokens
    if not {TABLE, SMALL, LARGE, LATE, PAIR} <= cards.keys():
        return ModelsFacts()  # a deployment may have taken them from its catalog
    table, small, large, late, pair = (cards[name] for name in (TABLE, SMALL, LARGE, LATE, PAIR))
    one, many = stored(small, tokens), stored(late, tokens)
    deeper, read_as_pair = work(large, tokens) / work(small, tokens), work(pair, tokens) / work(small, tokens)
    return ModelsFacts(
        tokens=tokens,
        table=table.name,
        table_all=table.parameters,
        table_used=int(touched(table, tokens)),
        small=small.name,
        small_all=small.parameters,
        small_used=int(touched(small, tokens)),
        small_share=touched(small, tokens) / small.parameters,
        small_table=share_of_table(small),
        late_times=many / one,
        pair_times=read_as_pair,
        large_times=deeper,
        biggest_part=biggest_choice(share_of_table(small)),
        less_per_text=less_choice(one, many),
        dearer=dearer_choice(deeper, read_as_pair),
        keeps=keeps_choice(stored(pair, tokens)),
    )


def biggest_choice(table: float) -> Literal["pieces", "layers"]:
    """What takes the larger part of a transformer, by the share of its table, 0 to 1."""
    return "pieces" if table > 0.5 else "layers"


def less_choice(dense: float, late: float) -> Literal["dense", "late", "equal"]:
    """What stores less for a text, in bytes."""
    return "equal" if dense == late else "dense" if dense < late else "late"


def dearer_choice(layers: float, pair: float) -> Literal["twice_layers", "pair", "equal"]:
    """What is more work, as multiples of the same text."""
    return "equal" if layers == pair else "twice_layers" if layers > pair else "pair"


def keeps_choice(kept: float) -> Literal["vector", "nothing"]:
    """What is stored for a text, by its bytes; nan where there are none."""
    return "vector" if math.isfinite(kept) else "nothing"

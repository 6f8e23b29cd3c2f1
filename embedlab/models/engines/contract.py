"""The contract both engines keep."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Batch:
    """Padded inputs of one forward pass, all (n, T) int64.

    Attributes:
        ids: token ids; padding positions hold the padding id.
        mask: 1 for a token that others attend to; 0 for padding, and for the masks that fill up a ColBERT query.
        types: segment ids, 0 or 1; ignored by models without segments.
    """

    ids: Ints
    mask: Ints
    types: Ints


@dataclass(frozen=True)
class Wanted:
    """Which outputs a caller needs; what is not wanted is not copied out.

    Attributes:
        layers: numbers of the hidden states, 0 (input embedding) to L (last layer).
        attentions: numbers of the layers whose attention weights are needed, 1 to L; each is T x T a head and text.
        logits: the output of the head.
    """

    layers: tuple[int, ...] = ()
    attentions: tuple[int, ...] = ()
    logits: bool = False


@dataclass(frozen=True)
class Forward:
    """Outputs of one forward pass, float32; rows beyond a text's own tokens are padding and mean nothing.

    Attributes:
        hidden: by layer number, (n, T, d).
        attentions: (n, layers, heads, T, T), rows sum to 1, in the order of the wanted layers; None unless wanted.
        logits: (n, T, V) for a masked language model, (n, labels) for a pair model; None unless wanted.
    """

    hidden: Mapping[int, Floats]
    attentions: Floats | None = None
    logits: Floats | None = None


class Engine(Protocol):
    """One loaded model. ``forward`` may be called from one thread at a time; the runtime sees to that."""

    name: str
    device: str
    layers: int
    bytes: int

    def forward(self, batch: Batch, wanted: Wanted) -> Forward:
        """Run the model once over a padded batch."""
        ...

    def close(self) -> None:
        """Give the memory back; the engine cannot be used afterwards."""
        ...

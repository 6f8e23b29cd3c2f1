"""How ColBERT reads a text (Khattab and Zaharia, SIGIR 2020): markers, mask expansion, a punctuation list.

A query is ``[CLS] [unused0] tokens [SEP]`` filled up with ``[MASK]`` to 32 tokens, and the masks take part in the
comparison; a document is ``[CLS] [unused1] tokens [SEP]``, whose punctuation is left out of it. Whether the
words attend to the masks is part of how a model was trained: ColBERT's own code keeps them from it.
"""

import string
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embedlab.errors import StoreError
from embedlab.models.cards import Role
from embedlab.models.text.tokens import TextTokenizer, Tokenised

QUERY_TOKENS = 32
PUNCTUATION = frozenset(string.punctuation)
MARKERS: dict[Role, str] = {"query": "[unused0]", "document": "[unused1]"}


def read_late(tokenizer: TextTokenizer, text: str, role: Role, *, attend_to_masks: bool = False) -> Tokenised:
    """A text with its marker, and for a query the masks, which attend to the words; the words to them if it says so.

    Raises:
        StoreError: the vocabulary lacks the markers.
    """
    if role == "document":
        return tokenizer.marked(text, MARKERS["document"], tokenizer.max_tokens)
    plain = tokenizer.marked(text, MARKERS["query"], QUERY_TOKENS)
    mask = tokenizer.token_id("[MASK]")
    if mask is None:
        raise StoreError("The vocabulary of this model has no [MASK]; it is not a ColBERT model.")
    missing = QUERY_TOKENS - len(plain)
    return replace(
        plain,
        tokens=plain.tokens + ("[MASK]",) * missing,
        ids=plain.ids + (mask,) * missing,
        types=plain.types + (0,) * missing,
        offsets=plain.offsets + ((0, 0),) * missing,
        special=plain.special + (True,) * missing,
        attended=None if attend_to_masks else (True,) * len(plain) + (False,) * missing,
    )


def compared(tokens: Tokenised, role: Role) -> NDArray[np.bool_]:
    """(T,) bool: which tokens take part in MaxSim; all of a query, all but punctuation of a document."""
    if role == "query":
        return np.ones(len(tokens), dtype=np.bool_)
    return np.array([token not in PUNCTUATION for token in tokens.tokens], dtype=np.bool_)


def projection(folder: Path) -> NDArray[np.float32] | None:
    """The last linear layer (out, in) of a whole ColBERT; None for a backbone without one.

    Either a Sentence Transformers ``1_Dense`` module or ``linear.weight`` beside the encoder's own weights.
    """
    from safetensors import safe_open

    for path, name in (
        (folder / "1_Dense" / "model.safetensors", "linear.weight"),
        (folder / "model.safetensors", "linear.weight"),
    ):
        if path.exists():
            with safe_open(str(path), framework="np") as file:
                if name in file.keys():  # noqa: SIM118 - safe_open is not a mapping
                    matrix: NDArray[np.float32] = file.get_tensor(name).astype(np.float32)
                    return matrix
    return None

"""Documents cut into chunks as a visitor chose, with the tokens of one model where chunks are counted in tokens."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from embedlab.compute.chunking import Chunking, Span, chunk
from embedlab.models.cards import ModelCard
from embedlab.models.catalog import card as card_of
from embedlab.models.encoders.sides import one_side
from embedlab.models.store import Store
from embedlab.models.text.tokens import TextTokenizer
from embedlab.numbers_text import whole

COUNTED_BY: Final = "all-minilm-l6-v2"
"""The model whose tokens chunks are counted in; most models here cut words into the same pieces."""


def cutter(store: Store, chunking: Chunking) -> Callable[[str], Sequence[Span]]:
    """Return what cuts a document: from its text to spans of characters, at least one unless it is all white space.

    Raises:
        StoreError: chunks are counted in tokens, and the tokenizer cannot be read.
    """
    if chunking.way != "tokens":
        return lambda text: chunk(text, chunking)
    tokenizer = tokenizer_of(store, card_of(COUNTED_BY))
    # A text of signs that the tokenizer drops has no token.
    return lambda text: chunk(text, chunking, tokenizer.spans(text)) or chunk(text, Chunking())


def chunking_sentence(chunking: Chunking) -> str:
    """Return how documents are cut, in words for the record of a collection."""
    if chunking.way == "tokens":
        shared = f", {whole(chunking.overlap)} shared" if chunking.overlap else ""
        return f"{whole(chunking.tokens)} tokens{shared}"
    return "by paragraph" if chunking.way == "paragraphs" else "whole"


def tokenizer_of(store: Store, card: ModelCard) -> TextTokenizer:
    """Return the tokenizer that reads documents for a model, without its weights.

    Raises:
        StoreError: the model is not here, or its tokenizer cannot be read.
    """
    side = one_side(card, "document")
    return _opened(store.folder(side), side.max_tokens or 512)


@lru_cache(maxsize=4)
def _opened(folder: Path, max_tokens: int) -> TextTokenizer:
    return TextTokenizer(folder, max_tokens)

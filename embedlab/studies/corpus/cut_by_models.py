"""How much of a collection each model would leave unread: chunks longer than it reads, and the tokens behind its end.

The tokenizers say it, without the weights. Of many chunks a sample is counted, drawn by chance with a fixed seed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

import numpy as np
from numpy.typing import NDArray

from embedlab.models.cards import ModelCard
from embedlab.models.encoders.remember import prompt_of
from embedlab.models.encoders.sides import one_side
from embedlab.models.store import Store
from embedlab.numbers_text import counted, percent, whole
from embedlab.studies.corpus.cut_texts import tokenizer_of

SAMPLE: Final = 2_000
"""Chunks that are counted at most."""

PAIR_QUERY: Final = 16
"""Tokens of the query that a cross-encoder is taken to read beside a text: both share its room."""

_SEED: Final = 0


@dataclass(frozen=True)
class ModelCut:
    """What a model leaves unread.

    Attributes:
        model: id of the catalog.
        name: what a reader calls it.
        limit: tokens that it reads, those that it adds among them; None for a table, which has no limit.
        cut: chunks that it does not read to their end.
        chunks: of how many that were counted.
        lost: tokens behind its end.
        tokens: of how many, in all that were counted.
    """

    model: str
    name: str
    limit: int | None
    cut: int
    chunks: int
    lost: int
    tokens: int

    @property
    def share_cut(self) -> float:
        """Share of the chunks that are cut, 0 to 1."""
        return self.cut / self.chunks if self.chunks else 0.0

    @property
    def share_lost(self) -> float:
        """Share of the tokens that are never read, 0 to 1."""
        return self.lost / self.tokens if self.tokens else 0.0


def sample_of(count: int) -> NDArray[np.int64]:
    """Return which chunks are counted, ascending (k,) int64: all of a few, or ``SAMPLE`` drawn by chance."""
    if count <= SAMPLE:
        return np.arange(count, dtype=np.int64)
    return np.sort(np.random.default_rng(_SEED).choice(count, SAMPLE, replace=False)).astype(np.int64)


def cut_by_models(store: Store, cards: Sequence[ModelCard], texts: Sequence[str]) -> tuple[ModelCut, ...]:
    """Count what each model would leave unread of some chunks.

    Args:
        store: where the models are.
        cards: models with weights.
        texts: the chunks, or a sample of them.

    Raises:
        StoreError: a tokenizer cannot be read.
    """
    # Most models here share a tokenizer: each cuts the texts into pieces once.
    known: dict[bytes, NDArray[np.int64]] = {}
    found = []
    for card in cards:
        side = one_side(card, "document")
        if not side.is_transformer:
            found.append(ModelCut(card.id, card.name, None, 0, len(texts), 0, 0))
            continue
        tokenizer = tokenizer_of(store, side)
        prompt = "" if side.row.encoder == "token_vectors" else prompt_of(side, "document")
        file = (store.folder(side) / "tokenizer.json").read_bytes()
        key = sha256(file + prompt.encode()).digest()
        if key not in known:
            known[key] = np.array(tokenizer.count([prompt + text for text in texts]), dtype=np.int64)
        lengths = known[key] + _added(side)
        lost = np.maximum(lengths - tokenizer.max_tokens, 0)
        found.append(
            ModelCut(
                card.id, card.name, tokenizer.max_tokens, int(np.count_nonzero(lost)), len(texts), int(lost.sum()),
                int(lengths.sum()),
            )
        )  # fmt: skip
    return tuple(found)


def _added(card: ModelCard) -> int:
    """Tokens that stand beside a text and that its tokenizer alone does not add."""
    if card.row.encoder == "pair_scores":
        return PAIR_QUERY + 1  # and a second [SEP]
    return 1 if card.row.encoder == "token_vectors" else 0  # the marker of a document


def cut_sentence(cuts: Sequence[ModelCut], chunks: int) -> str:
    """Return which model leaves most unread, and how the numbers were counted.

    Args:
        cuts: of each model, at least one.
        chunks: how many there are, counted or not.
    """
    worst = max(cuts, key=lambda cut: cut.share_lost)
    if not worst.chunks:
        return "There is no chunk."
    of = "all" if worst.chunks == chunks else f"{whole(worst.chunks)} drawn by chance"
    counted_on = f"Counted on {of} of {counted(chunks, 'chunk')}."
    if not worst.cut:
        return f"Every model here reads every chunk to its end. {counted_on}"
    none = [cut.name for cut in cuts if not cut.cut and cut.limit is not None]
    whole_by = f" {none[0]} cuts none." if len(none) == 1 else f" {whole(len(none))} models cut none." if none else ""
    return (
        f"{worst.name} cuts {percent(worst.share_cut)} of the chunks and never reads {percent(worst.share_lost)} of "
        f"their tokens.{whole_by} {counted_on}"
    )

"""Where a model stops reading: of a text that it encodes, and of a query and its documents, by any ranker.

The same tokenizers say it that read for the models. How a text with its unread end is shown is in ``unread_html``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from embedlab.models.cards import ModelCard, Role
from embedlab.models.catalog import card as card_of
from embedlab.models.encoders.remember import prompt_of
from embedlab.models.encoders.sides import one_side
from embedlab.models.runtime import Runtime
from embedlab.models.runtime.loading import LoadedTransformer
from embedlab.models.text import late
from embedlab.models.text.tokens import Cut
from embedlab.numbers_text import whole
from embedlab.studies.rank import RankerId, RankOptions
from embedlab.studies.rank.by_terms import BM42_MODEL

MARKS: Final = 4
"""Tokens that a model puts around a text, at most: [CLS], a marker of its role, [SEP], and one to spare."""


@dataclass(frozen=True)
class Stop:
    """A text that a model does not read to its end.

    Attributes:
        model: what a reader calls the model.
        document: number of the document; None for the query.
        cut: where it stops.
    """

    model: str
    document: int | None
    cut: Cut


def text_cuts(
    runtime: Runtime, card: ModelCard, texts: Sequence[str], role: Role | None = None, *, lent: bool = False
) -> list[Cut | None]:
    """Where a model stops in each text that it reads alone; None where it reads everything, as a table does.

    With ``lent`` a late-interaction model is read as a plain encoder, as ``ID+maxsim`` does.

    Raises:
        InputError: the model is a pair and the role is missing.
        StoreError: the model cannot be fetched or read.
    """
    side = one_side(card, role)
    prompt = "" if side.row.encoder == "token_vectors" and not lent else prompt_of(side, role)
    longest = late.QUERY_TOKENS if side.row.encoder == "token_vectors" and role == "query" else side.max_tokens or 512
    if not side.is_transformer or all(_surely_read(prompt + text, longest) for text in texts):
        return [None] * len(texts)
    if side.row.encoder == "token_vectors" and not lent:
        return runtime.with_transformer(side, lambda model: [_late_cut(model, text, role) for text in texts])
    return runtime.with_transformer(side, lambda model: [model.tokenizer.encode(text, prompt).cut for text in texts])


def _surely_read(text: str, longest: int) -> bool:
    """Whether a text is so short that no model with room for ``longest`` tokens can cut it; then none is loaded to ask.

    Every token stands for a byte at least that is no white space, whatever the tokenizer; a few stand around the text.
    """
    return len("".join(text.split()).encode("utf-8", "surrogatepass")) + MARKS <= longest


def _late_cut(model: LoadedTransformer, text: str, role: Role | None) -> Cut | None:
    return late.read_late(model.tokenizer, text, role or "document").cut


def rank_stops(
    runtime: Runtime, ranker: str, query: str, documents: Sequence[str], options: RankOptions | None = None
) -> tuple[Stop, ...]:
    """Every text of a search that a ranker does not read to its end, the query first.

    ``ranker`` is written as a ``RankerId``. A hybrid stops where its sides stop; BM42 reads the documents alone.

    Raises:
        InputError: the model is unknown.
        StoreError: the model cannot be fetched or read.
    """
    chosen, parsed = options or RankOptions(), RankerId.parse(ranker)
    if parsed.card.family == "hybrid":
        sides = (chosen.dense, chosen.lexical)
        return tuple(stop for side in sides for stop in rank_stops(runtime, side, query, documents, chosen))
    if ranker == "bm42":
        return tuple(_stops(parsed.name, [None, *text_cuts(runtime, card_of(BM42_MODEL), documents)]))
    if parsed.card.ranker == "pairs" and not parsed.lent:
        return tuple(_stops(parsed.name, _pair_cuts(runtime, parsed.card, query, documents)))
    read = partial(text_cuts, runtime, parsed.card, lent=parsed.lent)
    asked, held = ("query", "document") if parsed.is_late and not parsed.lent else chosen.roles()
    if parsed.card.row.encoder == "sparse_vectors":
        asked = held = None
    return tuple(_stops(parsed.name, [*read([query], asked), *read(documents, held)]))


def _pair_cuts(runtime: Runtime, card: ModelCard, query: str, documents: Sequence[str]) -> list[Cut | None]:
    """Of the query where it is cut first, beside the longest document."""
    if all(_surely_read(query + text, card.max_tokens or 512) for text in documents):
        return [None] * (len(documents) + 1)

    def cuts(model: LoadedTransformer) -> list[Cut | None]:
        both = [model.tokenizer.pair_cuts(query, text) for text in documents]
        asked = [first for first, _ in both if first is not None]
        return [min(asked, key=lambda cut: cut.at, default=None), *(second for _, second in both)]

    return runtime.with_transformer(card, cuts)


def _stops(name: str, cuts: Sequence[Cut | None]) -> Iterator[Stop]:
    """From the cut of the query and those of the documents."""
    for place, cut in enumerate(cuts):
        if cut is not None:
            yield Stop(name, place - 1 if place else None, cut)


def stops_by_text(stops: Sequence[Stop], texts: Sequence[str], looked_at: int = 0) -> dict[int | None, list[Stop]]:
    """The stops in each text, each model once: in the query (None), in the document that is looked at, in others."""
    found: dict[int | None, list[Stop]] = {place: [] for place in (None, looked_at, *range(len(texts)))}
    for stop in dict.fromkeys(stops):
        found[stop.document].append(stop)
    return {place: each for place, each in found.items() if each}


def read_sentence(model: str, cut: Cut, text: str = "") -> str:
    """How much of a text a model has read, as "all-MiniLM-L6-v2 read the first 256 of 812 tokens of document 3."."""
    return f"{model} read the first {whole(cut.read)} of {whole(cut.tokens)} tokens{f' of {text}' if text else ''}."

"""How much of a query a model cannot read at all: pieces that its vocabulary lacks are all one token to it."""

from embedlab.models.cards import ModelCard
from embedlab.models.encoders.sides import one_side
from embedlab.models.runtime import Runtime
from embedlab.models.runtime.loading import LoadedTransformer
from embedlab.models.text.tokens import UNKNOWN_PIECES


def unknown_pieces(runtime: Runtime, card: ModelCard, query: str) -> tuple[int, int]:
    """Return how many of a query's pieces the model does not know, and how many there are; of a table none are told.

    Raises:
        StoreError: the model cannot be fetched or read.
    """
    side = one_side(card, "query")
    if side.row.runs == "table":
        return 0, 0

    def count(model: LoadedTransformer) -> tuple[int, int]:
        tokens = model.tokenizer.encode(query)
        own = [token for token, special in zip(tokens.tokens, tokens.special, strict=True) if not special]
        return sum(token in UNKNOWN_PIECES for token in own), len(own)

    return runtime.with_transformer(side, count)


def unknown_sentence(unknown: int, pieces: int) -> str:
    """What a reader must know of a query with unknown pieces; empty when all are known."""
    if not unknown:
        return ""
    if unknown == pieces:
        many = "The one piece" if pieces == 1 else f"All {pieces} pieces"
        return f"{many} of the query {'is' if pieces == 1 else 'are'} unknown to the model: this order means nothing."
    verb = "is" if unknown == 1 else "are"
    return f"{unknown} of the {pieces} pieces of the query {verb} unknown to the model, which reads [UNK] instead."

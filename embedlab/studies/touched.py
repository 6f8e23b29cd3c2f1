"""How many learnt numbers a text uses: the rows of its own words or pieces, and all that stands on the table."""

from collections.abc import Iterable

from embedlab.compute.cost import parameters_touched
from embedlab.models.cards import ModelCard
from embedlab.models.encoders.remember import prompt_of
from embedlab.models.encoders.sides import one_side
from embedlab.models.runtime import Runtime
from embedlab.models.runtime.loading import LoadedTransformer
from embedlab.models.text.late import read_late
from embedlab.models.text.subwords import NgramTable
from embedlab.models.text.tokens import Tokenised
from embedlab.models.text.word_table import WordTable


def touched_by_pieces(card: ModelCard, pieces: int) -> int | None:
    """The parameters of one transformer that a text of so many different pieces uses; None without a known shape.

    A head that weighs terms compares each token with every row of the table, so it uses them all.
    """
    if card.encoder is None or not card.parameters:
        return None
    if card.head == "masked-lm" and card.row.encoder == "sparse_vectors":
        return card.parameters
    return parameters_touched(card.parameters, card.encoder.vocabulary, card.encoder.hidden, pieces)


def touched_by_query(runtime: Runtime, card: ModelCard, query: str, texts: Iterable[str] = ()) -> int | None:
    """The parameters that a query uses of whatever reads it; of a cross-encoder, that it uses with all the texts.

    None where the shape of the model is not known; 0 for a formula, which has learnt nothing.

    Raises:
        InputError, StoreError: the model cannot read the query.
    """
    if not card.has_weights:
        return 0
    if card.row.runs == "table":
        table = runtime.table(card)
        return rows_of(table, query) * table.dimension
    side = one_side(card, "query")

    def pieces(model: LoadedTransformer) -> int:
        return len({number for tokens in _read(side, model, query, texts) for number in tokens.ids})

    return touched_by_pieces(side, runtime.with_transformer(side, pieces))


def _read(card: ModelCard, model: LoadedTransformer, query: str, texts: Iterable[str]) -> list[Tokenised]:
    if card.head == "pair":
        return [model.tokenizer.encode_pair(query, text) for text in texts]
    if card.row.encoder == "token_vectors":
        return [read_late(model.tokenizer, query, "query")]
    return [model.tokenizer.encode(query, prompt_of(card, "query"))]


def rows_of(table: WordTable, text: str) -> int:
    """How many different rows of a table the vector of a text is made of; of an unseen word those of its n-grams."""
    words = {read.name for read in table.read(text)}
    rows = {row for word in words if (row := table.row(word)) is not None}
    if not isinstance(table, NgramTable):
        return len(rows)
    built = [table.parts(word) for word in words if table.row(word) is None]
    return len(rows) + len({name for parts in built if parts is not None for name in parts.names})

"""What each way to compare costs: what is stored for a document, and what a query costs on it.

Counted, not measured: multiplications of the scoring step, whatever the machine. The forward passes that make
vectors, once for each document and query, are ``forward_multiplications``.
"""

from dataclasses import dataclass

FLOAT_BYTES = 4


@dataclass(frozen=True)
class Cost:
    """What one document costs: bytes stored, and multiplications for each query that is scored on it."""

    bytes_per_doc: int
    multiplications_per_query_per_doc: int


def single_vector(dimension: int, *, bytes_per_number: int = FLOAT_BYTES) -> Cost:
    """Return the cost of one vector a document: one dot product, d multiplications.

    Raises:
        ValueError: a size is below 1, here as in the others.
    """
    _positive(dimension, bytes_per_number)
    return Cost(dimension * bytes_per_number, dimension)


def late_interaction(
    query_tokens: int, doc_tokens: int, dimension: int, *, bytes_per_number: int = FLOAT_BYTES
) -> Cost:
    """Return the cost of one vector a token: a dot product for each token pair, s x t x d multiplications."""
    _positive(query_tokens, doc_tokens, dimension, bytes_per_number)
    return Cost(doc_tokens * dimension * bytes_per_number, query_tokens * doc_tokens * dimension)


def cross_encoder(layers: int, width: int, tokens: int) -> Cost:
    """Return the cost of reading query and document together: nothing stored, a forward pass for each pair.

    ``tokens`` is the length of the pair, special tokens included.
    """
    return Cost(0, forward_multiplications(layers, width, tokens))


def forward_multiplications(layers: int, width: int, tokens: int) -> int:
    """Return the multiplications of one pass through a BERT-type encoder: 12 L d^2 T + 2 L d T^2.

    Each of L layers costs each of T tokens 4 d^2 for query, key, value and output, and 8 d^2 for a
    feed-forward part of width 4 d; attention adds T^2 d for its weights and T^2 d for applying them. The
    embedding, normalisation and head are left out: they are small beside it.
    """
    _positive(layers, width, tokens)
    # The square in tokens is attention; up to 6 d tokens the other term is the larger one.
    return 12 * layers * width**2 * tokens + 2 * layers * width * tokens**2


def _positive(*sizes: int) -> None:
    if min(sizes) < 1:
        raise ValueError(f"sizes must be above 0, not {min(sizes)}")


def parameters_touched(parameters: int, table_rows: int, width: int, tokens: int) -> int:
    """Return how many parameters one text of ``tokens`` different tokens uses: all but the rows of other tokens.

    A model is a table with a row of ``width`` numbers for each of ``table_rows`` words or word pieces, and whatever
    stands on it: nothing for a table of words, the layers of a transformer otherwise. Of the table a text reads the
    rows of its own tokens; everything else is used by every text. The rows for positions count as used.

    Raises:
        ValueError: a size is below 1, or the table is larger than the model.
    """
    _positive(parameters, table_rows, width, tokens)
    if table_rows * width > parameters:
        raise ValueError(f"a table of {table_rows} x {width} numbers is no part of a model of {parameters}")
    return parameters - max(0, table_rows - tokens) * width

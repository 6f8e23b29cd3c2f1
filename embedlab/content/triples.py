"""The triples of lesson 6: a question, its answer, and other questions about the same thing.

Who wins, for which model and with which interval, is computed elsewhere (``embedlab.compute.asymmetry``).
"""

from functools import cache

from embedlab.content.toml_records import Record, Text, read_asset


class Triple(Record):
    """One topic in five texts.

    Attributes:
        topic: the thing, as the question names it.
        field: the field of knowledge, such as "medicine".
        question: "What is X?".
        related: another question about X, which the answer does not answer.
        answer: a definition of X that names X, 12 to 30 words.
        entry: the same definition without any content word of the question, as a dictionary prints it under X.
        paraphrase: a question that means the same as ``question``.
    """

    topic: Text
    field: Text
    question: Text
    related: Text
    answer: Text
    entry: Text
    paraphrase: Text


class _Triples(Record):
    triple: tuple[Triple, ...]


@cache
def load_triples() -> tuple[Triple, ...]:
    """Return the shipped triples in the order of the file. Raises ``EmbedLabError`` when the file is wrong."""
    return read_asset("triples.toml", _Triples).triple

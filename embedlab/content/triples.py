"""The triples of lesson 6: a question, its answer, and other questions about the same thing.

Who wins, for which model and with which interval, is computed elsewhere (``embedlab.compute.asymmetry``).
"""

from dataclasses import dataclass
from functools import cache

from embedlab.content.toml_table import Table, load_asset


@dataclass(frozen=True)
class Triple:
    """One topic in five texts.

    Attributes:
        topic: the thing, as the question names it.
        field: the field of knowledge, such as "medicine".
        question: "What is X?".
        related: another question about X, which the answer does not answer.
        answer: a definition of X that names X, 12 to 30 words.
        entry: the same definition without any word of the question, as a dictionary prints it under X.
        paraphrase: a question that means the same as ``question``.
    """

    topic: str
    field: str
    question: str
    related: str
    answer: str
    entry: str
    paraphrase: str


@cache
def load_triples() -> tuple[Triple, ...]:
    """Return the shipped triples in the order of the file. Raises ``EmbedLabError`` when the file is wrong."""
    return load_asset("triples.toml", lambda table: table.each("triple", _triple))


def _triple(table: Table) -> Triple:
    return Triple(
        topic=table.text("topic"),
        field=table.text("field"),
        question=table.text("question"),
        related=table.text("related"),
        answer=table.text("answer"),
        entry=table.text("entry"),
        paraphrase=table.text("paraphrase"),
    )

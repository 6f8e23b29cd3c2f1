"""The pairs as rows of a word table that holds only the words they use."""

from dataclasses import dataclass
from pathlib import Path

from embedlab.errors import InputError, StoreError
from embedlab.models.text.word_table import read_rows
from embedlab.models.training.pair_training.bags import Bags, Floats
from embedlab.models.training.term_pairs import read_pairs
from embedlab.models.training.words_of_text import words_of_text


@dataclass(frozen=True)
class Data:
    """What a contrastive training reads.

    Attributes:
        words: the V words that occur in the pairs.
        table: their vectors, (V, d) float32.
        train_terms, train_definitions: the pairs to train on that have a known word on each side.
        held_terms, held_definitions: the held-out pairs that have.
        held_pairs: their texts.
    """

    words: tuple[str, ...]
    table: Floats
    train_terms: Bags
    train_definitions: Bags
    held_terms: Bags
    held_definitions: Bags
    held_pairs: tuple[tuple[str, str], ...]


def load_data(table: Path, pairs: Path) -> Data:
    """Read the table and the pairs.

    Raises:
        StoreError: a file is missing or broken.
        InputError: the table knows too few of the pairs to train on.
    """
    both = read_pairs(pairs)
    try:
        vectors = read_rows(table / "vectors.npy")
        words = (table / "vocab.txt").read_text(encoding="utf-8").split("\n")
    except (OSError, ValueError) as error:
        raise StoreError(f"The word vectors in {table.name} cannot be read; fetch the model again.") from error
    known = {word: row for row, word in enumerate(words)}
    used: dict[int, int] = {}

    def rows(text: str) -> list[int]:
        found = map(known.get, words_of_text(text))
        return [used.setdefault(row, len(used)) for row in found if row is not None]

    train = [(rows(term), rows(definition)) for term, definition in both.train]
    train = [pair for pair in train if all(pair)]
    # No objective could find a term that the table does not know, so recall would measure the table.
    held = [(pair, (rows(pair[0]), rows(pair[1]))) for pair in both.held_out]
    held = [(pair, bags) for pair, bags in held if all(bags)]
    if len(train) < 2 or not held:
        raise InputError("The word table knows too few of these pairs to train on; choose another one.")
    return Data(
        words=tuple(words[row] for row in used),
        table=vectors[list(used)],
        train_terms=Bags.of([term for term, _ in train]),
        train_definitions=Bags.of([definition for _, definition in train]),
        held_terms=Bags.of([term for _, (term, _) in held]),
        held_definitions=Bags.of([definition for _, (_, definition) in held]),
        held_pairs=tuple(pair for pair, _ in held),
    )

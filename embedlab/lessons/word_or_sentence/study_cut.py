"""Where a model stops reading, and what that means for the vector: truncation as a number and a place in the text."""

from dataclasses import dataclass

from embedlab.compute.similarity import cosine_similarity
from embedlab.lessons.word_or_sentence.study_setups import role_of
from embedlab.models.cards import ModelCard
from embedlab.models.encoders import text_vectors
from embedlab.models.encoders.remember import prompt_of
from embedlab.models.runtime import Runtime
from embedlab.models.runtime.loading import LoadedTransformer


@dataclass(frozen=True)
class Cut:
    """How much of a text a model reads.

    Attributes:
        limit: tokens it reads at most, special tokens included; None for a table of words, which has no limit.
        tokens: tokens of the text, special tokens included; for a table its words.
        cut_at: character of the text with its addition (see ``whole``) where it stops reading; None for nowhere.
        changed: cosine, -1 to 1, of the text with the same text and its addition.
    """

    limit: int | None
    tokens: int
    cut_at: int | None
    changed: float

    def share_lost(self, text: str) -> float:
        """Share of the characters of the text, without its addition, that are never read, 0 to 1."""
        return 0.0 if self.cut_at is None or not text else max(0, len(text) - self.cut_at) / len(text)


def whole(text: str, addition: str) -> str:
    """A text with something added to its end."""
    return f"{text} {addition}".rstrip()


def measure_cut(runtime: Runtime, card: ModelCard, text: str, addition: str) -> Cut:
    """Read a text, and the same text with ``addition`` after it.

    Raises:
        InputError: a table knows no word of the text.
        StoreError: the model cannot be fetched or read.
    """
    found = text_vectors(runtime, card, [text, whole(text, addition)], role_of(card), pooling="mean")
    changed = float(cosine_similarity(found.vectors[:1], found.vectors[1:])[0, 0])
    if card.family == "static":
        return Cut(None, len(runtime.table(card).read(text)), None, changed)
    return Cut(card.max_tokens, count_tokens(runtime, card, text), found.cut_at[1], changed)


def count_tokens(runtime: Runtime, card: ModelCard, text: str) -> int:
    """Tokens of a text however long it is, special tokens and prompt included."""

    def count(model: LoadedTransformer) -> int:
        read = model.tokenizer.encode(text, prompt_of(card, role_of(card)))
        return len(read) + read.unread

    return runtime.with_transformer(card, count)

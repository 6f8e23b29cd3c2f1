"""How many tokens texts have, by the tokenizer of a model, to their end and not only as far as the model reads."""

from collections.abc import Sequence

from embedlab.models.cards import ModelCard
from embedlab.models.runtime import Runtime
from embedlab.models.runtime.loading import LoadedTransformer


def token_counts(runtime: Runtime, card: ModelCard, texts: Sequence[str]) -> list[int]:
    """Return the tokens of each text, without what the model adds to it.

    Raises:
        InputError: the model has no tokenizer.
        StoreError: the model cannot be fetched or read.
    """

    def count(model: LoadedTransformer) -> list[int]:
        read = [model.tokenizer.encode(text) for text in texts]
        return [each.unread + len(each) - sum(each.special) for each in read]

    return runtime.with_transformer(card, count)

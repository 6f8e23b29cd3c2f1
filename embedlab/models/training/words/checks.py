"""Whether word vectors can be learnt from a text."""

from embedlab import limits
from embedlab.errors import InputError
from embedlab.models.training.specs import WordsSpec


def check_words(spec: WordsSpec) -> None:
    """Refuse what cannot be trained.

    Raises:
        InputError: an option is out of its range, or the text cannot be learnt from; the message says what to do.
    """
    if len(spec.text) > limits.TRAINING_TEXT_CHARS:
        raise InputError(f"The text is longer than {limits.TRAINING_TEXT_CHARS:,} characters; train on a part of it.")

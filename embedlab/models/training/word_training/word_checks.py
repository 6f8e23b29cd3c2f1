"""Whether word vectors can be learnt from a text."""

import unicodedata

from embedlab import limits
from embedlab.errors import InputError
from embedlab.models.training.specs import WordsSpec
from embedlab.models.training.word_training.corpora import sentences, vocabulary
from embedlab.numbers_text import whole

LEAST_WORDS = 30
"""Running words without which there is no company to learn a word from."""

LEAST_VOCABULARY = 5
"""Words with a vector without which there are no neighbours to speak of."""

AT_ONCE_CHARS = 200_000
"""A text up to this long is read before the training is started; a longer one by the training itself."""

_UNSPACED_LENGTH = 9
"""Letters in a row, on average, beyond which a text is taken to leave no space between its words.

German prose has about six; unspaced Chinese, Japanese or Thai runs from one punctuation mark to the next.
"""

_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN")


def check_words(spec: WordsSpec) -> None:
    """Refuse what cannot be trained, as far as can be told without reading a long text.

    Raises:
        InputError: an option is out of its range, or the text cannot be learnt from; the message says what to do.
    """
    for name, value, least, most in (
        ("number of dimensions", spec.dimension, 2, limits.TRAINING_DIMENSION),
        ("window", spec.window, 1, limits.TRAINING_WINDOW),
        ("number of epochs", spec.epochs, 1, limits.TRAINING_EPOCHS),
        ("least count", spec.least_count, 1, 100),
        ("number of probe words", len(spec.probes), 0, limits.TRAINING_PROBES),
    ):
        if not least <= value <= most:
            raise InputError(f"The {name} is {value}; choose {least} to {most}.")
    if len(spec.text) > limits.TRAINING_TEXT_CHARS:
        raise InputError(
            f"The text has {whole(len(spec.text))} characters; use a part of it, "
            f"{whole(limits.TRAINING_TEXT_CHARS)} at most."
        )
    if not spec.text.strip() and spec.corpus is None:
        raise InputError("There is no text to learn from; type or paste one, or choose a corpus.")
    if spec.text.strip() and len(spec.text) <= AT_ONCE_CHARS:
        check_text(spec, sentences(spec))


def check_text(spec: WordsSpec, text: list[list[str]]) -> None:
    """Refuse a text from which nothing can be learnt, and probes that it does not have.

    Raises:
        InputError: the message says what is wrong and what to do.
    """
    total = sum(map(len, text))
    known = vocabulary(text, spec.least_count)
    if len(known) < LEAST_VOCABULARY and _unspaced(text):
        raise InputError(
            "Words are told apart by spaces and punctuation, and this text has no spaces between its words, so none"
            " repeats; put spaces between them."
        )
    if total < LEAST_WORDS:
        raise InputError(
            f"The text has {total} {'word' if total == 1 else 'words'}; a word is learnt from the company it keeps, so"
            f" give at least {LEAST_WORDS}, better some thousands."
        )
    if len(known) < LEAST_VOCABULARY:
        raise InputError(
            f"Only {len(known)} {'word occurs' if len(known) == 1 else 'words occur'} {spec.least_count} times or more;"
            " give more text, or lower the least count."
        )
    if missing := [word for word in spec.probes if word not in known]:
        raise InputError(
            f"“{missing[0][: limits.WORD_CHARS]}” occurs less than {spec.least_count} times in this text; choose"
            " another word to follow."
        )


def _unspaced(text: list[list[str]]) -> bool:
    words = [word for sentence in text for word in sentence]
    letters = "".join(words)[:2_000]
    if not letters:
        return False
    script = sum(unicodedata.name(letter, "").startswith(_UNSPACED) for letter in letters)
    return script > len(letters) / 2 or sum(map(len, words)) / len(words) > _UNSPACED_LENGTH

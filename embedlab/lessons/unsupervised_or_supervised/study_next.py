"""How much of next-sentence prediction is told by the topic alone: a count on real consecutive sentences.

BERT's second objective asked whether one sentence follows another, half the time with a sentence of another text in
its place (Devlin et al. 2019). Here the same is asked of two measures of topic that know nothing of order: which of
two candidates is the next sentence? What a language model would answer is not measured here.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from embedlab.compute.arrays import unit_or_zero
from embedlab.compute.lexical import tokenise
from embedlab.compute.wilson import wilson_interval
from embedlab.errors import InputError
from embedlab.models.text.word_table import WordTable
from embedlab.models.training.words_of_text import words_of_text

CUES: Final = {"vectors": "averaged word vectors", "words": "shared words"}
TASKS: Final = {"other": "another text's", "same": "the same text's", "previous": "the previous"}
"""What the true next sentence is set against."""
LEAST_SENTENCES: Final = 4
LEAST_WORDS: Final = 4
EXAMPLES: Final = 12
_SEED: Final = 1
_TIE: Final = 1e-6
_ENDS: Final = re.compile(r"(?<=[.!?])\s+(?=\S)")

Similarity = Callable[[str, str], float]


@dataclass(frozen=True)
class Share:
    """How often a cue chose the true next sentence: ``share`` 0 to 1 of ``count`` choices, a tie for a half."""

    share: float
    count: int

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval."""
        return wilson_interval(self.share, self.count)


@dataclass(frozen=True)
class Choice:
    """One choice: a sentence, the one that follows it, and the candidates by task; None where there is none."""

    sentence: str
    following: str
    others: Mapping[str, str]


@dataclass(frozen=True)
class NextFound:
    """What was counted.

    Attributes:
        shares: by cue and task.
        choices: some of the choices, from the beginning of the text on, that have a candidate for each task.
        cosines: for each of these, the cosine of averaged word vectors of the sentence with ``following`` (first) and
            with the candidates in the order of ``TASKS``.
        texts: how many texts the sentences come from.
    """

    shares: Mapping[str, Mapping[str, Share]]
    choices: tuple[Choice, ...]
    cosines: tuple[tuple[float, ...], ...]
    texts: int


def split_sentences(text: str) -> list[str]:
    """Cut a text after full stops, exclamation and question marks; shorter pieces than four words are left out."""
    pieces = (" ".join(piece.split()) for piece in _ENDS.split(text))
    return [piece for piece in pieces if len(words_of_text(piece)) >= LEAST_WORDS]


def choices_in(texts: Sequence[Sequence[str]], others: Sequence[Sequence[str]]) -> Iterator[Choice]:
    """Return every pair of consecutive sentences with its candidates, drawn with a fixed seed.

    ``others`` are texts to draw candidates from; a text that is among them is not drawn for itself.
    """
    rng = np.random.default_rng(_SEED)
    for text in texts:
        elsewhere = [other for other in others if other is not text and other]
        for place in range(len(text) - 1):
            drawn_text = elsewhere[int(rng.integers(len(elsewhere)))]
            drawn = {"other": drawn_text[int(rng.integers(len(drawn_text)))]}
            rest = [*text[:place], *text[place + 2 :]]
            if rest:
                drawn["same"] = rest[int(rng.integers(len(rest)))]
            if place:
                drawn["previous"] = text[place - 1]
            yield Choice(text[place], text[place + 1], drawn)


def next_sentences(table: WordTable, texts: Sequence[Sequence[str]], others: Sequence[Sequence[str]]) -> NextFound:
    """Count how often each cue finds the next sentence, see ``choices_in``.

    Raises:
        InputError: no text has enough sentences.
    """
    if max(map(len, texts), default=0) < LEAST_SENTENCES:
        raise InputError(f"Paste at least {LEAST_SENTENCES} sentences of {LEAST_WORDS} words or more, in their order.")
    asked = list(choices_in(texts, others))
    sentences = {text for each in asked for text in (each.sentence, each.following, *each.others.values())}
    by_vectors = _by_vectors(table, sentences)
    cues: dict[str, Similarity] = {"vectors": by_vectors, "words": _by_words(sentences)}
    shares = {
        cue: {task: _share([_won(similarity, choice, task) for choice in asked if task in choice.others])
              for task in TASKS}
        for cue, similarity in cues.items()
    }  # fmt: skip
    kept = tuple(choice for choice in asked if len(choice.others) == len(TASKS))[:EXAMPLES]
    cosines = tuple(
        tuple(by_vectors(choice.sentence, each) for each in (choice.following, *(choice.others[t] for t in TASKS)))
        for choice in kept
    )
    return NextFound(shares, kept, cosines, len(texts))


def _by_words(texts: Collection[str]) -> Similarity:
    """How many different words two sentences share, without the most common ones such as *the*."""
    words = {text: frozenset(tokenise(text, stop_words=True)) for text in texts}
    return lambda first, second: float(len(words[first] & words[second]))


def _by_vectors(table: WordTable, texts: Collection[str]) -> Similarity:
    """The cosine of averaged word vectors; 0 where the table knows no word."""
    nothing = np.zeros(table.frequent.shape[1], dtype=np.float32)
    means = [table.mean(words_of_text(text)) for text in texts]
    units = unit_or_zero(np.stack([nothing if mean is None else mean for mean in means]))
    by_text = dict(zip(texts, units, strict=True))
    return lambda first, second: float(by_text[first] @ by_text[second])


def _won(similarity: Similarity, choice: Choice, task: str) -> float:
    gap = similarity(choice.sentence, choice.following) - similarity(choice.sentence, choice.others[task])
    return 0.5 if abs(gap) <= _TIE else float(gap > 0)


def _share(won: Sequence[float]) -> Share:
    return Share(float(np.mean(won)), len(won))

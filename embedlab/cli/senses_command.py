"""``embedlab senses``: whether the vector of a word knows which of its senses is meant, layer by layer."""

import json
from pathlib import Path
from typing import Any

import numpy as np

from embedlab.cli.output import write
from embedlab.cli.stopping import say
from embedlab.cli.text_files import read_lines_of
from embedlab.compute.sense_scores import layer_scores
from embedlab.content.sentences import word_forms
from embedlab.content.word_places import Occurrence, find_occurrences
from embedlab.errors import InputError
from embedlab.models.cards import ModelCard
from embedlab.models.encoders import occurrence_states
from embedlab.models.local import find_card
from embedlab.models.runtime import shared_runtime
from embedlab.studies.unread import read_sentence, text_cuts


def score_senses(word: str, sentences: Path, names: list[str]) -> None:
    """Print ``{"word", "models": {ID: [{"layer", "accuracy", "silhouette", "mean_cosine"}]}}``.

    Raises:
        InputError: a model is unknown, the file cannot be read, or a line lacks the word.
        StoreError: a model cannot be fetched or read.
    """
    if not names:
        raise InputError("No model is named; give --models at least one id.")
    cards = [find_card(name) for name in names]
    for card in cards:
        if not card.is_transformer:
            raise InputError(f"{card.id} has no layers; name contextual models only.")
    occurrences = read_sentences(word, sentences)
    write(json.dumps({"word": word, "models": {card.id: _layers(card, occurrences) for card in cards}}, indent=2))


def read_sentences(word: str, path: Path) -> list[Occurrence]:
    """Every occurrence of a word in a file of ``sense<TAB>sentence`` lines.

    Raises:
        InputError: the file cannot be read, or a line has no tab or no such word; the message names the line.
    """
    found: list[Occurrence] = []
    for number, line in enumerate(read_lines_of(path), start=1):
        if line.strip():
            found += _occurrences(word, line, f"Line {number} of {path.name}")
    # Every score compares an occurrence with another one.
    if len(found) < 2:
        raise InputError(f"{path.name} has fewer than two sentences with {word!r}; add some.")
    return found


def _occurrences(word: str, line: str, where: str) -> list[Occurrence]:
    sense, tab, text = line.partition("\t")
    if not tab:
        raise InputError(f"{where} has no tab; write the sense, a tab, then the sentence.")
    spans = find_occurrences(text, word_forms(word))
    if not spans:
        raise InputError(f"{where} does not contain the word {word!r}; correct or remove it.")
    return [Occurrence(text, sense.strip(), start, end) for start, end in spans]


def _layers(card: ModelCard, occurrences: list[Occurrence]) -> list[dict[str, Any]]:
    states = occurrence_states(shared_runtime(), card, [(o.text, (o.start, o.end)) for o in occurrences])
    if states.unread:
        lost = occurrences[states.unread[0]].text[:40]
        raise InputError(f"{card.id} stops reading before the word in {lost!r}; shorten the sentence.")
    texts = list(dict.fromkeys(occurrence.text for occurrence in occurrences))
    for text, cut in zip(texts, text_cuts(shared_runtime(), card, texts), strict=True):
        if cut is not None:
            say(read_sentence(card.name, cut, f"“{text[:40]}…”"))
    senses = [occurrence.sense for occurrence in occurrences]
    scores = layer_scores(states.frames, senses, states.others, states.groups)
    return [
        {
            "layer": layer,
            "accuracy": float(scores.accuracy[layer]),
            "silhouette": _number(scores.silhouette[layer]),
            "mean_cosine": _number(scores.mean_cosine[layer]),
        }
        for layer in range(len(scores.accuracy))
    ]


def _number(value: float) -> float | None:
    """JSON has no NaN: an undefined score is null."""
    return None if np.isnan(value) else float(value)

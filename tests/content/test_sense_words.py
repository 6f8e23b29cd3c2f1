"""The shipped sentences are fair: at layer 0, where a model knows only form and position, senses must not show."""

import itertools
import re

import pytest

from embedlab.content.sense_words import _read, load_sense_words
from embedlab.errors import EmbedLabError

WORDS = load_sense_words()
each_word = pytest.mark.parametrize("entry", WORDS.values(), ids=WORDS)


def position(occurrence):
    """Place of the word among words and punctuation marks, as a tokenizer without word pieces would count."""
    return len(re.findall(r"\w+|[^\w\s]", occurrence.text[: occurrence.start]))


def chance(senses):
    pairs = sum(senses.count(sense) - 1 for sense in senses)
    return pairs / (len(senses) * (len(senses) - 1))


def nearest_position_accuracy(places, senses):
    """Share of occurrences whose nearest other one by position has the same sense; ties share the vote."""
    votes = 0.0
    for i, place in enumerate(places):
        others = [j for j in range(len(places)) if j != i]
        nearest = min(abs(places[j] - place) for j in others)
        tied = [j for j in others if abs(places[j] - place) == nearest]
        votes += sum(senses[j] == senses[i] for j in tied) / len(tied)
    return votes / len(places)


def test_there_are_at_least_fourteen_words_and_point_is_one():
    assert len(WORDS) >= 14
    assert len(WORDS["point"].senses) >= 5
    assert len(WORDS["point"].occurrences) >= 16


@each_word
def test_three_to_six_senses_of_five_or_six_sentences(entry):
    assert 3 <= len(entry.senses) <= 6
    assert {len(sense.sentences) for sense in entry.senses} <= {5, 6}


@each_word
def test_names_are_unique_and_short(entry):
    names = [sense.name for sense in entry.senses]
    assert len(set(names)) == len(names)
    assert all(len(name) <= 16 for name in names)


@each_word
def test_sentences_have_six_to_eighteen_words(entry):
    for occurrence in entry.occurrences:
        assert 6 <= len(occurrence.text.split()) <= 18, occurrence.text


@each_word
def test_only_the_base_form_occurs_once_never_first(entry):
    """One form for all senses; a first word has a capital, which is another token for a cased model."""
    for occurrence in entry.occurrences:
        assert occurrence.text[occurrence.start : occurrence.end] == entry.word, occurrence.text
        assert occurrence.text.lower().count(entry.word) == 1, occurrence.text
        assert occurrence.text[occurrence.start - 1] == " ", occurrence.text


@each_word
def test_position_does_not_tell_the_sense(entry):
    senses = [occurrence.sense for occurrence in entry.occurrences]
    places = [position(occurrence) for occurrence in entry.occurrences]
    assert -0.2 < nearest_position_accuracy(places, senses) - chance(senses) < 0.05


@each_word
def test_every_sense_stands_early_and_late(entry):
    for sense in entry.senses:
        places = [position(o) for o in entry.occurrences if o.sense == sense.name]
        assert min(places) <= 5, sense.name
        assert max(places) >= 6, sense.name


@each_word
def test_no_two_sentences_are_near_copies(entry):
    bags = [set(re.findall(r"\w+", o.text.lower())) - {entry.word} for o in entry.occurrences]
    for a, b in itertools.combinations(bags, 2):
        assert len(a & b) / len(a | b) < 0.4, (a, b)


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("bat", r"this sentence does not contain 'bat' exactly once: No such animal\."),
        ("animal", "it is named differently from its word 'animal'"),
    ],
)
def test_a_word_that_does_not_fit_its_file_or_sentence_is_refused(write_asset, word, message):
    sense = '[[senses]]\nname = "a"\ngloss = "b"\nsentences = ["No such animal."]'
    write_asset("senses/bat.toml", f'word = "{word}"\nforms = ["{word}"]\n{sense}')
    with pytest.raises(EmbedLabError, match=rf"assets/senses/bat\.toml cannot be used: {message}"):
        _read.__wrapped__("bat")


def test_a_caller_cannot_change_the_shipped_words():
    load_sense_words().clear()
    assert "point" in load_sense_words()

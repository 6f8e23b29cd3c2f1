"""The door to everything about words with several senses: shipped ones, and a visitor's own sentences."""

from embedlab.content.sense_words import Sense, SenseWord, load_sense_word, load_sense_words, sense_word_names
from embedlab.content.sentences import ParsedSentences, Problem, parse_sentences, word_forms
from embedlab.content.word_places import Occurrence, find_occurrences, inflections

__all__ = [
    "Occurrence",
    "ParsedSentences",
    "Problem",
    "Sense",
    "SenseWord",
    "find_occurrences",
    "inflections",
    "load_sense_word",
    "load_sense_words",
    "parse_sentences",
    "sense_word_names",
    "word_forms",
]

"""The triples measure what they claim to: the other question stays unanswered, the entry borrows no content word."""

import re
from collections import Counter

import pytest

from embedlab.content.triples import load_triples

TRIPLES = load_triples()
FORM = {"what", "is", "a", "an", "the"}
each_triple = pytest.mark.parametrize("triple", TRIPLES, ids=[triple.topic for triple in TRIPLES])


def bag(text):
    return set(re.findall(r"\w+", text.casefold()))


def test_there_are_enough_triples_from_enough_fields():
    fields = Counter(triple.field for triple in TRIPLES)
    assert len(TRIPLES) >= 64
    assert len(fields) >= 8
    assert min(fields.values()) >= 5


def test_no_text_occurs_twice():
    texts = [text for t in TRIPLES for text in (t.topic, t.question, t.related, t.answer, t.entry, t.paraphrase)]
    assert len(set(texts)) == len(texts)


@each_triple
def test_the_question_asks_what_the_topic_is_and_nothing_else(triple):
    article = r"(?:(?:an?|the) )?"
    assert re.fullmatch(rf"What is {article}{re.escape(triple.topic)}\?", triple.question)


@each_triple
def test_the_other_question_names_the_topic_and_asks_something_else(triple):
    assert triple.related.endswith("?")
    assert bag(triple.topic) <= {re.sub(r"s$", "", word) for word in bag(triple.related)} | bag(triple.related)
    assert bag(triple.related) - bag(triple.question) - FORM


@each_triple
def test_the_paraphrase_is_a_question_about_the_topic_in_other_words(triple):
    assert triple.paraphrase.endswith("?")
    assert bag(triple.topic) <= bag(triple.paraphrase)
    assert bag(triple.paraphrase) != bag(triple.question)


@each_triple
def test_the_answer_is_a_sentence_of_readable_length_that_names_the_topic(triple):
    assert 12 <= len(triple.answer.split()) <= 30
    assert bag(triple.topic) <= bag(triple.answer)
    assert triple.answer.endswith(".")
    assert triple.question.rstrip("?").casefold() not in triple.answer.casefold()
    assert "what is" not in triple.answer.casefold()


@each_triple
def test_the_entry_has_no_content_word_of_the_question(triple):
    """Forms of the topic count as the topic: a shared stem would give the answer away as well."""
    topic = bag(triple.topic) - {"of"}
    assert not {word for word in bag(triple.entry) if any(word.startswith(t) for t in topic if len(t) > 3)}
    assert not bag(triple.entry) & (bag(triple.question) - FORM - {"of"})
    assert 8 <= len(triple.entry.split()) <= 30


@each_triple
def test_the_entry_says_what_the_answer_says(triple):
    words = bag(triple.entry)
    assert len(words & bag(triple.answer)) / len(words) >= 0.5

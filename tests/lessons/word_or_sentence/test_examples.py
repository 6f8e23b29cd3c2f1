"""Each kind of pair changes what it says it changes, and nothing else."""

import re
from collections import Counter
from dataclasses import fields

import pytest

from embedlab.content.facts import choices_of
from embedlab.content.lesson_text import load_lesson
from embedlab.lessons.word_or_sentence.examples import load_pair_kinds, load_pairs
from embedlab.lessons.word_or_sentence.facts import PoolingFacts

PAIRS = load_pairs()


def of(kind):
    found = [pair for pair in PAIRS if pair.kind == kind]
    return pytest.mark.parametrize("pair", found, ids=[pair.left for pair in found])


def words(text):
    return re.findall(r"[\w.]*\w", text.casefold())


FUNCTION_WORDS = set(words("a an the of to in is was by on my we he her his this its"))
NUMBER_WORDS = set(words("two six seven nine twenty half tenth a"))


def test_there_are_six_kinds_of_at_least_eight_pairs():
    assert [kind.key for kind in load_pair_kinds()] == [
        "paraphrase",
        "word_order",
        "negation",
        "role_swap",
        "number",
        "unrelated",
    ]
    assert min(Counter(pair.kind for pair in PAIRS).values()) >= 8
    assert len(PAIRS) >= 48


def test_there_are_as_many_pairs_as_the_lesson_admits():
    assert "Nine for each kind" in load_lesson("word_or_sentence").limits
    assert {len(kind.pairs) for kind in load_pair_kinds()} == {9}


def test_only_a_paraphrase_and_another_word_order_mean_the_same():
    assert {kind.key for kind in load_pair_kinds() if kind.same_meaning} == {"paraphrase", "word_order"}
    assert all(pair.same_meaning is kind.same_meaning for kind in load_pair_kinds() for pair in kind.pairs)


def test_every_kind_has_its_fact_and_every_wrong_kind_its_option():
    assert {f"cosine_{kind.key}" for kind in load_pair_kinds()} <= {field.name for field in fields(PoolingFacts)}
    assert {kind.key for kind in load_pair_kinds() if not kind.same_meaning} == set(
        choices_of(PoolingFacts)["hardest_kind"]
    )


def test_no_sentence_occurs_twice():
    sentences = [text for pair in PAIRS for text in (pair.left, pair.right)]
    assert len(set(sentences)) == len(sentences)


def test_every_text_is_one_short_sentence():
    for pair in PAIRS:
        for text in (pair.left, pair.right):
            assert re.fullmatch(r"[A-Z][^.]*(\d\.\d[^.]*)?\.", text)
            assert 3 <= len(text.split()) <= 12


@of("word_order")
def test_another_order_has_exactly_the_same_words(pair):
    assert Counter(words(pair.left)) == Counter(words(pair.right))
    assert words(pair.left) != words(pair.right)


@of("role_swap")
def test_swapped_roles_exchange_two_words_of_the_same_sentence(pair):
    left, right = words(pair.left), words(pair.right)
    moved = [(a, b) for a, b in zip(left, right, strict=True) if a != b]
    assert len(moved) == 2
    assert moved[0] == moved[1][::-1]


@of("number")
def test_another_number_replaces_one_number_and_its_article(pair):
    left, right = set(words(pair.left)), set(words(pair.right))
    assert all(word in NUMBER_WORDS or re.fullmatch(r"[\d.]+", word) for word in left ^ right)
    assert left != right


@of("negation")
def test_a_negation_changes_at_most_three_words(pair):
    assert 1 <= len(set(words(pair.left)) ^ set(words(pair.right))) <= 4
    assert len(set(words(pair.left)) & set(words(pair.right))) >= 2


@of("paraphrase")
def test_a_paraphrase_says_it_in_other_words(pair):
    left, right = set(words(pair.left)), set(words(pair.right))
    assert len(left & right) < 0.5 * len(left | right)


@of("unrelated")
def test_unrelated_sentences_share_no_word_with_a_meaning_of_its_own(pair):
    assert set(words(pair.left)) & set(words(pair.right)) <= FUNCTION_WORDS

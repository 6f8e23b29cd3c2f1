import math

import numpy as np
import pytest
from sklearn.feature_extraction.text import CountVectorizer

from embedlab.compute.class_terms import class_terms, class_tf_idf, naming_words, terms_of_words

TEXTS = ["The river bank flooded", "a bank lends money", "money, money and a loan", "the water of the river"]
CLASSES = np.array([0, 1, 1, 0])


def test_the_weights_are_those_worked_out_by_hand() -> None:
    # Two classes of 4 and 2 words: A = 3; the first word stands 3 times in all, the second 3 times.
    weights = class_tf_idf(np.array([[3.0, 1.0], [0.0, 2.0]]))
    np.testing.assert_allclose(weights, [[3 * math.log(2), math.log(2)], [0.0, 2 * math.log(2)]])


def test_a_word_that_is_in_no_class_weighs_nothing() -> None:
    assert class_tf_idf(np.array([[1.0, 0.0]]))[0, 1] == 0.0


def test_the_order_is_that_of_counts_made_by_scikit_learn_and_the_published_formula() -> None:
    rng = np.random.default_rng(0)
    vocabulary = [f"word{'abcdefghij'[i % 10]}{'abcdefghij'[i // 10]}" for i in range(60)]
    groups = rng.integers(0, 4, 80)
    texts = [" ".join(rng.choice(np.roll(vocabulary, 7 * group), 30, p=zipf(60))) for group in groups]
    reader = CountVectorizer()
    table = reader.fit_transform(texts).toarray()
    by_class = np.stack([table[groups == group].sum(axis=0) for group in range(4)])
    expected = by_class * np.log(1 + by_class.sum() / 4 / by_class.sum(axis=0))
    names = reader.get_feature_names_out()
    for group, found in enumerate(class_terms(texts, groups, 5)):
        assert found == tuple(names[np.argsort(-expected[group], kind="stable")[:5]])


def zipf(count: int) -> np.ndarray:
    weights = 1 / np.arange(1, count + 1)
    return np.asarray(weights / weights.sum())


def test_stop_words_numbers_and_single_letters_name_nothing() -> None:
    assert class_terms(["the 1984 x and of novel", "2nd"], np.array([0, 1])) == [("novel",), ()]


def test_a_class_is_named_by_what_is_its_own() -> None:
    first, second = class_terms(TEXTS, CLASSES, 2)
    assert first[0] == "river"
    assert second[0] == "money"


def test_texts_and_classes_must_be_equally_many() -> None:
    with pytest.raises(ValueError, match="longer"):
        class_terms(["a b"], np.array([0, 0]))


def test_words_that_were_read_before_name_the_same() -> None:
    rng = np.random.default_rng(0)
    words = [f"{first}{second}ix" for first in "abcdef" for second in "rstuv"]
    texts = [" ".join(rng.choice(words, 6)) for _ in range(40)]
    classes = rng.integers(0, 3, 40)
    assert terms_of_words(naming_words(texts), classes) == class_terms(texts, classes)


def test_a_text_of_no_class_names_none() -> None:
    read = naming_words(["river water", "metal iron", "cat dog", "the of"])
    assert terms_of_words(read, np.array([0, -1, 1, 1])) == [("river", "water"), ("cat", "dog")]
    assert terms_of_words(read, np.full(4, -1)) == []
    with pytest.raises(ValueError, match="4 texts and 3 classes"):
        terms_of_words(read, np.zeros(3, int))

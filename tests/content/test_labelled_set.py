"""A labelled set is drawn from texts and labels, and what gives none is said in a sentence."""

import numpy as np
import pytest

from embedlab.content.labelled_set import labelled_cards, labelled_set, read_glosses
from embedlab.errors import InputError
from embedlab.limits import LABELLED_CLASSES, LABELLED_TEXTS


def made(texts, labels, **options):
    return labelled_set("x", "Mine", texts, labels, **options)


def test_what_ships_has_as_many_texts_of_each_class_and_no_text_twice():
    found = read_glosses()
    assert len(found.classes) == 10
    assert set(np.bincount(found.labels[~found.test])) == {64}
    assert set(np.bincount(found.labels[found.test])) == {46}
    assert len(set(found.texts)) == len(found.texts)
    assert found.name == labelled_cards()[0].name


def test_every_third_text_of_a_class_is_for_the_test():
    found = made([f"text {n}" for n in range(18)], ["a", "b"] * 9)
    assert found.classes == ("a", "b")
    assert np.bincount(found.labels[found.test]).tolist() == [3, 3]
    assert all("text" in found.texts[row] and int(found.texts[row].split()[1]) % 2 == 0 for row in found.rows_of(0))


def test_the_order_in_which_texts_come_changes_nothing():
    texts, labels = [f"text {n}" for n in range(30)], ["a", "b", "c"] * 10
    one, other = made(texts, labels), made(texts[::-1], labels[::-1])
    assert one.digest == other.digest
    assert np.array_equal(one.labels, other.labels)
    assert np.array_equal(one.test, other.test)


def test_a_parting_that_somebody_made_is_kept():
    found = made(["p", "q", "r", "s"], ["a", "a", "b", "b"], test=[True, False, False, True], most_learn=9, most_test=9)
    assert {text for text, test in zip(found.texts, found.test, strict=True) if test} == {"p", "s"}


def test_of_more_texts_than_the_limit_so_many_are_drawn_and_it_is_said():
    found = made([f"text {n}" for n in range(5_000)], ["a", "b"] * 2_500)
    assert len(found.texts) <= LABELLED_TEXTS
    assert found.said == ("2,000 of 5,000 texts are looked at, drawn by chance, as many of each class as can be.",)


def test_texts_without_a_word_and_classes_of_one_are_left_out_and_said():
    found = made(["p", " ", "q", "r", "s", "t"], ["a", "a", "a", "b", "b", "c"])
    assert found.classes == ("a", "b")
    assert found.said == (
        "Left out: 1 text without a word or without a label.",
        "Left out: 1 of the classes, which have a single text each and nothing to learn from.",
    )


@pytest.mark.parametrize(
    ("texts", "labels", "said"),
    [
        ([], [], "Mine holds no text; bring one with texts."),
        ([" "], ["a"], "Mine holds no text; bring one with texts."),
        (["p"], ["a"], "All texts of Mine are of one class, 'a'; at least two are needed."),
        (["p", "q"], ["a", "a"], "All texts of Mine are of one class, 'a'; at least two are needed."),
        (
            ["p", "q", "r"], ["a", "b", "c"],
            "In Mine the labels are all different: 3 labels for 3 texts. Choose a column that sorts the texts into "
            "classes.",
        ),
        (
            [f"{n}" for n in range(82)], [f"{n // 2}" for n in range(82)],
            f"Mine has 41 classes; at most {LABELLED_CLASSES} can be told apart here. Choose another column.",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_sorted_is_said(texts, labels, said):
    with pytest.raises(InputError) as error:
        made(texts, labels)
    assert str(error.value) == said


def test_a_text_that_stands_there_twice_is_never_both_learnt_from_and_tested_on():
    texts = [f"text {number // 2}" for number in range(60)]
    found = made(texts, ["a" if number < 30 else "b" for number in range(60)])
    learnt = {text for text, test in zip(found.texts, found.test, strict=True) if not test}
    tested = {text for text, test in zip(found.texts, found.test, strict=True) if test}
    assert len(found.texts) == len(learnt | tested) == 30
    assert tested
    assert not learnt & tested
    assert found.said == ("Left out: 30 texts that repeat another.",)

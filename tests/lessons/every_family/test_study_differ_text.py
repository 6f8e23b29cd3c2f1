"""The words that are marked in a text, and the parts that add up to the score that ranked it."""

import re
from html import unescape

import numpy as np
import pytest

from embedlab.compute.parts import total
from embedlab.lessons.every_family.examples import RANKERS
from embedlab.lessons.every_family.study_differ_text import FOLDED, fold_at, mark_styles, strongest, text_html
from embedlab.lessons.every_family.study_tokens import beside
from embedlab.studies.live_ranks import explain, live_scores
from embedlab.studies.rank import RankOptions
from embedlab.studies.word_parts import WordParts, is_one_piece
from embedlab.words import folded_terms

QUERY = "How do I sort a list in reverse?"
TEXTS = (
    "Call list.sort with reverse set to true, and the list is sorted in place.",
    "The Sorting Hat has a list of houses.",
    "A tuple cannot be changed.",
    "Use the built-in function sorted, which gives a new list.",
)
STYLES = ("one", "two")
PLAIN = re.compile("<[^>]*>")


def places(text: str, word: str) -> set[tuple[int, int]]:
    return {span for term, span in folded_terms(text) if term == word}


def shown(html: str) -> str:
    return unescape(PLAIN.sub("", html))


@pytest.mark.parametrize("ranker", [ranker for ranker in RANKERS if not is_one_piece(ranker)])
def test_the_parts_add_up_to_the_score_that_ranked_the_text(ranker: str) -> None:
    scores, _ = live_scores(ranker, QUERY, TEXTS, RankOptions())
    for text in (0, 1):
        texts, number = beside(ranker, TEXTS, text)
        parts = explain(ranker, QUERY, texts, RankOptions(), number)
        assert total(parts) == pytest.approx(scores[text], abs=2e-5)
        assert parts or scores[text] == 0


def test_the_strongest_words_are_marked_and_none_that_lowers_the_score() -> None:
    parts = WordParts(((0, 1), (2, 3), (4, 5), (6, 7)), np.array([0.1, -0.9, 0.4, 0.0]), 0.0, -0.4)
    assert strongest(parts) == {(0, 1), (4, 5)}
    assert strongest(parts, most=1) == {(4, 5)}
    assert strongest(None) == frozenset()


def test_a_word_of_both_has_both_marks() -> None:
    html = text_html("sort it", ({(0, 4)}, {(0, 4), (5, 7)}), STYLES)
    assert html.count("one;two") == 1
    assert html.count("<mark") == 2
    assert shown(html) == "sort it"


def test_the_two_are_marked_in_two_ways_also_in_one_family() -> None:
    first, second = mark_styles(("bm25", "tf-idf"))
    assert first.startswith("background:")
    assert second.startswith("border-bottom:")


@pytest.mark.parametrize("text", [
    "<b>x</b> & <script>alert(1)</script> $a$ :smile: sort", "sort " * 2_000, "x" * 10_000,
    "שלום sort \u202e 👩‍🏫\n\tif x:\n", "", '"><img src=x onerror=alert(1)> sort <i>after</i> it',
])  # fmt: skip
def test_any_text_is_shown_and_never_interpreted(text: str) -> None:
    html = text_html(text, (places(text, "sort"), places(text, "b")), STYLES)
    assert set(re.findall(r"<(\w+)", html)) <= {"div", "p", "mark", "details", "summary"}
    words = shown(html).replace(" …", " ", 1).replace("The rest of the text", "")
    assert words.split() == text.split() or "".join(words.split()) == "".join(text.split())


def test_a_long_text_is_folded_between_two_words_and_marked_in_both_parts() -> None:
    text = "sort these words\n" * 100
    assert text[fold_at(text)] in " \n"
    assert FOLDED / 2 < fold_at(text) < FOLDED
    before, after = text_html(text, (places(text, "sort"), ()), STYLES).split("<details>")
    assert "<mark" in before
    assert "<mark" in after
    assert fold_at("short") == 5
    assert np.all([fold_at("x " * n) == 2 * n for n in (10, 330, 360)])

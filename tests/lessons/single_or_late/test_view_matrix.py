"""Which columns of a long document are shown, and its text with the winners marked in it."""

import numpy as np

from embedlab.compute.maxsim import maxsim, two_readings
from embedlab.lessons.single_or_late.study import Side, TokenMatrix
from embedlab.lessons.single_or_late.view_matrix import COLUMNS, FOLDED, Fold, around, chosen_fold, winners_html

WORDS = [f"w{number}" for number in range(40)]
TEXT = " ".join(WORDS)


def side(tokens: list[str], text: str) -> Side:
    starts = [text.index(token) for token in tokens]
    spans = np.array([(start, start + len(token)) for start, token in zip(starts, tokens, strict=True)])
    off = np.zeros(len(tokens), dtype=bool)
    return Side(tuple(tokens), off, ~off, spans, None)


def matrix(winners: list[int], text: str = TEXT, words: list[str] = WORDS) -> TokenMatrix:
    """Each query token is the same as one word of the document."""
    document = np.eye(len(words), dtype=np.float32)
    query = document[winners]
    asked = side([words[winner] for winner in winners], text)
    return TokenMatrix(asked, side(words, text), maxsim(query, document), two_readings(query, document))


def won_by(places: list[int], count: int = 100) -> np.ndarray:
    won = np.full(count, -np.inf)
    won[places] = 0.5
    return won


def test_few_columns_are_all_shown() -> None:
    assert around(np.arange(COLUMNS), won_by([], COLUMNS)).tolist() == list(range(COLUMNS))


def test_of_many_the_winners_stay_with_their_neighbours() -> None:
    shown = around(np.arange(100), won_by([10, 60])).tolist()
    assert {10, 60} <= set(shown)
    assert len(shown) <= COLUMNS
    assert [place for place, column in enumerate(shown) if column == FOLDED] == [0, 8, 16]
    assert shown[1:8] == list(range(7, 14))


def test_what_borders_on_an_end_has_nothing_folded_there() -> None:
    shown = around(np.arange(100), won_by([0, 99])).tolist()
    assert shown[0] == 0
    assert shown[-1] == 99
    assert shown.count(FOLDED) == 1


def test_of_more_winners_than_have_room_those_with_the_highest_maxima_stay() -> None:
    won = won_by(list(range(0, 100, 2)))
    won[[20, 50, 80]] = 0.9
    shown = around(np.arange(100), won)
    assert {20, 50, 80} <= set(shown.tolist())
    assert len(shown) <= COLUMNS


def test_an_own_text_and_query_of_any_length_have_columns_that_can_be_read() -> None:
    found = matrix(list(range(0, 40, 2)))
    fold = chosen_fold(found, whole=False)
    assert len(fold.columns) <= COLUMNS
    assert fold.is_partial, "so that the page offers the whole"
    assert len(chosen_fold(found).columns) == 40


def test_the_text_shows_what_the_columns_show() -> None:
    found = matrix([5, 30])
    fold = chosen_fold(found, whole=False)
    html = winners_html(found, TEXT, fold, 2)
    words = [WORDS[column] for column in fold.columns if column != FOLDED]
    assert [word for word in WORDS if f"{word} " in html or f"{word}<" in html] == words
    assert html.count("…") == (fold.columns == FOLDED).sum() == 3


def test_a_word_carries_every_number_that_found_it_and_the_last_is_bold() -> None:
    found = matrix([1, 3, 1])
    html = winners_html(found, TEXT, chosen_fold(found), 3, "Document 1:")
    assert "<b>w1</b><sub>1, 3</sub></mark>" in html
    assert "w3<sub>2</sub></mark>" in html
    assert winners_html(found, TEXT, chosen_fold(found), 0).count("<mark") == 0


def test_markup_in_a_text_stays_text() -> None:
    words = ["<b>x</b>", "&amp;"]
    found = matrix([0], " ".join(words), words)
    html = winners_html(found, " ".join(words), Fold(np.array([0]), np.array([0, 1])), 1)
    assert "&lt;b&gt;x&lt;/b&gt;" in html
    assert "&amp;amp;" in html

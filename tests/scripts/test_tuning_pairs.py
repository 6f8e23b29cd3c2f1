"""The pairs of lesson 10: which headings say something, what a passage is, and what tells too much."""

import pytest

from scripts.training.manuals import Section
from scripts.tuning_pairs import LONGEST, Known, Pair, negatives, once, passage, says_something


@pytest.mark.parametrize("heading", ["Opening a file", "How to sort a list by two keys", "perlipc and signals"])
def test_a_heading_of_some_words_says_something(heading: str) -> None:
    assert says_something(heading)


@pytest.mark.parametrize("heading", ["DESCRIPTION", "SEE ALSO", "Files", "", "$_ @_", "12 34", "word " * 16])
def test_a_single_word_or_capitals_or_signs_say_nothing(heading: str) -> None:
    assert not says_something(heading)


def test_a_passage_is_the_first_blocks_that_fit() -> None:
    blocks = ["a " * 200, "b " * 200, "c " * 200]
    found = passage(Section("heading", [block.strip() for block in blocks]))
    assert found.startswith("a a")
    assert "b b" in found
    assert "c" not in found
    assert len(found) <= LONGEST


def test_a_block_that_is_too_long_is_cut_between_words() -> None:
    found = passage(Section("heading", ["word " * 500]))
    assert len(found) <= LONGEST
    assert set(found.split()) == {"word"}


def test_a_heading_that_stands_on_several_pages_is_left_out_and_a_passage_is_kept_once() -> None:
    pairs = [
        Pair("Known bugs", "text one", "p", "a"),
        Pair("known  bugs", "text two", "p", "b"),
        Pair("First heading", "The same, text", "p", "c"),
        Pair("Second heading", "the same text", "p", "d"),
    ]
    assert [pair.query for pair in once(pairs)] == ["First heading"]


def test_a_text_that_shares_its_runs_is_found_from_either_side() -> None:
    known = Known(["one two three four five six seven eight nine ten"], 3)
    assert known.most_shared("one two three") == 1.0
    assert known.most_shared("zero one two three four nothing else here at all") == pytest.approx(2 / 8)
    assert known.most_shared("quite other words than these") == 0.0


def test_a_negative_is_the_best_other_passage_that_does_not_repeat_the_own_one() -> None:
    text = "open a file with a path and a mode and read its lines one by one until the end of it"
    pairs = [
        Pair("open a file", text, "p", "a"),
        Pair("open the door", f"{text} today", "p", "b"),
        Pair("close a file", "a file is closed by the call close", "p", "c"),
        Pair("cook a soup", "onions and water", "p", "d"),
    ]
    assert negatives(pairs)[0] == "a file is closed by the call close"

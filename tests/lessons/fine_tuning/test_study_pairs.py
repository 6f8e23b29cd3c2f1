"""A visitor's own pairs: what is learnt from, what is kept to test on, and what cannot be used."""

import pytest

from embedlab.errors import InputError
from embedlab.lessons.fine_tuning.study_pairs import Row, prepare
from embedlab.limits import TUNING_TEXT_CHARS

TOPICS = ("apples", "trains", "rivers", "clocks", "bridges", "candles", "violins", "maps", "gloves", "ovens", "tents")


def rows(count: int = 12) -> list[Row]:
    names = [f"{TOPICS[n % len(TOPICS)]} {n}" for n in range(count)]
    return [(f"How do I care for {name}?", f"Keep {name} dry and clean, number {n}.") for n, name in enumerate(names)]


def test_no_tested_query_is_learnt_from() -> None:
    found = prepare(rows(50))
    tested = set(found.probe.of("query"))
    assert len(tested) == 10
    assert not tested & {query for query, _ in found.train}
    assert len(found.train) == 40


def test_the_judgements_name_the_text_of_each_tested_query() -> None:
    pairs = rows(30)
    found = prepare(pairs)
    texts = found.probe.of("text")
    for query, places in zip(found.probe.of("query"), found.probe.relevant, strict=True):
        assert [texts[place] for place in places] == [text for one, text in pairs if one == query]


def test_the_seed_decides_and_the_same_seed_gives_the_same_split() -> None:
    first, again, other = prepare(rows(50), 1), prepare(rows(50), 1), prepare(rows(50), 2)
    assert first.probe == again.probe
    assert first.probe.of("query") != other.probe.of("query")


def test_a_negative_shares_words_and_answers_none_of_the_same_query() -> None:
    pairs = [*rows(20), ("How do I care for apples 0?", "Another answer about apples.")]
    found = prepare(pairs)
    right: dict[str, set[str]] = {}
    for query, text in pairs:
        right.setdefault(query, set()).add(text)
    for (query, _), negative in zip(found.train, found.negatives, strict=True):
        assert negative not in right[query]


def test_pairs_that_repeat_are_counted_once_and_said() -> None:
    found = prepare([*rows(12), *rows(12), ("", "a text without a query")])
    assert len(found.train) + len(found.probe.relevant) == 12
    assert found.said[0] == "1 row left out: no query or no text."
    assert found.said[1] == "12 repeated pairs left out."


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([], "no pair with both a query and a text"),
        ([("one?", "text")], "This is one pair"),
        ([("one?", "text")] * 40, "This is one pair, however often it stands there"),
        (rows(9), "These are 9 different pairs; bring at least 10."),
        ([(f"query {n}", "the same text") for n in range(20)], "All pairs have the same text"),
        ([("the same query", f"text {n}") for n in range(20)], "All pairs ask the same, so none can be kept"),
        ([(f"query {n % 4}", f"text {n}") for n in range(20)], "There are 4 different queries, so none can be kept"),
        ([("query", "x" * (TUNING_TEXT_CHARS + 1))], "no pair with both"),
    ],
)
def test_what_cannot_be_tuned_on_is_said_in_a_sentence(given: list[Row], said: str) -> None:
    with pytest.raises(InputError, match=said):
        prepare(given)


def test_characters_that_do_not_print_are_no_part_of_a_text() -> None:
    found = prepare([*rows(11), ("bell\x07 query", "text with \x00 nothing")])
    every = [*found.probe.texts, *(side for pair in found.train for side in pair)]
    assert not any("\x00" in text or "\x07" in text for text in every)


def test_the_same_question_with_other_capitals_is_not_learnt_from_when_it_is_tested() -> None:
    given = [row for number in range(20) for row in (
        (f"How do I reset item {number}?", f"press {number}"), (f"how do i reset ITEM {number}", f"hold {number}"),
    )]  # fmt: skip
    found = prepare(given)
    asked = {query.lower().rstrip("?") for query in found.probe.of("query")}
    assert asked
    assert not asked & {query.lower().rstrip("?") for query, _ in found.train}

"""Where two rankers differ most: found, judged and counted on boards that can be worked out by hand."""

import numpy as np
import pytest

from embedlab.compute.paired import mcnemar
from embedlab.lessons.every_family.examples import RANKERS
from embedlab.lessons.every_family.shipped import Board
from embedlab.lessons.every_family.study_differ import (
    Case,
    Pair,
    duel,
    duel_rows,
    duel_sentence,
    find_pairs,
    measure_sentence,
    no_order_sentence,
    pair_rows,
    right_sentence,
)
from embedlab.lessons.every_family.study_differ_cases import (
    affordable,
    board_cases,
    example_cases,
    example_queries,
    playable,
    read_queries,
)
from embedlab.limits import COLLECTION_CHARS, DOCUMENT_CHARS, PAIR_CHARS

NAMES = ("A", "B")
TEXTS = tuple(f"text {letter}" for letter in "abcdefgh")
FALLING = np.arange(8, 0, -1.0)


def case(first: list[int], second: list[int], answers: tuple[int, ...] | None = (0,)) -> Case:
    """Texts 0 to 7 with these ranks."""
    return Case("q", TEXTS, (-np.array(first, float), -np.array(second, float)), answers)


SAME = case([1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 3, 4, 5, 6, 7, 8])
SWAPPED = case([1, 2, 3, 4, 5, 6, 7, 8], [8, 2, 3, 4, 5, 6, 7, 1])
LOW_DOWN = case([1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 3, 4, 8, 6, 7, 5])


def test_the_planted_pair_comes_first_and_no_query_twice() -> None:
    pairs = find_pairs([LOW_DOWN, SAME, SWAPPED], "either")
    assert [(pair.case, pair.text, round(pair.doublings, 3)) for pair in pairs] == [(2, 0, 3.0), (0, 4, 0.678)]
    assert find_pairs([LOW_DOWN, SAME, SWAPPED], "second")[0] == Pair(2, 7, -3.0)
    assert find_pairs([SAME], "either") == ()
    assert len(find_pairs([SWAPPED] * 30, "either")) == 10


def test_exchanging_the_rankers_finds_the_same_pairs_from_the_other_side() -> None:
    rng = np.random.default_rng(0)
    boards = [case(list(rng.permutation(8) + 1), list(rng.permutation(8) + 1)) for _ in range(6)]
    turned = [Case(c.query, c.texts, c.scores[::-1], c.answers) for c in boards]
    there = find_pairs(boards, "first")
    back = find_pairs(turned, "second")
    assert [(p.case, p.text, p.doublings) for p in there] == [(p.case, p.text, -p.doublings) for p in back]
    assert [p.higher for p in there] == [0] * len(there) == [1 - p.higher for p in back]


def test_equal_scores_for_all_are_no_order_and_said() -> None:
    flat = Case("q", TEXTS, (np.zeros(8), FALLING), (0,))
    assert not flat.has_order(0)
    assert find_pairs([flat], "either") == ()
    assert no_order_sentence([flat, flat, SAME], NAMES) == (
        "A gives all texts one score under 2 queries, which is no order: left out here."
    )
    assert no_order_sentence([SAME], NAMES) == ""


def test_tied_texts_are_named_with_all_their_ranks() -> None:
    tied = Case("q", TEXTS, (np.array([9.0, 1, 1, 1, 0, 0, 0, 0]), FALLING))
    assert [tied.rank_text(0, text) for text in (0, 2, 7)] == ["1", "2 to 4", "5 to 8"]
    assert tied.ranks[0].tolist() == [1, 3, 3, 3, 6.5, 6.5, 6.5, 6.5]
    (pair,) = find_pairs([tied], "either")
    assert measure_sentence(tied, pair, NAMES).startswith(f"Rank {tied.rank_text(0, pair.text)} by A, ")
    assert measure_sentence(tied, pair, NAMES).endswith("of 3.0 at most.")


@pytest.mark.parametrize(("answers", "start"), [
    ((0,), "This text answers the query: A is right, B misses it."),
    ((7,), "Another text answers this query: B, which puts this one lower, is right about it. "
           "The answer stands at rank 8 by A and 1 by B."),
    ((), "No text here answers"),
    (None, "Nobody has judged"),
])  # fmt: skip
def test_who_is_right_follows_what_answers(answers: tuple[int, ...] | None, start: str) -> None:
    asked = Case("q", TEXTS, SWAPPED.scores, answers)
    assert right_sentence(asked, Pair(0, 0, 3.0), NAMES).startswith(start)


def test_a_rank_below_the_first_is_nearer_and_not_right() -> None:
    asked = case([2, 1, 3, 4, 5, 6, 7, 8], [8, 1, 3, 4, 5, 6, 7, 2])
    assert right_sentence(asked, find_pairs([asked], "first")[0], NAMES).startswith(
        "This text answers the query: A is nearer, B misses it."
    )


def test_of_several_answers_the_best_by_each_is_told() -> None:
    asked = case([8, 1, 2, 3, 4, 5, 6, 7], [1, 2, 8, 7, 6, 5, 4, 3], (2, 7))
    told = right_sentence(asked, Pair(0, 0, -3.0), NAMES)
    assert told.endswith("The answer stands at rank 2 by A and 3 by B.")


def test_the_duel_is_over_what_stands_first_and_agrees_with_the_test_over_all() -> None:
    both = [SWAPPED] * 5 + [SAME] * 3 + [case([2, 1, 3, 4, 5, 6, 7, 8], [1, 2, 3, 4, 5, 6, 7, 8])]
    neither = [case([1, 2, 3, 4, 5, 6, 7, 8], [2, 1, 3, 4, 5, 6, 7, 8], (5,)), Case("q", TEXTS, SWAPPED.scores, None)]
    found = duel(both + neither)
    assert found is not None
    assert (found.judged, found.test.items, found.test.first, found.test.second) == (10, 7, 5, 1)
    assert (
        found.test.p == pytest.approx(mcnemar([1] * 5 + [0] * 5, [0] * 5 + [1] + [0] * 4).p) == pytest.approx(0.21875)
    )
    told = duel_sentence(found, NAMES)
    assert told.startswith(
        "On 7 of 10 queries they put different texts first. Of these A alone has the answer first in 5 "
    )
    assert "and neither is ahead in 1: which can be luck (p = 0.219)" in told
    assert duel([SAME, SAME]) is None
    assert duel([]) is None


def test_a_tie_at_the_top_is_less_than_the_answer_alone() -> None:
    tied = Case("q", TEXTS, (FALLING, np.zeros(8)), (0,))
    found = duel([tied])
    assert found is not None
    assert (found.test.first, found.test.second) == (1, 0)


def test_the_tables_hold_what_is_shown() -> None:
    pairs = find_pairs([SAME, SWAPPED], "either")
    (row,) = pair_rows([SAME, SWAPPED], pairs, NAMES)
    assert row == {
        "query": "q", "text": "text a", "rank by A": 1.0, "rank by B": 8.0, "score by A": -1.0, "score by B": -8.0,
        "doublings": 3.0, "answers": True,
    }  # fmt: skip
    assert [line["rank of the answer by B"] for line in duel_rows([SAME, SWAPPED], NAMES)] == [1.0, 8.0]
    assert [line["first text by B"] for line in duel_rows([SAME, SWAPPED], NAMES)] == [1, 8]


def test_the_board_gives_a_case_for_each_question_with_its_answer() -> None:
    scores = {"bm25": np.eye(3), "tf-idf": np.eye(3)[::-1].copy()}
    cases = board_cases(Board(("p", "q", "r"), ("a", "b", "c"), scores), "bm25", "tf-idf")
    assert cases is not None
    assert [(c.query, c.answers) for c in cases] == [("p", (0,)), ("q", (1,)), ("r", (2,))]
    assert cases[0].scores[1].tolist() == [0, 0, 1]
    assert board_cases(Board((), (), scores), "bm25", "someone/hub-model") is None


def test_every_ranker_of_the_page_can_be_compared_on_its_examples() -> None:
    for ranker in RANKERS[1:]:
        cases = example_cases(RANKERS[0], ranker)
        assert cases
        assert [c.query for c in cases] == example_queries().splitlines()
        assert all(c.answers for c in cases)
    assert example_cases("bm25", "someone/hub-model") is None


def test_queries_are_read_one_a_line_and_each_once() -> None:
    assert read_queries(" one \n\n two\r\none\n") == (("one", "two"), ())


@pytest.mark.parametrize(("typed", "count", "problem"), [
    ("", 0, "There is no query"), (" \n\t\n", 0, "There is no query"),
    ("\n".join(f"q {n}" for n in range(60)), 50, "These are 60 queries; only the first 50 are used."),
    ("short\n" + "x" * 10_000, 1, "Query 2 has 10,000 characters; shorten it to 500 or fewer."),
    ("y" * 30_000, 0, "The list has 30,000 characters; only lines within the first 20,000 are used."),
])  # fmt: skip
def test_what_cannot_be_used_is_said(typed: str, count: int, problem: str) -> None:
    queries, problems = read_queries(typed)
    assert len(queries) == count
    assert problems[0].startswith(problem)


def test_a_cross_encoder_reads_so_much_and_no_more() -> None:
    # Of 500 texts with 30 characters each query of 70 costs 500 * 100: twenty of them are all that is read.
    queries, texts = tuple(f"{n:070}" for n in range(50)), ("t" * 30,) * 500
    assert PAIR_CHARS == 20 * 50_000
    kept, said = affordable(queries, texts, ("bm25", "ms-marco-minilm-l12-v2"))
    assert kept == queries[:20]
    assert said == (
        "A cross-encoder reads all texts again with each query, here at most 1,000,000 characters; only the first 20 "
        "queries are used."
    )
    assert affordable(queries[:20], texts, ("ms-marco-minilm-l12-v2", "bm25")) == (queries[:20], "")
    assert affordable(queries, texts, ("bm25", "all-minilm-l6-v2")) == (queries, "")


def test_one_query_is_always_read() -> None:
    kept, said = affordable(("q" * 500, "r"), ("t" * 4_000,) * 500, ("ms-marco-minilm-l12-v2", "bm25"))
    assert kept == ("q" * 500,)
    assert said.endswith("only the first query is used.")


def test_what_is_taken_into_the_play_fits_its_area_and_names_the_answer() -> None:
    long = tuple(f"{letter} \n{'x ' * 1_990}" for letter in "abcdefgh")
    scores = (FALLING, FALLING[::-1].copy())
    lines = playable(Case("q", long, scores, (3,)), Pair(0, 0, 3.0)).splitlines()
    assert sum(map(len, lines)) + len(lines) <= COLLECTION_CHARS
    assert lines[0].startswith("other: a x")
    assert any(line.startswith("answer: d x") for line in lines)
    assert all(len(line) <= DOCUMENT_CHARS + 10 for line in lines)
    short = playable(Case("q", TEXTS, scores, None), Pair(0, 4, 1.0)).splitlines()
    assert short == [f"other: text {letter}" for letter in "abcefgh"]

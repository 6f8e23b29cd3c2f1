"""The draw of a blind vote and what its votes add up to."""

import numpy as np
import pytest
from scipy.stats import binomtest

from embedlab.compute.ranking import rank
from embedlab.lessons.every_family.examples import RANKERS, short_name
from embedlab.lessons.every_family.shipped import Board, load_board
from embedlab.lessons.every_family.study_vote import (
    QUESTIONS,
    SHOWN,
    Choice,
    Sheet,
    Tally,
    Vote,
    as_letters,
    board_tally,
    class_tallies,
    deal,
    drawn_pair,
    from_letters,
    judged_tally,
    own_question,
    tally,
    vote_on,
)

PAIR = ("bm25", "all-minilm-l6-v2")


@pytest.fixture(scope="module")
def board() -> Board:
    found = load_board()
    assert found is not None
    return found


def small(first: list[list[float]], second: list[list[float]]) -> Board:
    """A board of so many questions, by two rankers."""
    count = len(first)
    names = tuple(f"question {number}" for number in range(count)), tuple(f"text {number}" for number in range(count))
    return Board(*names, {PAIR[0]: np.array(first), PAIR[1]: np.array(second)})


def vote(rankers: tuple[str, str], choice: Choice | None, ranks: tuple[float, float] | None = (1, 2)) -> Vote:
    return Vote("0", "question", rankers, ranks, choice)


def test_a_seed_draws_the_same_questions_and_sides_each_time(board: Board) -> None:
    assert deal(board, PAIR, 7) == deal(board, PAIR, 7)
    drawn = [tuple(question.name for question in deal(board, PAIR, seed).questions) for seed in range(20)]
    assert len(set(drawn)) == 20
    assert all(len(set(names)) == QUESTIONS for names in drawn), "no question comes twice"


def test_each_side_is_a_fair_toss_and_no_question_has_a_side_of_its_own(board: Board) -> None:
    left = [question.rankers[0] == PAIR[0] for seed in range(100) for question in deal(board, PAIR, seed).questions]
    assert binomtest(sum(left), len(left)).pvalue > 0.01
    sides: dict[str, set[str]] = {}
    for seed in range(100):
        for question in deal(board, PAIR, seed).questions:
            sides.setdefault(question.name, set()).add(question.rankers[0])
    assert all(len(seen) == 2 for seen in sides.values())
    assert len(sides) == len(board.questions)


def test_each_list_is_what_its_ranker_puts_first(board: Board) -> None:
    for question in deal(board, PAIR, 3).questions:
        number = int(question.name)
        assert question.sheet.query == board.questions[number]
        assert question.ranks is not None
        for listed, ranker, place in zip(
            (question.sheet.left, question.sheet.right), question.rankers, question.ranks, strict=True
        ):
            scores = board.scores[ranker][number]
            best = np.argsort(-scores, kind="stable")[:SHOWN]
            assert [text for text, _ in listed] == best.tolist()
            assert [text for _, text in listed] == [board.texts[text] for text in best]
            assert place == 1 + int((scores > scores[number]).sum()), "rank of the text that answers"


def test_another_order_of_the_pair_only_mirrors_the_sides(board: Board) -> None:
    there, back = deal(board, PAIR, 7).questions, deal(board, PAIR[::-1], 7).questions
    assert [question.rankers for question in there] == [question.rankers[::-1] for question in back]
    assert [question.sheet.left for question in there] == [question.sheet.right for question in back]


@pytest.mark.parametrize("ranker", RANKERS)
def test_a_sheet_does_not_know_whose_lists_it_holds(ranker: str) -> None:
    assert set(Sheet.__dataclass_fields__) == {"query", "left", "right"}
    sheet = Sheet("query", ((0, "text"),), ((1, "other"),))
    assert ranker not in repr(sheet)
    assert short_name(ranker) not in repr(sheet)


def test_questions_with_the_same_texts_first_are_left_out_and_counted() -> None:
    same, other = [9.0, 8, 7, 6, 5, 4], [9.0, 8, 7, 6, 4, 5]
    dealt = deal(small([same] * 6, [same, other, same, same, other, same]), PAIR, 1)
    assert dealt.same == 4
    assert sorted(question.name for question in dealt.questions) == ["1", "4"]
    none = deal(small([same] * 6, [same] * 6), PAIR, 1)
    assert (none.questions, none.same) == ((), 6)


def test_an_order_below_what_is_shown_is_no_difference() -> None:
    dealt = deal(small([[9.0, 8, 7, 6, 5, 4, 3]] * 7, [[9.0, 8, 7, 6, 5, 3, 4]] * 7), PAIR, 1)
    assert dealt.same == 7


def test_an_own_query_has_a_coin_of_its_own() -> None:
    texts = ("a", "b", "c")
    first, second = rank([3, 2, 1]), rank([1, 2, 3])
    drawn = [own_question(f"query {number}", texts, PAIR, (first, second), 7, 0) for number in range(200)]
    left = [question.rankers[0] == PAIR[0] for question in drawn if question is not None]
    assert binomtest(sum(left), 200).pvalue > 0.01
    assert drawn[0] == own_question("query 0", texts, PAIR, (first, second), 7, 0)
    assert own_question("query 0", texts, PAIR, (first, first), 7, 0) is None
    assert len({question.name for question in drawn if question is not None}) == 200


def test_an_answer_among_equals_has_the_mean_of_their_ranks_and_so_does_not_win_by_its_tie() -> None:
    texts, untied = tuple("abcdefgh"), rank([8, 7, 6, 5, 4, 3, 2, 1])
    # Text 6 stands seventh by the first ranker; by the other it shares the ranks 4 to 8, so sixth on average.
    shared = rank([8, 6, 7, 0, 0, 0, 0, 0])
    question = own_question("query", texts, PAIR, (untied, shared), 7, 5)
    assert question is not None
    assert dict(zip(question.rankers, question.ranks or (), strict=True)) == {PAIR[0]: 6, PAIR[1]: 6}
    told = vote_on(question, "left")
    assert (told.judged, told.seen) == ("tie", False)
    last = own_question("query", texts, PAIR, (untied, shared), 7, 7)
    assert last is not None
    assert vote_on(last, None).judged == ("right" if last.rankers[1] == PAIR[1] else "left")
    board = small([[3.0, 1, 0], [3, 2, 1], [3, 2, 1]], [[3.0, 1, 2], [0, 0, 0], [3, 2, 1]])
    assert board_tally(board, PAIR) == Tally(0, 0, 3), "second, and the second of three that tie"


def test_an_answer_that_a_tie_brings_into_a_list_was_seen() -> None:
    texts, other = tuple("abcdefgh"), rank([8, 7, 6, 5, 3, 4, 2, 1])
    shared = rank([8, 7, 6, 0, 0, 0, 0, 0])
    question = own_question("query", texts, PAIR, (other, shared), 7, 4)
    assert question is not None
    assert vote_on(question, None).seen
    hidden = own_question("query", texts, PAIR, (other, shared), 7, 7)
    assert hidden is not None
    assert not vote_on(hidden, None).seen


def test_a_query_that_is_no_unicode_can_be_voted_on() -> None:
    assert own_question("\ud800", ("a", "b"), PAIR, (rank([1, 2]), rank([2, 1])), 7, None) is not None


def test_votes_are_counted_for_the_ranker_wherever_it_stood() -> None:
    back = PAIR[::-1]
    votes = [vote(PAIR, "left"), vote(back, "right"), vote(back, "left"), vote(PAIR, "tie"), vote(PAIR, None)]
    assert tally(votes, PAIR) == Tally(2, 1, 1)
    assert tally(votes, back) == Tally(1, 2, 1)
    assert tally([], PAIR) == Tally(0, 0, 0)
    assert Tally(7, 2, 1).p == pytest.approx(binomtest(7, 9).pvalue)


@pytest.mark.parametrize(
    ("ranks", "judged"), [((1, 2), "left"), ((5, 2), "right"), ((1, 1), "tie"), ((9, 9), "tie"), (None, None)]
)
def test_the_known_answer_sides_with_who_puts_it_higher(ranks: tuple[int, int] | None, judged: Choice | None) -> None:
    assert vote(PAIR, "left", ranks).judged == judged


def test_the_known_answers_are_counted_the_same_way() -> None:
    votes = [vote(PAIR, "right", (1, 2)), vote(PAIR[::-1], "tie", (1, 2)), vote(PAIR, "left", (3, 3)),
             vote(PAIR, "left", None)]  # fmt: skip
    assert judged_tally(votes, PAIR) == Tally(1, 1, 1)


def test_over_all_questions_by_hand() -> None:
    # Text i answers question i: of the first the second ranker puts it higher, of the last both put it first.
    found = board_tally(small([[1, 2, 3], [1, 3, 2], [1, 2, 3]], [[3, 2, 1], [1, 2, 3], [2, 1, 3]]), PAIR)
    assert found == Tally(1, 1, 1)


def test_over_the_shipped_questions_all_are_counted_once(board: Board) -> None:
    found = board_tally(board, PAIR)
    assert found.decided + found.ties == len(board.questions)
    assert board_tally(board, PAIR[::-1]) == Tally(found.second, found.first, found.ties)


def test_a_class_is_tested_by_majorities_of_what_is_revealed(board: Board) -> None:
    questions = deal(board, PAIR, 7).questions[:5]
    counts = np.zeros((5, 3), dtype=np.int64)
    for row, question in enumerate(questions):
        at = question.rankers.index(PAIR[0])
        # For the first ranker 5, 2, 3, 0 and 9 votes, for the second 1, 4, 3, 0 and 0.
        counts[row, at], counts[row, 1 - at] = (5, 2, 3, 0, 9)[row], (1, 4, 3, 0, 0)[row]
    counts[0, 2] = 2
    votes, majorities = class_tallies(questions, counts, (True, True, True, True, False), PAIR)
    assert votes == Tally(10, 8, 2)
    assert majorities == Tally(1, 1, 1), "an even question decides nothing, nor does one without votes or reveal"


def test_votes_are_found_again_in_an_address(board: Board) -> None:
    questions = deal(board, PAIR, 7).questions
    choices: list[Choice | None] = ["left", "right", "tie", None, "left"]
    votes = tuple(vote_on(question, choice) for question, choice in zip(questions, choices, strict=False))
    assert as_letters(votes) == "lrt-l"
    assert from_letters("lrt-l", questions) == votes


@pytest.mark.parametrize(
    ("text", "read"), [("", 0), ("lx", 1), ("LRT", 0), ("<b>", 0), ("l" * 10_000, 10), ("\x00", 0)]
)
def test_of_a_hostile_address_what_can_be_read_is_read(board: Board, text: str, read: int) -> None:
    assert len(from_letters(text, deal(board, PAIR, 7).questions)) == read


def test_a_surprise_is_two_rankers_by_the_seed() -> None:
    pairs = {drawn_pair(RANKERS, seed) for seed in range(300)}
    assert all(first != second for first, second in pairs)
    assert {ranker for pair in pairs for ranker in pair} == set(RANKERS)
    assert drawn_pair(RANKERS, 5) == drawn_pair(RANKERS, 5)
    assert drawn_pair(("a", "b"), 5) == ("a", "b")

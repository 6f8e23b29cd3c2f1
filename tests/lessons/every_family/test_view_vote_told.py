"""What a blind vote says, and that what is drawn before the vote says nothing of whose lists they are."""

import pytest

from embedlab.lessons.every_family.study_vote import SHOWN, Choice, Sheet, Tally, Vote
from embedlab.lessons.every_family.view_vote_told import (
    CHARS,
    agrees_word,
    class_sentence,
    names_of,
    reveal_sentence,
    same_sentence,
    sheet_html,
    side_title_html,
    sign_sentence,
    vote_rows,
    whole_sentence,
)

PAIR = ("bm25", "all-minilm-l6-v2")
NAMES = names_of(PAIR, masked=False)
GAP = "\u00a0"


def vote(choice: Choice | None, ranks: tuple[float, float] | None = (1, 7)) -> Vote:
    return Vote("0", "question", (PAIR[1], PAIR[0]), ranks, choice, seen=ranks is None or min(ranks) <= SHOWN)


def test_a_lead_is_told_with_what_a_coin_does() -> None:
    assert sign_sentence(Tally(2, 7, 1), PAIR, NAMES) == (
        f"7 of 9 votes for MiniLM. A coin would lean as far or farther, to either side, in 18{GAP}% of cases, so 9 "
        "votes do not settle it. 1 tie, left out."
    )


def test_a_lead_that_a_coin_hardly_has_is_said_to_be_no_luck() -> None:
    assert sign_sentence(Tally(10, 0, 0), PAIR, NAMES) == (
        "10 of 10 votes for BM25. A coin would lean as far or farther, to either side, in less than "
        f"1{GAP}% of cases, so this is hardly luck."
    )


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Tally(4, 4, 2), "4 of 8 votes for each: no lean at all. 2 ties, left out."),
        (Tally(0, 0, 3), "No vote for one of the two yet, so there is nothing to test."),
    ],
)
def test_no_lead_is_no_test(found: Tally, said: str) -> None:
    assert sign_sentence(found, PAIR, NAMES) == said


def test_a_class_is_told_that_votes_on_one_question_are_not_independent() -> None:
    said = class_sentence(Tally(40, 17, 3), Tally(6, 2, 1), PAIR, NAMES)
    assert said.startswith("40 of 57 votes for BM25. Votes on one question are not independent")
    assert said.endswith(
        f"6 of 8 questions for BM25. A coin would lean as far or farther, to either side, in 29{GAP}% of cases, so 8 "
        "questions do not settle it. 1 question split evenly, left out."
    )
    assert class_sentence(Tally(0, 0, 5), Tally(0, 0, 1), PAIR, NAMES).startswith("No vote for one of the two")


def test_votes_may_lead_where_majorities_do_not() -> None:
    said = class_sentence(Tally(30, 10, 0), Tally(1, 3, 0), PAIR, NAMES)
    assert said.startswith("30 of 40 votes for BM25.")
    assert "3 of 4 questions for MiniLM." in said


@pytest.mark.parametrize(
    ("choice", "ranks", "end"),
    [
        ("left", (1, 7), "has rank 1 by MiniLM, rank 7 by BM25. Your vote and their judgement agree."),
        ("right", (1, 7), "has rank 1 by MiniLM, rank 7 by BM25. Your vote and their judgement do not agree."),
        ("tie", (1, 7), "has rank 1 by MiniLM, rank 7 by BM25. Your vote and their judgement do not agree."),
        ("tie", (2, 2), "has rank 2 on both sides. Your vote and their judgement agree."),
        ("left", (2, 2), "That sides with neither, so it does not judge your vote: what differs is the other texts."),
        ("left", (6, 9), "rank 9 by BM25, below the 5 that are shown. Your vote and their judgement agree."),
        (None, (1, 7), "has rank 1 by MiniLM, rank 7 by BM25."),
        ("left", (2, 4.5), "has rank 2 by MiniLM, rank 4.5 by BM25. Your vote and their judgement agree."),
    ],
)
def test_the_reveal_says_where_the_answer_stands(choice: Choice | None, ranks: tuple[float, float], end: str) -> None:
    assert reveal_sentence(vote(choice, ranks), NAMES).endswith(end)


def test_the_reveal_names_what_was_chosen() -> None:
    assert reveal_sentence(vote("left"), NAMES).startswith("You chose left, MiniLM. The text")
    assert reveal_sentence(vote("right"), NAMES).startswith("You chose right, BM25. The text")
    assert reveal_sentence(vote("tie"), NAMES).startswith("You saw a tie. The text")
    assert reveal_sentence(vote("left", None), NAMES) == (
        "You chose left, MiniLM. Left is MiniLM, right is BM25. Which text answers is known to nobody but you."
    )


def test_an_answer_that_sides_with_neither_judges_no_choice() -> None:
    assert [agrees_word(vote(choice, (1, 7))) for choice in ("left", "right", "tie", None)] == ["yes", "no", "no", ""]
    assert [agrees_word(vote(choice, (2, 2))) for choice in ("left", "right", "tie", None)] == ["", "", "yes", ""]
    assert agrees_word(vote("left", None)) == ""


def test_masked_names_are_no_names() -> None:
    masked = names_of(PAIR, masked=True)
    told = [sign_sentence(Tally(7, 2, 1), PAIR, masked), reveal_sentence(vote("left"), masked),
            str(vote_rows([vote("left")], masked)), side_title_html("Left", PAIR[0], masked)]  # fmt: skip
    assert not any(name in text for text in told for name in ("MiniLM", "BM25", *PAIR))
    assert "el-family" not in told[-1], "nor the colour of a family"


def test_a_list_is_drawn_from_its_texts_alone() -> None:
    sheet = Sheet("query", ((3, "three"), (1, "one")), ((1, "one"), (2, "two")))
    left, right = (sheet_html(listed, sheet, "Left") for listed in (sheet.left, sheet.right))
    assert left.count("el-chip") == right.count("el-chip") == 1
    assert ">A</span> one" in left
    assert ">A</span> one" in right
    assert "answers" not in left + right
    assert sheet_html(sheet.left, sheet, "Left", answer=1).count("answers") == 1


@pytest.mark.parametrize("text", ["<img src=x onerror=alert(1)>", "<b>" * 400, "&lt;", "a" * 5_000])
def test_a_text_is_shown_and_never_interpreted(text: str) -> None:
    sheet = Sheet("query", ((0, text),), ((1, "other"),))
    drawn = sheet_html(sheet.left, sheet, "Left")
    assert "<img" not in drawn
    assert "<b>" not in drawn
    assert drawn.count("<li") == 1


def test_a_long_text_is_folded_and_whole() -> None:
    text = " ".join(f"word{number}" for number in range(100))
    drawn = sheet_html(((0, text),), Sheet("query", ((0, text),), ((1, "other"),)), "Left")
    shown, folded = drawn.split("</summary>")
    assert "whole text" in shown
    assert CHARS - 10 < len(shown.split('pointer">')[1].split(" <span")[0]) <= CHARS
    assert "word99" in folded
    assert all(f"word{number}" in drawn for number in range(100))


def test_what_was_left_out_of_the_draw_is_said() -> None:
    assert same_sentence(0, 60) == ""
    assert same_sentence(1, 60).startswith("1 of 60 questions is left out")
    assert same_sentence(4, 60).startswith("4 of 60 questions are left out of the draw, because both put the same 5")


def test_all_known_answers_in_a_sentence() -> None:
    assert whole_sentence(Tally(3, 14, 43), PAIR, NAMES) == (
        "The known answers over all 60 questions: higher with BM25 on 3, with MiniLM on 14, equally high on 43. "
        f"A coin would lean as far or farther in 1{GAP}% of cases."
    )

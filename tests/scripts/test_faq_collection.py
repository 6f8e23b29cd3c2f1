"""The collection of questions: what is a passage, and what would give an answer away."""

from scripts.faq_collection import Passage, leaks, passages, runs, told_in_part, without_questions, without_repeats
from scripts.training.manuals import Section


def passage(text: str, question: str = "") -> Passage:
    return Passage(text, question, "package", "file", "licence")


def test_a_passage_is_whole_blocks_and_none_grows_beyond_its_size_unless_one_block_does() -> None:
    block = "word " * 100
    found = list(
        passages(
            [Section("a", [block, block, block * 3, "too short"]), Section("b", ["six words are just enough here"])]
        )
    )
    assert [len(text.split()) for text in found] == [200, 300, 6]


def test_haystack_that_repeats_half_of_an_answer_or_stands_there_twice_is_left_out() -> None:
    answer = passage(" ".join(f"a{'bcdefghijklmnopqrstuvwxyz'[n]}" for n in range(24)), "Why?")
    half = passage(f"before {' '.join(answer.text.split()[:18])} after")
    part = passage(f"before {' '.join(answer.text.split()[:10])} after")
    other = passage("quite another text about another thing that nobody has asked for")
    assert len(runs(answer.text)) == 17
    assert without_repeats([answer], [half, part, other, other]) == [part, other]


def test_a_question_that_is_quoted_is_cut_out_of_every_passage() -> None:
    every = [
        passage('See "How do I\n sort it?" first.', "Why is it so?"),
        passage("Then why is it so? Because.", "How do I sort it?"),
    ]
    left = without_questions(every, [each.question for each in every])
    assert [each.text for each in left] == ["See … first.", "Then … Because."]
    assert leaks(every, every)["questions_in_another_passage"] == 2
    assert leaks(left, left)["questions_in_another_passage"] == 0


def test_what_the_haystack_tells_of_an_answer_is_counted_in_one_passage_and_in_all() -> None:
    answer = passage(" ".join(f"w{'abcdefghijklmnopqrstuvwxyz'[n]}" for n in range(26)), "Why?")
    names = answer.text.split()
    pieces = [passage(" ".join(names[start : start + 12])) for start in (0, 5, 14)]
    assert len(runs(answer.text)) == 19
    assert told_in_part([answer], pieces[:1]) == {
        "answers_of_which_one_passage_tells_a_tenth": 1,
        "answers_of_which_the_haystack_tells_half": 0,
    }
    assert told_in_part([answer], pieces)["answers_of_which_the_haystack_tells_half"] == 1

"""What is said of words: by hand, and for every ranker."""

import numpy as np
import pytest

from embedlab.lessons.every_family.examples import RANKERS
from embedlab.lessons.every_family.found_tokens import Weighed
from embedlab.lessons.every_family.study_tokens import Occlusion
from embedlab.lessons.every_family.view_token_sentences import (
    CITED,
    agreement_sentence,
    no_parts_sentence,
    nothing_left_sentence,
    strongest_sentence,
    told_of_lost,
    told_of_parts,
    untried_sentence,
    why_sentence,
    without_sentence,
)
from embedlab.lessons.every_family.view_two_ways import words_html
from embedlab.studies.word_parts import WordParts, is_one_piece

TEXT = "fix the flat Tire"
WORDS = ((0, 3), (4, 7), (8, 12), (13, 17))


def lost(*changes: float, untried: int = 0, score: float = 1.0) -> Occlusion:
    return Occlusion(WORDS[: len(changes)], score, np.array(changes), untried)


def split(*values: float, rest: float = 0.0) -> WordParts:
    return WordParts(WORDS[: len(values)], np.array(values), rest, sum(values) + rest)


def test_the_strongest_word_by_ranker() -> None:
    lines = {
        "A": (WORDS, np.array([0.1, 0, 0, 0.5])), "B": (WORDS, np.array([0, 0, 0, 2.0])),
        "C": (WORDS, np.array([0.3, 0, 0, -9.0])), "D": (WORDS, np.array([0, 0, -1.0, 0])),
        "E": (WORDS, np.array([np.nan] * 4)),
    }  # fmt: skip
    assert strongest_sentence(TEXT, "text", lines) == (
        "Of the text, the word that raises the score most, by 5 rankers: “Tire” (A, B), “fix” (C)."
    )


def test_many_rankers_of_one_word_are_counted() -> None:
    lines = {name: (WORDS, np.array([1.0, 0, 0, 0])) for name in "ABCD"}
    assert "“fix” (4)" in strongest_sentence(TEXT, "query", lines)


def test_no_word_raises_anything() -> None:
    assert strongest_sentence(TEXT, "query", {"A": (WORDS, np.zeros(4))}) == "No word of the query raises a score."


def test_agreement_and_its_absence() -> None:
    assert agreement_sentence(split(1, 2, 3, 4), lost(2, 1, 4, 3), "query") == (
        "Over the 4 words of the query, the order by parts and the order by changes correlate by 0.60 "
        "(Spearman, −1 to 1)."
    )
    assert agreement_sentence(split(1, 2), lost(2, 1), "text") == (
        "2 words of the text: too few, or too many alike, to say whether both ways agree."
    )


def test_what_the_score_would_be_without_the_strongest_word() -> None:
    assert without_sentence(TEXT, lost(0.1, -2.047, 0.2, score=-7.5)) == (
        "Without “the” the score would be −5.453, not −7.500."
    )
    assert without_sentence(TEXT, lost(0.0, 0.0003, score=0.0305)) == (
        "Without “the” the score would be 0.03020, not 0.03050."
    )
    same = "Without any single word the score would be the same."
    assert without_sentence(TEXT, lost(0.0, 0.0)) == without_sentence(TEXT, lost(float("nan"))) == same


def test_a_word_that_stands_several_times_is_numbered() -> None:
    words = ((0, 3), (4, 7), (8, 12))
    weighed = Weighed("bm42", {"text": Occlusion(words, 1.0, np.array([0.1, 0.3, 0.2]), 0)}, {"text": None})
    found = words_html(weighed, "the the tire", "text")
    assert found.index("the (no. 2)") < found.index(">tire<") < found.index("the (no. 1)")


def test_what_was_not_tried_and_what_leaves_nothing_is_said() -> None:
    assert untried_sentence(lost(1, 2), "text") == nothing_left_sentence(lost(1, 2), "text") == ""
    assert untried_sentence(lost(1, 2, untried=3), "text") == (
        "The text has 5 words; 2 are left out one at a time: those that the query has too, then the first."
    )
    assert nothing_left_sentence(lost(float("nan")), "query").startswith("Without its only word nothing is left of")


def test_what_is_told_of_a_line() -> None:
    assert told_of_lost({"query": lost(0, 0), "text": lost(0, 0, score=0.03)}) == (
        "score 0.030; no single word changes it"
    )
    assert told_of_lost({"query": lost(0, 0), "text": lost(0, 1e-3)}) == "score 1.000"
    assert told_of_parts({"query": split(1, 2, rest=0.5), "text": split(3, 0.5)}) == (
        "score 3.500, of it by no word 0.500 (query)"
    )


@pytest.mark.parametrize("ranker", RANKERS)
def test_why_is_said_of_every_ranker_with_its_sources(ranker: str) -> None:
    assert CITED in why_sentence(ranker)
    if is_one_piece(ranker):
        assert no_parts_sentence(ranker) != "Its score does not split into parts."


def test_the_table_adds_up() -> None:
    weighed = Weighed("e5-small-v2", {"text": lost(0.1, -0.4, 0.2, 0.0)}, {"text": split(0.2, 0.3, 0.1, 0.0, rest=0.4)})
    rows = words_html(weighed, TEXT, "text").split("<tr>")
    cells = [row.replace("</th>", "|").replace("</td>", "|") for row in rows[2:]]
    read = [["".join(cell.split(">")[-1]) for cell in row.split("|")[:3]] for row in cells]
    assert read == [
        ["the", "0.300", "−0.400"], ["flat", "0.100", "0.200"], ["fix", "0.200", "0.100"], ["Tire", "0.000", "0.000"],
        ["no word", "0.400", ""], ["sum; the score is 1.000", "1.000", "−0.100"],
    ]  # fmt: skip

"""A prompt made of a ranking: its text, what it costs, what repeats, and whether an answer is in it."""

from collections.abc import Sequence

import numpy as np
import pytest

from embedlab.lessons.own_corpus.study_prompt import (
    INSTRUCTION,
    Prompt,
    answer_sentence,
    make_prompt,
    reach_sentence,
    repeat_sentence,
    repeats_of,
    stop_sentence,
)
from embedlab.models.local import find_card
from embedlab.models.runtime import Runtime
from embedlab.studies.token_counts import token_counts

TEXTS = ("a cat sleeps on the warm mat", "a cat sleeps on the warm mat ", "the dog barks at night", "rain falls")


def by_space(texts: Sequence[str]) -> list[int]:
    """A word is a token."""
    return [len(text.split()) for text in texts]


def made(budget: int, *, relevant: Sequence[bool] = (False, False, True, False), skip: bool = False) -> Prompt:
    names = [f"d{number}" for number in range(len(TEXTS))]
    return make_prompt("who barks", names, TEXTS, relevant, None, budget, by_space, skip_repeats=skip)


FIXED = len(INSTRUCTION.split()) + 3


def test_the_text_has_instruction_passages_and_question_within_the_budget() -> None:
    found = made(FIXED + 18)  # two passages of 9 tokens with number and name; the third has 7
    assert found.fixed == FIXED
    assert found.tokens == (9, 9, 7, 4)
    assert found.packed.taken == (0, 1)
    assert found.text == (f"{INSTRUCTION}\n\n[1] d0\n{TEXTS[0]}\n\n[2] d1\n{TEXTS[1]}\n\nQuestion: who barks")
    assert len(found.text.split()) == found.packed.tokens + found.fixed


def test_what_repeats_is_marked_and_can_be_left_out() -> None:
    found = made(FIXED + 18, skip=True)
    assert found.packed.taken == (0, 2)
    assert "[2] d2" in found.text
    assert repeat_sentence(found, 1) == "= same as rank 1"
    assert repeat_sentence(found, 0) == ""
    assert made(FIXED + 18).packed.repeated_share == 0.5


def test_near_duplicates_by_words_and_by_vectors() -> None:
    texts = ["one two three four five six", "one two three four five six seven", "other words all of them here"]
    assert repeats_of(texts, None)[0] == [None, 0, None]  # 4 of 5 runs of three are shared: 0.8
    assert repeats_of(texts, None)[1][1] == pytest.approx(0.8)
    vectors = np.array([[1, 0], [0, 1], [0.96, 0.28]], dtype=np.float32)
    assert repeats_of(texts, vectors)[0] == [None, None, 0]
    same = ["text", "other", " text"]
    assert repeats_of(same, np.eye(3, dtype=np.float32)) == ([None, None, 0], [0.0, 0.0, 1.0])


def test_where_an_answer_stands_is_said() -> None:
    assert answer_sentence(made(FIXED + 30), known=True) == "✓ passage 3 answers"
    assert answer_sentence(made(FIXED + 18), known=True) == "✗ no answer in it: rank 3 does"
    assert answer_sentence(made(FIXED + 18, relevant=(False,) * 4), known=True) == "✗ no answer in the first 4"
    assert answer_sentence(made(FIXED), known=False) == "nobody has judged what answers"


def test_what_ended_a_prompt_is_said() -> None:
    assert stop_sentence(made(FIXED + 18)) == "rank 3 finds no room with 7 tokens"
    assert stop_sentence(made(FIXED + 17, skip=True)) == "rank 4 finds no room with 4 tokens"
    assert stop_sentence(made(FIXED + 30)) == ""


def test_a_budget_below_the_question_holds_nothing() -> None:
    found = made(5)
    assert (found.packed.taken, found.packed.tokens) == ((), 0)
    assert found.text == f"{INSTRUCTION}\n\nQuestion: who barks"


def test_no_passage_gives_a_prompt_of_the_question_alone() -> None:
    found = make_prompt("who", [], [], [], None, 1_000, by_space, skip_repeats=False)
    assert found.text == f"{INSTRUCTION}\n\nQuestion: who"


def test_into_which_prompts_an_answer_comes() -> None:
    with_it, without = made(FIXED + 30), made(FIXED + 18)
    assert reach_sentence({"bm25": with_it, "glove-6b-50d": without}).endswith("only the prompt of BM25.")
    assert reach_sentence({"bm25": with_it, "glove-6b-50d": with_it}).endswith("reaches every prompt.")
    assert reach_sentence({"bm25": without}) == "No prompt holds a passage that is known to answer."
    assert reach_sentence({"bm25": with_it}).endswith("the prompt of BM25.")


def test_tokens_are_counted_to_the_end_of_a_text_and_add_up(runtime: Runtime) -> None:
    card = find_card("all-minilm-l6-v2")
    long = "bicycle tire " * 400
    count, two, none = token_counts(runtime, card, [long, "bicycle tire", ""])
    assert (two, none) == (2, 0)
    assert count == 800
    label, text = token_counts(runtime, card, ["[12] d7", "unaffable text"])
    assert token_counts(runtime, card, ["[12] d7\nunaffable text"]) == [label + text]

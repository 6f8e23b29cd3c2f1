"""Next-sentence prediction by topic alone: the choices, the counts, and that what ships is what they give today."""

from itertools import pairwise

import numpy as np
import pytest

from embedlab.errors import InputError
from embedlab.lessons.unsupervised_or_supervised.shipped import LESSON, START
from embedlab.lessons.unsupervised_or_supervised.shipped_next import compute_next, load_next
from embedlab.lessons.unsupervised_or_supervised.study_next import (
    TASKS,
    NextFound,
    choices_in,
    next_sentences,
    split_sentences,
)
from embedlab.lessons.unsupervised_or_supervised.view_next import next_sentence
from embedlab.models.catalog import card
from embedlab.models.runtime import Runtime
from embedlab.models.text.word_table import WordTable
from embedlab.studies.shipped_store import load_shipped
from tests.kit.drift import drift

TEXT = [
    "The cat sat on the mat.",
    "The cat then left the mat.",
    "The mat was blue and old.",
    "The old cat came back again.",
]
OTHER = ["Steel prices rose again in May.", "Analysts expect more of the same."]


@pytest.fixture(scope="module")
def table(runtime: Runtime) -> WordTable:
    return runtime.table(card(START))


def test_sentences_are_cut_at_their_ends_and_short_ones_left_out() -> None:
    assert split_sentences("Is this the first one?  Yes. This is the\nsecond one!") == [
        "Is this the first one?", "This is the second one!",
    ]  # fmt: skip


def test_every_candidate_is_what_its_task_says() -> None:
    choices = list(choices_in([TEXT, OTHER], [TEXT, OTHER]))
    assert [(choice.sentence, choice.following) for choice in choices[:3]] == list(pairwise(TEXT))
    for place, choice in enumerate(choices[:3]):
        assert choice.others["other"] in OTHER
        assert choice.others["same"] in TEXT
        assert choice.others["same"] not in (choice.sentence, choice.following)
        assert choice.others.get("previous") == (TEXT[place - 1] if place else None)
    assert set(choices[3].others) == {"other"}


def test_the_topic_is_told_by_shared_words(table: WordTable) -> None:
    found = next_sentences(table, [TEXT], [OTHER])
    assert found.shares["words"]["other"].share == 1
    assert found.shares["words"]["other"].count == 3
    low, high = found.shares["words"]["other"].interval
    assert 0.3 < low < high == pytest.approx(1)


def test_too_little_text_is_said(table: WordTable) -> None:
    with pytest.raises(InputError, match="Paste at least 4 sentences of 4 words or more"):
        next_sentences(table, [TEXT[:3]], [OTHER])


def test_what_ships_is_counted_again(table: WordTable) -> None:
    assert drift(load_shipped(LESSON, "next", NextFound), compute_next(table), {"share": 2e-3, "cosines": 2e-3}) == []


@pytest.mark.parametrize("cue", ["vectors", "words"])
def test_the_shipped_counts_fall_from_topic_to_order(cue: str) -> None:
    found = load_next()
    assert found is not None
    other, same, previous = (found.shares[cue][task] for task in TASKS)
    assert other.interval[0] > 0.7
    assert same.interval[1] < 0.62
    assert previous.interval[0] < 0.5
    assert previous.interval[1] < 0.53
    assert f"{np.round(other.share * 100):.0f}" in next_sentence(found, cue)

"""Both tasks of lesson 6: ranks by hand, the shipped ones against the live models, and what the page says of them."""

import numpy as np
import pytest
from scipy.stats import binomtest

from embedlab.compute.paired import McNemar
from embedlab.content.triples import load_triples
from embedlab.lessons.symmetric_or_asymmetric import study_tasks
from embedlab.lessons.symmetric_or_asymmetric.examples import PREFIXED, SAME, TWO_TOWERS
from embedlab.lessons.symmetric_or_asymmetric.shipped import TASKED, load_task_ranks
from embedlab.lessons.symmetric_or_asymmetric.study import Asked
from embedlab.lessons.symmetric_or_asymmetric.study_tasks import Task, TaskRanks, task_ranks, task_test
from embedlab.lessons.symmetric_or_asymmetric.view_tasks import choice_sentence
from embedlab.models.runtime import shared_runtime
from embedlab.studies.rank import RankOptions, rank_documents
from tests.kit.pages.screen import alternatives, findings, lesson_page

SLUG = "symmetric_or_asymmetric"


def ranks(first: int, of: int) -> np.ndarray:
    """So many first ranks, and second ones for the rest."""
    return np.array([1.0] * first + [2.0] * (of - first))


def test_only_an_unshared_first_rank_counts() -> None:
    found = TaskRanks(answer=np.array([1, 1.5, 2, 1]), duplicate=np.array([3.0, 3, 3, 3]))
    assert found.found("answer").tolist() == [True, False, False, True]
    share, low, high = found.share("duplicate")
    assert share == low == 0 < high


def test_an_entry_is_no_wrong_answer_but_may_stand_in_the_way_of_a_duplicate(monkeypatch: pytest.MonkeyPatch) -> None:
    # By hand: every entry scores highest, then paraphrases, answers and related questions.
    class Found:
        scores = np.array([2.0, 1.0, 4.0, 3.0])  # answer, related, entry, paraphrase of one triple

    monkeypatch.setattr(study_tasks, "rank_documents", lambda *_: Found)
    made = task_ranks(shared_runtime(), Asked(PREFIXED), load_triples()[:1])
    assert (made.answer.tolist(), made.duplicate.tolist()) == ([1], [2])


@pytest.mark.parametrize("asked", TASKED, ids=lambda asked: asked.key)
def test_shipped_ranks_are_those_of_the_live_model(asked: Asked) -> None:
    triples, shipped = load_triples(), load_task_ranks()[asked.key]
    sides = [[getattr(t, kind) for t in triples] for kind in ("answer", "related", "entry", "paraphrase")]
    options = RankOptions(prefixes=asked.prefixes)
    for number in (5, 40):
        texts = [text for side in sides for text in side]
        scores = rank_documents(shared_runtime(), asked.model, triples[number].question, texts, options).scores
        among = scores[: 2 * len(triples)]
        assert 1 + (among > among[number]).sum() == pytest.approx(shipped.answer[number], abs=1)
        own = scores[3 * len(triples) + number]
        assert 1 + (scores > own).sum() == pytest.approx(shipped.duplicate[number], abs=1)


def test_the_same_weights_are_better_at_either_task_by_their_prefixes_alone() -> None:
    found = load_task_ranks()
    settings: tuple[tuple[Task, str, str], ...] = (("duplicate", SAME, PREFIXED), ("answer", PREFIXED, SAME))
    for task, better, worse in settings:
        one, other = found[better].found(task), found[worse].found(task)
        alone = int((one & ~other).sum()), int((other & ~one).sum())
        assert alone[0] > alone[1]
        assert binomtest(alone[0], sum(alone)).pvalue < 0.001
        test = task_test(found, task, better, worse)
        assert (test.first, test.second) == alone


def test_who_turns_questions_away_finds_no_duplicate() -> None:
    found = load_task_ranks()
    assert found["all-minilm-l6-v2"].share("duplicate")[1] > found[TWO_TOWERS].share("duplicate")[2]


@pytest.mark.parametrize(
    ("duplicates", "answers", "told"),
    [
        ((60, 10), (10, 60), "for duplicates the same prefix on both sides, for answers a prefix for each role"),
        ((30, 31), (10, 60), "for duplicates neither is shown to be better, for answers a prefix for each role"),
    ],
)
def test_the_advice_follows_the_paired_tests(duplicates: tuple[int, int], answers: tuple[int, int], told: str) -> None:
    made = {
        key: TaskRanks(ranks(answers[at], 72), ranks(duplicates[at], 72)) for at, key in enumerate((SAME, PREFIXED))
    }
    assert isinstance(task_test(made, "answer", SAME, PREFIXED), McNemar)
    assert told in choice_sentence(made)


def test_the_page_shows_both_tasks_and_says_which_setting_suits_which() -> None:
    app = lesson_page(SLUG, parts=("tasks",))
    assert {f"{SLUG}-task-duplicate", f"{SLUG}-task-answer"} <= set(alternatives(app))
    assert any("ask first what is to be found" in line for line in findings(app))
    assert any("E5 (query twice) alone was right" in line for line in findings(app))

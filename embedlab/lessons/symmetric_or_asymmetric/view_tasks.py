"""Which kind for which task: the same questions, looking for their answers and for themselves in other words."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from embedlab.compute.paired import LUCK
from embedlab.figures.intervals import shares_with_intervals
from embedlab.lessons.symmetric_or_asymmetric.examples import PREFIXED, SAME
from embedlab.lessons.symmetric_or_asymmetric.export import task_rows
from embedlab.lessons.symmetric_or_asymmetric.inputs import KEYS
from embedlab.lessons.symmetric_or_asymmetric.shipped import TASKED, load_task_ranks
from embedlab.lessons.symmetric_or_asymmetric.study import asked_name
from embedlab.lessons.symmetric_or_asymmetric.study_tasks import TASKS, Task, TaskRanks, task_test
from embedlab.lessons.symmetric_or_asymmetric.view_paired import luck_sentence, spoken
from embedlab.models.catalog import card
from embedlab.numbers_text import counted, whole
from embedlab.palette import FAMILY_COLOURS
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import note

_HEADS: Mapping[Task, str] = {"duplicate": "Find the same question in other words", "answer": "Find the answer"}
_NAMES: Mapping[Task, str] = {"duplicate": "the paraphrase comes first", "answer": "the own answer comes first"}
_TEXTS: Mapping[Task, int] = {"duplicate": 4, "answer": 2}
"""Texts in the collection for each question."""


def draw_tasks() -> None:
    """Draw how often each model finds either, what a pair of settings changes, and which kind suits which task."""
    ranks = load_task_ranks()
    if not ranks:
        note("The shipped measurement cannot be read.")
        return
    for column, task in zip(st.columns(2, gap="medium"), TASKS, strict=True):
        with column:
            subheading(_HEADS[task])
            _draw_task(ranks, task)
    offer("Two tasks", partial(task_rows, ranks))
    finding(choice_sentence(ranks))
    questions = len(next(iter(ranks.values())).answer)
    st.caption(
        f"Each of {whole(questions)} questions looks for its paraphrase among {whole(questions * _TEXTS['duplicate'])} "
        f"texts, all questions and answers of the triples, and for its answer among the "
        f"{whole(questions * _TEXTS['answer'])} answers and related questions. "
        "The cross-encoder is left out: it would read each question with each text, "
        f"{counted(questions * questions * _TEXTS['duplicate'], 'pair')}."
    )


def _draw_task(ranks: Mapping[str, TaskRanks], task: Task) -> None:
    asked = [each for each in TASKED if each.key in ranks]
    shares = [ranks[each.key].share(task) for each in asked]
    figure = shares_with_intervals(
        [asked_name(each) for each in asked],
        [share for share, _, _ in shares],
        [low for _, low, _ in shares],
        [high for _, _, high in shares],
        name=_NAMES[task],
        colours=[FAMILY_COLOURS[card(each.model).family] for each in asked],
    )
    chart(figure, KEYS(f"task-{task}"))
    finding(same_weights_sentence(ranks, task))


def same_weights_sentence(ranks: Mapping[str, TaskRanks], task: Task) -> str:
    """What the prefixes alone change in one task: the same weights, set for like with like and for answers."""
    return luck_sentence(spoken(SAME), spoken(PREFIXED), task_test(ranks, task, SAME, PREFIXED))


def choice_sentence(ranks: Mapping[str, TaskRanks]) -> str:
    """Which setting of the same weights suits which task, where the difference is unlikely to be luck."""
    told = []
    for task in TASKS:
        test, wanted = task_test(ranks, task, SAME, PREFIXED), f"{task}s"
        if test.p >= LUCK:
            told.append(f"for {wanted} neither is shown to be better")
        else:
            better = "the same prefix on both sides" if test.first > test.second else "a prefix for each role"
            told.append(f"for {wanted} {better}")
    text = ", ".join(told)
    return f"Neither kind is the better one. The same weights need, {text}: ask first what is to be found."

"""Two models on the same questions, in words: how often each alone was right, and whether that can be luck."""

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from embedlab.compute.paired import LUCK, McNemar
from embedlab.lessons.symmetric_or_asymmetric.export import pairing_rows
from embedlab.lessons.symmetric_or_asymmetric.inputs import choose_against
from embedlab.lessons.symmetric_or_asymmetric.study import ASKED, TripleScores, asked_name, find_asked
from embedlab.lessons.symmetric_or_asymmetric.study_paired import paired, pairings
from embedlab.numbers_text import between, change, p_value, whole
from embedlab.ui.exports import offer
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.table import table


def pair_sentence(scores: Mapping[str, TripleScores], first: str, second: str) -> str:
    """What two models, by their keys, got right on the same questions; nothing for one model or one not measured."""
    if first == second or not {first, second} <= scores.keys():
        return ""
    return luck_sentence(spoken(first), spoken(second), paired(scores[first], scores[second]))


def luck_sentence(first: str, second: str, test: McNemar) -> str:
    """How often each of two models alone was right, the more frequent one first, and whether that can be luck."""
    start = f"On the same {whole(test.items)} questions"
    if not test.first + test.second:
        return f"{start} {first} and {second} were right on the same ones."
    sides = [(test.first, first), (test.second, second)]
    (more, better), (less, other) = sides if test.first >= test.second else sides[::-1]
    return (
        f"{start} {better} alone was right {times(more)}, {other} alone {times(less)}: "
        f"{luck_words(test)} (McNemar {p_value(test.p)})."
    )


def luck_words(test: McNemar) -> str:
    """Whether luck alone explains how the questions were divided."""
    return "unlikely to be luck" if test.p < LUCK else "that can be luck"


def draw_paired(scores: Mapping[str, TripleScores]) -> None:
    """Draw every model against one that the visitor chooses."""
    subheading("On the same questions, two models at a time")
    known = [asked for asked in ASKED if asked.key in scores]
    if len(known) < 2:
        return
    against = choose_against(known)
    name = asked_name(against)
    columns = ("Model", "it alone right", f"{name} alone", "more than luck?", "its margin is higher by")
    table(f"Each model against {name}", columns, paired_rows(scores, against.key), style="matrix")
    offer("Two models at a time", partial(pairing_rows, scores, against.key))
    st.caption(
        f"The p-values are corrected for {len(known) - 1} comparisons (Holm): of so many, one may look like more than "
        "luck by luck. The last column has the paired bootstrap's interval; what holds 0 is open."
    )


def paired_rows(scores: Mapping[str, TripleScores], against: str) -> list[Sequence[str]]:
    """A row for each model but the one it is compared with."""
    return [
        (
            asked_name(each.asked),
            times(each.test.first),
            times(each.test.second),
            f"{'yes' if each.p < LUCK else 'open'}, {p_value(each.p)}",
            f"{change(each.margin[0])} ({between(each.margin[1:], change)})",
        )
        for each in pairings(scores, against)
    ]


def spoken(key: str) -> str:
    """What a reader calls a model in a sentence, by its key: the prompts in brackets."""
    model, *prompts = asked_name(find_asked(key)).split(", ")
    return f"{model} ({prompts[0]})" if prompts else model


def times(count: int) -> str:
    """Write how often something happened."""
    return {0: "never", 1: "once", 2: "twice"}.get(count, f"{whole(count)} times")

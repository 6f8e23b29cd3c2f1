"""What a second set of weights brings: two towers and one, trained with the same batches, on the same items."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from embedlab.compute.paired import LUCK
from embedlab.lessons.symmetric_or_asymmetric.examples import ONE_TOWER, TWO_TOWERS
from embedlab.lessons.symmetric_or_asymmetric.export import contest_rows
from embedlab.lessons.symmetric_or_asymmetric.shipped import load_definition_ranks, load_task_ranks, load_triple_scores
from embedlab.lessons.symmetric_or_asymmetric.study_tied import ARRANGED, Contest, contests
from embedlab.lessons.symmetric_or_asymmetric.view_paired import luck_words, times
from embedlab.models.catalog import card
from embedlab.numbers_text import p_value, percent, quantity, whole
from embedlab.ui.exports import offer
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.messages import note
from embedlab.ui.panels.table import table
from embedlab.ui.panels.trained import training_panel

COLUMNS = ("Right when", "of", "two towers", "one tower", "two alone right", "one alone right", "more than luck?")


def draw_tied() -> None:
    """Draw both arrangements on everything that was measured, and what that says of the second set of weights."""
    ranks, scores, tasks = load_definition_ranks(), load_triple_scores(), load_task_ranks()
    if not all(set(ARRANGED) <= each.keys() for each in (ranks, scores, tasks)):
        note("The shipped comparison cannot be read.")
        return
    found = contests(ranks, scores, tasks)
    table("Two towers and one on the same items", COLUMNS, shown_rows(found), style="matrix")
    offer("Two towers or one", partial(contest_rows, found))
    finding(tied_sentence(found))
    two, one = card(TWO_TOWERS), card(ONE_TOWER)
    st.caption(
        f"The same {quantity(one.parameters)} weights once or, with {quantity(two.parameters)}, twice; the same start, "
        "the same pairs in the same batches, the same number of steps. One training of each: another seed may turn "
        "what can be luck."
    )
    for trained in (one, two):
        training_panel(trained)


def shown_rows(found: Sequence[Contest]) -> list[Sequence[str]]:
    """A row for each thing that both were asked."""
    return [
        (
            each.name,
            whole(each.test.items),
            percent(each.two),
            percent(each.one),
            times(each.test.first),
            times(each.test.second),
            f"{'yes' if each.test.p < LUCK else 'open'}, {p_value(each.test.p)}",
        )
        for each in found
    ]


def tied_sentence(found: Sequence[Contest]) -> str:
    """What the second set of weights changed: in finding definitions, in turning questions away, in finding them."""
    first, _, related, _, reworded = found
    return (
        f"A term's own definition came first by two towers in {percent(first.two)}, by one in {percent(first.one)}: "
        f"{luck_words(first.test)}. An answer stood above a related question in {percent(related.two)} against "
        f"{percent(related.one)}: {luck_words(related.test)}. And the same question in other words came first in "
        f"{percent(reworded.two)} against {percent(reworded.one)}: {luck_words(reworded.test)}."
    )

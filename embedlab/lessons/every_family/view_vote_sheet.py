"""What every blind vote is made of: a question with two lists, the buttons below them, and the tally."""

from collections.abc import Sequence
from html import escape
from typing import Final

import streamlit as st

from embedlab.lessons.every_family.inputs import KEYS
from embedlab.lessons.every_family.inputs_vote import Ask, Session, press_again, press_next, press_vote
from embedlab.lessons.every_family.shipped import load_board
from embedlab.lessons.every_family.study_vote import (
    QUESTIONS,
    Choice,
    Deal,
    Pair,
    Question,
    Tally,
    Vote,
    board_tally,
    deal,
    judged_tally,
    tally,
)
from embedlab.lessons.every_family.view_vote_told import (
    OUTCOMES,
    Names,
    reveal_sentence,
    sheet_html,
    side_title_html,
    sign_sentence,
)
from embedlab.numbers_text import whole
from embedlab.studies.remembered import remembered
from embedlab.ui.page_script import narrow_screen
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import note
from embedlab.ui.panels.table import table

_BUTTONS: Final[dict[Choice, str]] = {"left": "Left", "tie": "Tie", "right": "Right"}


@remembered
def find_deal(pair: Pair, seed: int) -> Deal:
    """The questions of a vote, drawn from the FAQ."""
    board = load_board()
    return Deal((), 0) if board is None else deal(board, pair, seed)


@remembered
def find_board_tally(pair: Pair) -> Tally:
    """What the known answers say of two rankers over all questions of the FAQ."""
    board = load_board()
    return Tally(0, 0, 0) if board is None else board_tally(board, pair)


def draw_sheet(question: Question, told: Vote | None, names: Names) -> None:
    """Draw a question and its two lists; with ``told`` also whose they are, and where the answer stands."""
    sheet = question.sheet
    finding(sheet.query)
    if told is None:
        st.caption("Which five texts would you rather have been given? A letter marks a text that is in both lists.")
    left, right = st.columns(2, gap="medium")
    whose = (None, None) if told is None else question.rankers
    answer = None if told is None else question.answer
    for place, listed, side, ranker in (
        (left, sheet.left, "Left", whose[0]), (right, sheet.right, "Right", whose[1]),
    ):  # fmt: skip
        with place:
            st.html(sheet_html(listed, sheet, side_title_html(side, ranker, names), answer))
    if told is not None:
        finding(reveal_sentence(told, names))


def draw_buttons(ask: Ask, at: int, question: Question, session: Session, *, late: bool, last: bool) -> None:
    """Draw the three buttons, or after the vote what became of it and the way on.

    ``late``: the question was revealed before the vote; ``last``: no other follows.
    """
    if session.revealing or late:
        if said := OUTCOMES.get(session.outcome):
            note(said)
        elif session.outcome == "counted":
            st.caption("Your vote is counted, without your name.")
        onward = "To the result" if last else "Next question"
        if late:
            st.button(onward, key=KEYS("vote-skip"), on_click=_skip, args=(ask, at, question))
        else:
            st.button(onward, key=KEYS("vote-next"), type="primary", on_click=press_next, args=(ask,))
        return
    if narrow_screen():
        # Who has pressed "Next question" is still down here, and the question far above.
        st.html(f'<p class="el-document"><b>Better for:</b> {escape(question.sheet.query)}</p>')
    st.caption(f"The seed {ask.setting.seed} has drawn {'the sides' if ask.own else 'questions and sides'}.")
    with st.container(horizontal=True, gap="small"):
        for choice, label in _BUTTONS.items():
            st.button(
                label,
                key=KEYS(f"vote-{choice}"),
                on_click=press_vote,
                args=(ask, at, question, choice),
                width="stretch",
            )


def _skip(ask: Ask, at: int, question: Question) -> None:
    press_vote(ask, at, question, None)
    press_next(ask)


def draw_tally(ask: Ask, votes: Sequence[Vote], names: Names) -> None:
    """Draw what the votes add up to, and what a coin would say of that; nothing before the first vote."""
    cast = [vote for vote in votes if vote.choice is not None]
    if not cast:
        return
    pair = ask.setting.pair
    found, judged = tally(cast, pair), judged_tally(cast, pair)
    subheading("The tally")
    head = ("", *(names[ranker] for ranker in pair), "tie")
    rows = [("your votes", *map(whole, (found.first, found.second, found.ties)))]
    if any(vote.ranks for vote in cast):
        rows.append(("the known answers", *map(whole, (judged.first, judged.second, judged.ties))))
    left, right = st.columns([2, 3], gap="medium")
    with left:
        table("The tally", head, rows, style="parts el-marks")
    with right:
        finding(sign_sentence(found, pair, names))
        if len(cast) < QUESTIONS:
            st.caption(
                "The sign test belongs at the end: who looks after every vote and stops when it pleases finds a "
                "difference far too often."
            )


def draw_again_button() -> None:
    """Draw the way to a vote without votes; those that were cast are found again by their seed."""
    st.button("Start again, with a new seed", key=KEYS("vote-again"), type="tertiary", on_click=press_again)

"""The blind vote: two rankings without their names, a choice, whose they were, and what ten choices are worth."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from embedlab.lessons.every_family.inputs import KEYS
from embedlab.lessons.every_family.inputs_vote import (
    Ask,
    Session,
    choose_ask,
    chosen_session,
    entered_room,
    press_leave,
)
from embedlab.lessons.every_family.inputs_voter import voter
from embedlab.lessons.every_family.shipped import load_board
from embedlab.lessons.every_family.study import Families
from embedlab.lessons.every_family.study_vote import (
    Deal,
    Pair,
    Question,
    Vote,
    vote_on,
)
from embedlab.lessons.every_family.view_vote_class import PLACE, draw_class, draw_collect
from embedlab.lessons.every_family.view_vote_own import draw_own_vote
from embedlab.lessons.every_family.view_vote_sheet import (
    draw_again_button,
    draw_buttons,
    draw_sheet,
    draw_tally,
    find_board_tally,
    find_deal,
)
from embedlab.lessons.every_family.view_vote_told import (
    Names,
    agrees_word,
    chosen_name,
    names_of,
    same_sentence,
    vote_rows,
    whole_sentence,
)
from embedlab.numbers_text import short
from embedlab.studies.class_votes import ROOMS, Counts
from embedlab.ui.exports import offer
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import note
from embedlab.ui.panels.table import table
from embedlab.ui.teacher import teaching

REVEALS_EVERY: Final = 5.0
"""Seconds between two looks of a page in a room for what is revealed: there may be hundreds of such pages."""


def draw_vote(families: Families) -> None:
    """Draw what is voted on, the question that waits, and the tally; for who opened a room, the class."""
    if (board := load_board()) is None:
        note("This part is shown from results that ship with EmbedLab, and they are not here. Install it again.")
        return
    code, room = entered_room()
    if code and room is None:
        note("There is no room by the code of this address, or it has ended. You vote alone here.")
    ask = choose_ask(tuple(board.scores), families.rankers, code, room)
    if ask is None:
        return
    if ask.own:
        draw_own_vote(families, ask)
        return
    dealt = find_deal(ask.setting.pair, ask.setting.seed)
    if said := same_sentence(dealt.same, len(board.questions)):
        st.caption(said)
    if not dealt.questions:
        return
    if room is not None and ROOMS.owns(code, voter()):
        draw_class(ask, dealt)
        return
    if room is not None:
        st.html(f'<div id="{PLACE}" style="scroll-margin-top:3rem"></div>')
        # Drawn again by itself, since it is the teacher who decides when names are told.
        st.fragment(_draw_in_room, run_every=REVEALS_EVERY)(ask, dealt)
        _draw_room(code)
        return
    _draw_votes(ask, dealt, chosen_session(ask, dealt.questions), None)
    if teaching():
        draw_collect(ask, dealt)


def _draw_in_room(ask: Ask, dealt: Deal) -> None:
    room = ROOMS.look(ask.code)
    if room is None:
        st.rerun()
    _draw_votes(ask, dealt, chosen_session(ask, dealt.questions), room)


def _draw_votes(ask: Ask, dealt: Deal, session: Session, room: Counts | None) -> None:
    """Draw the vote on the questions of the FAQ: the one at hand, what is told by now, and in the end all of it."""
    questions, votes = dealt.questions, session.votes
    revealed = (True,) * len(questions) if room is None else room.revealed
    done = len(votes) == len(questions) and not session.revealing
    masked = ask.setting.surprise and room is None and len(votes) < len(questions)
    names = names_of(ask.setting.pair, masked)
    at = len(votes) - 1 if session.revealing else len(votes)
    if not done:
        _draw_question(ask, at, questions, session, names, revealed=room is None or room.revealed[at])
    told_votes = [vote for vote, open_ in zip(votes, revealed, strict=False) if open_]
    if done and len(told_votes) < len(votes):
        st.caption("All votes are cast. Whose rankings they were is told as your teacher reveals the questions.")
    draw_tally(ask, told_votes, names)
    if done:
        _draw_end(ask, told_votes, names)
    if votes and not ask.joined:
        draw_again_button()
    if told_votes:
        offer("Blind vote", lambda: vote_rows(told_votes, names))


def _draw_question(
    ask: Ask, at: int, questions: Sequence[Question], session: Session, names: Names, *, revealed: bool
) -> None:
    question, vote = questions[at], session.votes[at] if session.revealing else None
    # In a room a question may be revealed before this visitor has come to it.
    late = ask.joined and vote is None and revealed
    with st.container(key=KEYS("ballot")):
        subheading(f"Question {at + 1} of {len(questions)}")
        if late:
            note("This question was revealed before you came to it.")
        draw_sheet(question, vote_on(question, None) if late else vote if revealed else None, names)
        draw_buttons(ask, at, question, session, late=late, last=at == len(questions) - 1)
        if vote is not None and not revealed:
            st.caption("Whose rankings these are is told when your teacher reveals the question.")


def _draw_end(ask: Ask, votes: Sequence[Vote], names: Names) -> None:
    """Draw all ten questions, and what the known answers say over all that the FAQ has."""
    pair = ask.setting.pair
    if votes:
        subheading("All questions of this vote")
        head = ("question", "your vote", "known answer", *(f"its rank by {names[ranker]}" for ranker in pair), "agree?")
        table("All questions of this vote", head, [_vote_row(vote, pair, names) for vote in votes], style="matrix")
        st.markdown(whole_sentence(find_board_tally(pair), pair, names))


def _vote_row(vote: Vote, pair: Pair, names: Names) -> Sequence[str]:
    ranks = dict(zip(vote.rankers, vote.ranks or (0, 0), strict=True))
    said = (chosen_name(vote, vote.choice, names), chosen_name(vote, vote.judged, names))
    return (vote.query, *said, *(short(ranks[ranker]) for ranker in pair), agrees_word(vote))


def _draw_room(code: str) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.caption(f"Room {code} of your class. Votes are counted without names.")
        st.button("Leave the room", key=KEYS("vote-leave"), type="tertiary", on_click=press_leave)

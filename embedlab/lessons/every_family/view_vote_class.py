"""The class in a blind vote: opening a room, its counts while they grow, and what is revealed to everybody."""

from typing import Final
from urllib.parse import urlsplit

import streamlit as st

from embedlab.figures.vote_bars import vote_bars
from embedlab.lessons.every_family.examples import ranker_colour, short_name
from embedlab.lessons.every_family.inputs import KEYS
from embedlab.lessons.every_family.inputs_vote import CAST, Ask, entered_room, press_leave, press_open, refusal
from embedlab.lessons.every_family.inputs_voter import voter
from embedlab.lessons.every_family.study_vote import Deal, class_tallies, vote_on
from embedlab.lessons.every_family.view_vote_sheet import draw_sheet, find_board_tally
from embedlab.lessons.every_family.view_vote_told import class_sentence, names_of, whole_sentence
from embedlab.limits import ROOM_SECONDS, ROOM_VOTERS, VOTE_ROOMS
from embedlab.numbers_text import counted, duration, whole
from embedlab.studies.class_votes import ROOMS, Counts
from embedlab.studies.rows import Rows
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import note, problem_box
from embedlab.ui.teacher import TEACH, current_link

PLACE: Final = KEYS("ballot-place")
"""Where the vote of a room begins, for a link to it."""
COUNTS_EVERY: Final = 2.0
"""Seconds between two looks of a teacher's page at the counts."""
_THIS_MACHINE: Final = ("localhost", "127.0.0.1", "::1", "0.0.0.0")


def draw_collect(ask: Ask, dealt: Deal) -> None:
    """Draw the button that opens a room for the class on the questions, pair and seed of this screen."""
    st.button(
        "Collect the class's votes", key=KEYS("vote-open"), icon=":material/groups:", on_click=press_open,
        args=(ask, len(dealt.questions)),
    )  # fmt: skip
    if said := refusal():
        problem_box(said)
    st.caption(
        f"Opens a room on these questions for {duration(ROOM_SECONDS)} and up to {whole(ROOM_VOTERS)} visitors; this "
        f"server keeps {whole(VOTE_ROOMS)} rooms. Only counts are kept, in its memory."
    )


def draw_class(ask: Ask, dealt: Deal) -> None:
    """Draw the room for who opened it: its link, a question to show, the counts, and what may be revealed."""
    _draw_link(ask.code)
    room = ROOMS.look(ask.code)
    if room is None:
        st.rerun()
    questions = dealt.questions
    shown = st.segmented_control(
        "Question shown", range(len(questions)), default=0, required=True, format_func=lambda at: str(at + 1),
        **KEYS.bound("vote-shown"),
    )  # fmt: skip
    at = shown if shown in range(len(questions)) else 0
    names = names_of(ask.setting.pair, masked=False)
    with st.container(key=KEYS("ballot")):
        draw_sheet(questions[at], vote_on(questions[at], None) if room.revealed[at] else None, names)
    with st.container(horizontal=True, gap="small"):
        st.button(
            f"Reveal question {at + 1} to everybody", key=KEYS("vote-reveal"), type="primary",
            disabled=room.revealed[at], on_click=ROOMS.reveal, args=(ask.code, [at], voter()),
        )  # fmt: skip
        st.button(
            "Reveal all", key=KEYS("vote-reveal-all"), disabled=all(room.revealed),
            on_click=ROOMS.reveal, args=(ask.code, range(len(questions)), voter()),
        )  # fmt: skip
        st.button("End the room", key=KEYS("vote-leave"), type="tertiary", on_click=press_leave)
    subheading("The class's votes")
    hide = st.toggle(
        "Hide the bars of a question until it is revealed",
        help="Where the class can see this screen, bars sway who has not voted yet.", **KEYS.bound("vote-hide"),
    )  # fmt: skip
    st.fragment(_draw_counts, run_every=COUNTS_EVERY)(ask, dealt, hide=hide)
    code = ask.code
    # Looked up when it is taken: by then more may have voted.
    offer("Votes of the class", lambda: class_rows(dealt, ROOMS.look(code)))


def draw_way_to_vote() -> None:
    """Draw, for who has come to this page by the link of a room, the way down to its vote."""
    code, room = entered_room()
    if room is not None and not ROOMS.owns(code, voter()):
        way = f'<a href="#{PLACE}" target="_self" style="color:var(--el-accent)">go to the vote</a>'
        st.html(f'<p class="el-note">Your class votes in room {code}: {way}, the last of the parts below.</p>')


def _draw_link(code: str) -> None:
    link = current_link(without=(TEACH, CAST, KEYS("vote-shown"), KEYS("vote-hide")))
    st.html(
        '<p style="font:650 var(--el-xl,2rem)/1.2 var(--el-mono);letter-spacing:0.15em;margin:0" '
        f'aria-label="Code of the room">{code}</p>'
    )
    st.caption("For students: this link, or the code under More on their own screen of this part.")
    st.code(link, language=None, wrap_lines=True)
    if (urlsplit(link).hostname or "") in _THIS_MACHINE:
        note("This address works on this machine only. For a class, open the app by the machine's name and copy again.")


def _draw_counts(ask: Ask, dealt: Deal, *, hide: bool) -> None:
    room = ROOMS.look(ask.code)
    if room is None:
        st.rerun()
    pair = ask.setting.pair
    st.caption(
        f"{counted(room.voters, 'visitor')}, {counted(int(room.votes.sum()), 'vote')}; the room is open for another "
        f"{duration(max(60 * round(room.seconds / 60), 60))}."
    )
    counts = room.votes
    if hide:
        st.caption("Votes on each question: " + ", ".join(whole(count) for count in counts.sum(axis=1).tolist()) + ".")
        counts = counts * [[open_] for open_ in room.revealed]
    told = [question.rankers if open_ else None for question, open_ in zip(dealt.questions, room.revealed, strict=True)]
    figure = vote_bars(
        *counts.T,
        sides=[("", "") if pair is None else (short_name(pair[0]), short_name(pair[1])) for pair in told],
        colours=[("", "") if pair is None else (ranker_colour(pair[0]), ranker_colour(pair[1])) for pair in told],
    )
    chart(figure, KEYS("vote-bars"))
    votes, majorities = class_tallies(dealt.questions, room.votes, room.revealed, pair)
    finding(class_sentence(votes, majorities, pair, names_of(pair, masked=False)))
    if all(room.revealed):
        st.markdown(whole_sentence(find_board_tally(pair), pair, names_of(pair, masked=False)))


def class_rows(dealt: Deal, room: Counts | None) -> Rows:
    """The counts as a table to take away; whose rankings they are for is in it once that is revealed."""
    if room is None:
        return []
    return [
        {
            "number": at + 1, "question": question.sheet.query, "left": left, "right": right, "tie": tie,
            "left_ranker": short_name(question.rankers[0]) if room.revealed[at] else "",
            "right_ranker": short_name(question.rankers[1]) if room.revealed[at] else "",
        }
        for at, (question, (left, right, tie)) in enumerate(zip(dealt.questions, room.votes.tolist(), strict=True))
    ]  # fmt: skip

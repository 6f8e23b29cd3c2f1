"""What the visitor chooses in a blind vote, the votes that a session remembers, and the room of a class it is in."""

import secrets
from dataclasses import dataclass, replace
from typing import Final, Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from embedlab.errors import InputError
from embedlab.lessons.every_family.examples import short_name
from embedlab.lessons.every_family.inputs import KEYS
from embedlab.lessons.every_family.inputs_voter import voter
from embedlab.lessons.every_family.study_vote import (
    CHOICES,
    QUESTIONS,
    SEEDS,
    Choice,
    Question,
    Vote,
    as_letters,
    drawn_pair,
    from_letters,
    vote_on,
)
from embedlab.studies.class_votes import LEFT, RIGHT, ROOMS, TIE, Counts, Outcome, Setting, code_of
from embedlab.ui.panels.messages import problem_box
from embedlab.ui.state import controls, one_of
from embedlab.ui.teacher import control

ROOM: Final = KEYS("room")
"""Where the address holds the code of a room."""
NO_CODE: Final = "?"
"""Stands for whatever cannot be a code."""
CAST: Final = KEYS("cast")
"""Where it holds the votes, so that a page that is loaded again has them."""
SOURCES: Final = {"faq": "FAQ", "own": "This query"}
FIRST_PAIR: Final = ("bm25", "glove-6b-50d")
"""Words counted and words averaged: the known answer stands at another rank on most questions, and not where many a
class expects it. BM25 and MiniLM give it one rank on most, so that nearly every vote would be judged by nothing."""
FIRST_SEED: Final = 7
SESSIONS: Final = 5
"""Votes that a visitor's session remembers: of other pairs and seeds the last ones."""
_VOTES: Final = "el-every-family-votes"
_REFUSED: Final = "el-every-family-room-refused"
_READ: Final = "el-every-family-cast-read"
_ANSWERS: Final[dict[Choice, int]] = {"left": LEFT, "right": RIGHT, "tie": TIE}


@dataclass(frozen=True)
class Ask:
    """What is voted on.

    Attributes:
        own: the visitor's own query, and not the questions of the FAQ.
        setting: which rankings, and by which seed.
        code: the room of the address, whose votes go on alone when it has ended; "" without one.
        joined: whether it is open.
    """

    own: bool
    setting: Setting
    code: str = ""
    joined: bool = False

    @property
    def name(self) -> str:
        """What the votes are remembered by."""
        return f"{self.own} {self.setting} {self.code}"


@dataclass(frozen=True)
class Session:
    """The votes of a visitor on one ``Ask``, QUESTIONS at most.

    Attributes:
        votes: in the order of the questions.
        revealing: whether the last of them is on the screen; the next question waits until the visitor goes on.
        outcome: what became of the last one in the room of a class; "" without one.
    """

    votes: tuple[Vote, ...] = ()
    revealing: bool = False
    outcome: Outcome | str = ""


def entered_room() -> tuple[str, Counts | None]:
    """The code of the room in the address, "" without one, and the room; None where there is none by that code."""
    typed = st.query_params.get(ROOM, "")
    if not typed:
        return "", None
    code = code_of(typed) or NO_CODE
    return code, ROOMS.look(code)


def choose_ask(board: tuple[str, ...], chosen: tuple[str, ...], code: str, room: Counts | None) -> Ask | None:
    """Draw the choice of what is voted on; None when two different rankers are not chosen, which it says.

    ``board`` are the rankers of the FAQ questions, ``chosen`` those of the visitor's own query. In a room all is
    settled, and the controls say so.
    """
    if room is not None:
        st.session_state[KEYS("vote-seed")] = room.setting.seed
        st.session_state[KEYS("vote-surprise")] = room.setting.surprise
        if not room.setting.surprise:
            st.session_state[KEYS("vote-a")], st.session_state[KEYS("vote-b")] = room.setting.pair
        st.session_state[KEYS("vote-source")] = "faq"
    settled = room is not None
    columns = controls(4, weights=(3.4, 3, 3, 1.8))
    with columns[3], control("vote-more"), st.popover("More", icon=":material/tune:", width="stretch"):
        surprise, seed = _choose_draw(settled)
    with columns[0], control("vote-source"):
        source = st.segmented_control(
            "Vote on", list(SOURCES), default="faq", required=True, format_func=SOURCES.__getitem__, disabled=settled,
            width="stretch", label_visibility=_seen(settled), **KEYS.bound("vote-source"),
        )  # fmt: skip
    own = room is None and one_of(source, tuple(SOURCES)) == "own"
    if room.setting.surprise if room else surprise:
        columns[1].caption("Two rankers drawn by chance, named at the end.")
        if own and len(chosen) < 2:
            problem_box("To draw two rankers for your own query, choose at least two under Families.")
            return None
        pair = drawn_pair(chosen if own else board, seed)
    else:
        pair = _choose_pair(board, columns[1:3], settled)
    if room is not None:
        # Not what the controls say: in the first run they may still hold what the address had.
        return Ask(False, room.setting, code, joined=True)
    if pair[0] == pair[1]:
        problem_box("Both are the same ranker. Choose two different ones.")
        return None
    return Ask(own, Setting(pair, seed, surprise), code)


def _seen(settled: bool) -> Literal["visible", "collapsed"]:
    # Streamlit greys the label of a control that cannot be moved until nobody can read it.
    return "collapsed" if settled else "visible"


def _choose_draw(settled: bool) -> tuple[bool, int]:
    surprise = st.toggle(
        "Surprise me", disabled=settled, label_visibility=_seen(settled),
        help="Draws the two rankers by chance, once for all ten questions.",
        **KEYS.bound("vote-surprise"),
    )  # fmt: skip
    seed = st.number_input(
        "Seed", 0, SEEDS - 1, FIRST_SEED, disabled=settled, label_visibility=_seen(settled),
        help="Draws the questions and the sides.",
        **KEYS.bound_number("vote-seed"),
    )  # fmt: skip
    if settled:
        st.caption("Settled for this room: whether the rankers are a surprise, and the seed.")
    else:
        typed = st.text_input("Room of your class", placeholder="six letters", max_chars=20, key="el-vote-code")
        if typed and (code := code_of(typed)) is None:
            problem_box("A room's code has six letters, no vowels among them.")
        elif typed and st.query_params.get(ROOM) != code:
            st.button("Enter", key="el-vote-enter", on_click=lambda: st.query_params.update({ROOM: code or ""}))
    return bool(surprise), FIRST_SEED if seed is None else int(seed)


def _choose_pair(board: tuple[str, ...], places: list[DeltaGenerator], settled: bool) -> tuple[str, str]:
    chosen = []
    for place, name, label, first in zip(
        places, ("vote-a", "vote-b"), ("One ranking by", "The other by"), FIRST_PAIR, strict=True
    ):
        with place, control(name):
            chosen.append(
                st.selectbox(
                    label, board, board.index(first) if first in board else 0, format_func=short_name,
                    disabled=settled, label_visibility=_seen(settled), **KEYS.bound(name),
                )
            )  # fmt: skip
    return one_of(chosen[0], board), one_of(chosen[1], board)


def chosen_session(ask: Ask, questions: tuple[Question, ...]) -> Session:
    """The votes so far: of this session, else of the address that it began with."""
    kept: dict[str, Session] = st.session_state.setdefault(_VOTES, {})
    if ask.name not in kept and not ask.own and not st.session_state.get(_READ):
        votes = from_letters(st.query_params.get(CAST, ""), questions)
        if ask.joined and (voted := ROOMS.has_voted(ask.code, voter())):
            # A link from a classmate's address holds the classmate's votes, which are none of this visitor.
            own = [did or vote.choice is None for did, vote in zip(voted, votes, strict=False)]
            votes = votes[: own.index(False) if False in own else len(votes)]
        kept[ask.name] = Session(votes)
    st.session_state[_READ] = True
    session = kept.get(ask.name, Session())
    if ask.own or not session.votes:
        st.query_params.pop(CAST, None)
    elif st.query_params.get(CAST) != as_letters(session.votes):
        st.query_params[CAST] = as_letters(session.votes)
    return session


def _keep(ask: Ask, session: Session) -> None:
    kept: dict[str, Session] = st.session_state.setdefault(_VOTES, {})
    kept.pop(ask.name, None)
    kept[ask.name] = session
    while len(kept) > SESSIONS:
        del kept[next(iter(kept))]


def press_vote(ask: Ask, number: int, question: Question, choice: Choice | None) -> None:
    """Take a vote on the question of this number; for a button's ``on_click``. What has one already is left alone."""
    session: Session = st.session_state.get(_VOTES, {}).get(ask.name, Session())
    if number != len(session.votes) or number >= QUESTIONS or any(v.name == question.name for v in session.votes):
        return
    outcome = ""
    if ask.joined and choice in CHOICES:
        outcome = ROOMS.vote(ask.code, number, _ANSWERS[choice], voter())
    _keep(ask, Session((*session.votes, vote_on(question, choice)), True, outcome))


def press_next(ask: Ask) -> None:
    """Go on to the next question; for a button's ``on_click``."""
    session: Session = st.session_state.get(_VOTES, {}).get(ask.name, Session())
    _keep(ask, replace(session, revealing=False, outcome=""))


def press_again() -> None:
    """Begin anew with another seed; for a button's ``on_click``."""
    st.session_state[KEYS("vote-seed")] = secrets.randbelow(SEEDS)
    st.query_params.pop(ROOM, None)


def press_leave() -> None:
    """Leave the room of the address, which ends if it is one's own; for a button's ``on_click``."""
    if code := code_of(st.query_params.get(ROOM, "")):
        ROOMS.close(code, voter())
    st.query_params.pop(ROOM, None)


def press_open(ask: Ask, questions: int) -> None:
    """Open a room for a class; for a button's ``on_click``. What keeps it from opening is said by ``refusal``."""
    st.session_state.pop(_REFUSED, None)
    try:
        st.query_params[ROOM] = ROOMS.open(ask.setting, questions, voter())
    except InputError as error:
        st.session_state[_REFUSED] = str(error)


def refusal() -> str:
    """Why the last room could not be opened; "" when it was."""
    return str(st.session_state.get(_REFUSED, ""))

"""The votes of a class: each counts once, no more than fit, none after the reveal, none after the end."""

import sys
import threading
from collections import Counter
from collections.abc import Iterator

import pytest

from embedlab.errors import InputError
from embedlab.limits import ROOM_SECONDS, ROOM_VOTERS, VOTE_ROOMS
from embedlab.studies.class_votes import CODE_LETTERS, LEFT, LETTERS, RIGHT, TIE, Rooms, Setting, code_of

SETTING = Setting(("bm25", "tf-idf"), 7)


class Clock:
    """A clock that stands until it is set."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def opened(clock: Clock | None = None) -> tuple[Rooms, str]:
    rooms = Rooms(clock or Clock())
    return rooms, rooms.open(SETTING, 10, "teacher")


def votes(rooms: Rooms, code: str) -> list[list[int]]:
    found = rooms.look(code)
    assert found is not None
    return found.votes.tolist()


def test_a_room_counts_answers_by_question() -> None:
    rooms, code = opened()
    given = [(0, LEFT, "a"), (0, LEFT, "b"), (0, TIE, "c"), (9, RIGHT, "a")]
    assert [rooms.vote(code, *each) for each in given] == ["counted"] * 4
    assert votes(rooms, code) == [[2, 0, 1], *[[0, 0, 0]] * 8, [0, 1, 0]]
    found = rooms.look(code)
    assert found is not None
    assert (found.setting, found.voters, found.seconds) == (SETTING, 3, ROOM_SECONDS)


def test_a_visitor_counts_once_a_question_and_cannot_change_it() -> None:
    rooms, code = opened()
    rooms.vote(code, 3, LEFT, "a")
    assert rooms.vote(code, 3, RIGHT, "a") == rooms.vote(code, 3, LEFT, "a") == "again"
    assert votes(rooms, code)[3] == [1, 0, 0]
    assert rooms.has_voted(code, "a") == tuple(question == 3 for question in range(10))
    assert rooms.has_voted(code, "b") == (False,) * 10


def test_a_question_that_is_revealed_takes_no_vote() -> None:
    rooms, code = opened()
    rooms.reveal(code, [2], "teacher")
    assert rooms.vote(code, 2, LEFT, "a") == "revealed"
    assert rooms.vote(code, 1, LEFT, "a") == "counted"
    found = rooms.look(code)
    assert found is not None
    assert found.revealed == tuple(question == 2 for question in range(10))
    assert found.votes.sum() == 1


def test_only_who_opened_a_room_reveals_and_closes_it() -> None:
    rooms, code = opened()
    rooms.reveal(code, range(10), "a")
    rooms.close(code, "a")
    found = rooms.look(code)
    assert found is not None
    assert not any(found.revealed)
    assert (rooms.owns(code, "teacher"), rooms.owns(code, "a")) == (True, False)
    rooms.close(code, "teacher")
    assert rooms.look(code) is None
    assert not rooms.owns(code, "teacher")


def test_a_room_ends_and_then_counts_nothing() -> None:
    clock = Clock()
    rooms, code = opened(clock)
    clock.now += ROOM_SECONDS - 1
    assert rooms.vote(code, 0, LEFT, "a") == "counted"
    clock.now += 1
    assert rooms.vote(code, 0, LEFT, "b") == "ended"
    assert rooms.look(code) is None
    assert rooms.has_voted(code, "a") == ()
    assert not rooms._rooms, "nothing of it is kept"


def test_a_room_takes_so_many_visitors_and_goes_on_counting_those() -> None:
    rooms, code = opened()
    assert {rooms.vote(code, 0, TIE, f"visitor {number}") for number in range(ROOM_VOTERS)} == {"counted"}
    assert rooms.vote(code, 0, TIE, "one more") == "full"
    assert rooms.vote(code, 1, TIE, "visitor 0") == "counted"
    found = rooms.look(code)
    assert found is not None
    assert found.voters == ROOM_VOTERS


def test_a_server_keeps_so_many_rooms_and_says_when_there_is_none_left() -> None:
    clock = Clock()
    rooms = Rooms(clock)
    codes = {rooms.open(SETTING, 10, f"teacher {number}") for number in range(VOTE_ROOMS)}
    assert len(codes) == VOTE_ROOMS
    with pytest.raises(InputError, match=r"^50 rooms are open on this server.*Each ends 3.h after.*later\.$"):
        rooms.open(SETTING, 10, "one more")
    assert rooms.open(SETTING, 10, "teacher 0") not in codes, "in the place of the teacher's first"
    clock.now += ROOM_SECONDS
    assert rooms.look(rooms.open(SETTING, 10, "one more")) is not None


def test_a_visitor_has_one_room() -> None:
    rooms, first = opened()
    second = rooms.open(SETTING, 10, "teacher")
    assert rooms.look(first) is None
    assert rooms.look(second) is not None


@pytest.fixture
def impatient() -> Iterator[None]:
    """Threads that are interrupted as often as Python can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-7)
    yield
    sys.setswitchinterval(before)


def test_votes_of_many_threads_add_up(impatient: None) -> None:
    rooms, code = opened()
    outcomes: list[str] = []
    together = threading.Barrier(12)

    def row_of_seats(number: int) -> None:
        together.wait()
        for seat in range(40):
            # Two threads are the same visitors, who all choose left.
            outcomes.extend(rooms.vote(code, question, LEFT, f"{number // 2} {seat}") for question in range(10))

    threads = [threading.Thread(target=row_of_seats, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Counter(outcomes) == {"counted": 2_400, "again": 2_400}
    assert votes(rooms, code) == [[240, 0, 0]] * 10


def test_nothing_is_done_with_a_room_outside_the_lock() -> None:
    """Python switches threads too rarely for a race to show by itself; every method looks at the clock on its way."""
    held = []

    def clock() -> float:
        held.append(rooms._lock.locked())
        return 0.0

    rooms = Rooms(clock)
    code = rooms.open(SETTING, 10, "teacher")
    for act in (
        lambda: rooms.vote(code, 0, LEFT, "a"), lambda: rooms.has_voted(code, "a"), lambda: rooms.look(code),
        lambda: rooms.owns(code, "a"), lambda: rooms.reveal(code, [0], "teacher"), lambda: rooms.close(code, "teacher"),
    ):  # fmt: skip
        before = len(held)
        act()
        assert len(held) > before
    assert all(held)


def test_what_was_looked_at_stays_as_it_was() -> None:
    rooms, code = opened()
    before = rooms.look(code)
    rooms.vote(code, 0, LEFT, "a")
    assert before is not None
    assert before.votes.sum() == 0


def test_no_visitor_can_be_read_from_a_room() -> None:
    rooms, code = opened()
    rooms.vote(code, 0, LEFT, "visitor-of-the-room")
    other = rooms.open(SETTING, 10, "other teacher")
    rooms.vote(other, 0, LEFT, "visitor-of-the-room")
    first, second = (rooms._rooms[each] for each in (code, other))
    assert "visitor-of-the-room" not in repr(first)
    assert not first.voters.keys() & second.voters.keys(), "nor that two rooms had the same"


def test_codes_are_letters_that_make_no_word() -> None:
    rooms = Rooms()
    codes = [rooms.open(SETTING, 10, f"{number}") for number in range(VOTE_ROOMS)]
    assert all(len(code) == CODE_LETTERS and set(code) <= set(LETTERS) for code in codes)
    assert not set(LETTERS) & set("AEIOUY")
    assert [code_of(code) for code in codes] == codes


@pytest.mark.parametrize("typed", [
    "", " ", "BCDFG", "BCDFGHJ", "BCDFGA", "BCDFG1", "<b>BCD", "../../", "BCD FG", "ßßß", "K" * 99_999, "BCDFG\x00",
    "\uff22" * 6, "\u017f" * 6, "\u212a" * 6,
])  # fmt: skip
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert code_of(typed) is None


def test_a_code_may_be_typed_small_and_with_spaces_about_it() -> None:
    assert code_of(" bcdfgh\n") == "BCDFGH"


@pytest.mark.parametrize(("question", "answer"), [(10, LEFT), (-1, LEFT), (0, 3), (0, -1)])
def test_what_was_not_asked_cannot_be_answered(question: int, answer: int) -> None:
    rooms, code = opened()
    with pytest.raises(ValueError, match="a room of 10 questions has no answer"):
        rooms.vote(code, question, answer, "a")

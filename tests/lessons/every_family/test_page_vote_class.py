"""A class in a blind vote: sessions of one room, what each may see, and addresses that lead to no room."""

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from embedlab.lessons.every_family.examples import SHORT
from embedlab.lessons.every_family.view_vote_class import class_rows
from embedlab.lessons.every_family.view_vote_sheet import find_deal
from embedlab.limits import VOTE_ROOMS
from embedlab.studies.class_votes import LEFT, ROOMS, Setting
from tests.kit.pages.screen import alive, alternatives, bodies, figures, findings, lesson_page, notes, problems
from tests.lessons.every_family.test_page_vote import ballot, press, tables

SLUG = "every_family"
PAIR = ("bm25", "glove-6b-50d")
BARS = f"{SLUG}-vote-bars"


@pytest.fixture(autouse=True)
def no_rooms() -> Iterator[None]:
    ROOMS._rooms.clear()
    yield
    ROOMS._rooms.clear()


def visit(who: str, **parameters: str) -> AppTest:
    return lesson_page(SLUG, parts=("vote",), session={"el-visitor": who}, **parameters)


def teaching(who: str = "teacher", **parameters: str) -> AppTest:
    app = visit(who, **parameters)
    app.query_params["teach"] = "1"
    return alive(app.run())


def opened() -> tuple[AppTest, str]:
    teacher = press(teaching(), "open")
    return teacher, teacher.query_params[f"{SLUG}-room"]


def link(app: AppTest) -> str:
    return next(code.value for code in app.code if f"{SLUG}-room" in code.value)


def test_two_sessions_vote_in_one_room_and_the_teacher_sees_the_counts() -> None:
    teacher, code = opened()
    first, second = visit("first", room=code), visit("second", room=code)
    assert ballot(first) == ballot(second), "both see the same"
    press(first, "left", "next", "tie")
    press(second, "left")
    assert "1: left 2, right 0, tie 0; 2: left 0, right 0, tie 1" in alternatives(alive(teacher.run()))[BARS]
    assert any("2 visitors, 3 votes" in line.value for line in teacher.caption)
    assert figures(teacher)[BARS]["data"][0]["x"][:3] == [-2, 0, 0]


def test_the_teacher_shows_a_question_and_its_reveal_is_for_that_one() -> None:
    teacher, code = opened()
    first = ballot(teacher)
    alive(teacher.button_group(key=f"{SLUG}-vote-shown").set_value(4).run())
    assert ballot(teacher) != first
    press(teacher, "reveal")
    found = ROOMS.look(code)
    assert found is not None
    assert found.revealed == tuple(question == 4 for question in range(10))
    assert tables(teacher) == ["Votes of the class"]


def test_bars_can_be_kept_back_until_the_reveal() -> None:
    teacher, code = opened()
    for question in (0, 1):
        ROOMS.vote(code, question, LEFT, "student")
    press(teacher, "reveal")
    assert figures(alive(teacher.run()))[BARS]["data"][0]["x"][:2] == [-1, -1]
    alive(teacher.toggle(key=f"{SLUG}-vote-hide").set_value(True).run())
    assert figures(teacher)[BARS]["data"][0]["x"][:2] == [-1, 0]
    assert any(line.value.startswith("Votes on each question: 1, 1, 0") for line in teacher.caption)


def test_nobody_is_told_before_the_teacher_reveals() -> None:
    teacher, code = opened()
    student = press(visit("student", room=code), "left")
    for app in (teacher, student):
        assert not any(SHORT[ranker] in ballot(app) for ranker in PAIR)
    assert not any("vote" in line for line in findings(student)), "nor by a tally"
    assert not any(SHORT[ranker] in alternatives(teacher)[BARS] for ranker in PAIR)
    press(teacher, "reveal")
    alive(student.run())
    for app in (teacher, student):
        assert all(SHORT[ranker] in ballot(app) for ranker in PAIR)
    assert any("You chose left" in line for line in findings(student))
    assert all(SHORT[ranker] in alternatives(teacher)[BARS] for ranker in PAIR)
    press(student, "next")
    assert not any(SHORT[ranker] in ballot(student) for ranker in PAIR), "the next question is not revealed"


def test_who_comes_after_the_reveal_sees_it_and_goes_on_without_a_vote() -> None:
    teacher, code = opened()
    press(teacher, "reveal")
    late = visit("late", room=code)
    assert notes(late)[-1] == "This question was revealed before you came to it."
    assert all(SHORT[ranker] in ballot(late) for ranker in PAIR)
    press(late, "skip", "right")
    found = ROOMS.look(code)
    assert found is not None
    assert found.votes.sum(axis=1).tolist() == [0, 1, *[0] * 8]


def test_a_visitor_who_comes_again_is_not_counted_again() -> None:
    _, code = opened()
    press(visit("student", room=code), "left")
    again = press(visit("student", room=code), "right")
    assert notes(again)[-1] == "A vote of yours on this question was counted before, so this one is not."
    found = ROOMS.look(code)
    assert found is not None
    assert found.votes[0].sum() == 1


def test_a_page_that_is_loaded_again_knows_its_own_votes_and_nobody_elses() -> None:
    _, code = opened()
    student = press(visit("student", room=code), "left", "next", "tie", "next")
    cast = student.query_params[f"{SLUG}-cast"]
    assert cast == "lt"
    assert "Question 3 of 10" in bodies(visit("student", room=code, cast=cast))
    assert "Question 1 of 10" in bodies(visit("classmate", room=code, cast=cast))


def test_the_link_for_students_holds_the_room_and_nothing_of_the_teachers() -> None:
    teacher, code = opened()
    assert f"{SLUG}-room={code}" in link(teacher)
    assert f"{SLUG}-open-vote=true" in link(teacher)
    assert "teach" not in link(teacher)
    assert f"{SLUG}-cast" not in link(teacher)


def test_a_room_keeps_the_pair_and_the_seed_of_its_teacher() -> None:
    teacher = teaching(vote_a="E5", vote_b="MiniLM", vote_seed="41")
    press(teacher, "open")
    code = teacher.query_params[f"{SLUG}-room"]
    assert ROOMS.look(code).setting == Setting(("e5-small-v2", "all-minilm-l6-v2"), 41)  # type: ignore[union-attr]
    assert f"{SLUG}-vote-seed=41" in link(teacher)
    student = visit("student", room=code, vote_a="BM25", vote_seed="3")
    assert ballot(student) == ballot(visit("other", room=code))
    assert student.selectbox(key=f"{SLUG}-vote-a").value == "e5-small-v2"
    assert student.selectbox(key=f"{SLUG}-vote-a").disabled
    press(student, "left", "next")
    assert student.query_params[f"{SLUG}-vote-seed"] == "41", "so that the vote goes on when the room has ended"
    press(teacher, "leave")
    alive(student.run())
    assert "Question 2 of 10" in bodies(student)


def test_only_the_teacher_who_opened_a_room_is_its_teacher() -> None:
    _, code = opened()
    other = teaching("student", room=code)
    assert BARS not in alternatives(other)
    assert not [button for button in other.button if "Reveal" in button.label and "everybody" in button.label]


def test_a_class_is_tested_by_its_questions() -> None:
    teacher, code = opened()
    for number in range(20):
        for question in range(10):
            ROOMS.vote(code, question, LEFT, f"student {number}")
    press(teacher, "reveal-all")
    assert any("Votes on one question are not independent" in line for line in findings(teacher))
    assert any(line.value.startswith("The known answers over all 60") for line in teacher.markdown)


def test_the_table_of_a_class_names_a_ranker_only_after_the_reveal() -> None:
    dealt = find_deal(PAIR, 7)
    code = ROOMS.open(Setting(PAIR, 7), 10, "teacher")
    ROOMS.vote(code, 1, LEFT, "student")
    ROOMS.reveal(code, [1], "teacher")
    rows = class_rows(dealt, ROOMS.look(code))
    assert [row["left"] for row in rows] == [0, 1, *[0] * 8]
    assert [row["left_ranker"] for row in rows] == ["", SHORT[dealt.questions[1].rankers[0]], *[""] * 8]
    assert class_rows(dealt, None) == []


def test_a_room_that_ends_leaves_the_votes_and_says_so() -> None:
    teacher, code = opened()
    student = press(visit("student", room=code), "left", "next")
    press(teacher, "leave")
    assert f"{SLUG}-room" not in teacher.query_params
    alive(student.run())
    assert notes(student)[-1].startswith("There is no room by the code of this address, or it has ended.")
    assert "Question 2 of 10" in bodies(student)
    press(student, "right")
    assert any("You chose right" in line for line in findings(student)), "alone, the reveal comes at once"


@pytest.mark.parametrize(
    "code",
    [
        "BCDFGH",
        "bcdfgh",
        "",
        "<script>alert(1)</script>",
        "../..",
        "A" * 3_000,
        "🙂🙂🙂🙂🙂🙂",
        "B\x00DFGH",
        "%00",
        "BCDFG ",
    ],
)
def test_a_hostile_code_is_no_room_and_is_not_repeated(code: str) -> None:
    app = visit("student", room=code)
    assert problems(app) == []
    assert len([line for line in notes(app) if line.startswith("There is no room")]) == bool(code)
    assert "<script>" not in bodies(app)
    assert "Question 1 of 10" in bodies(press(app, "left"))


def test_a_code_can_be_typed() -> None:
    _, code = opened()
    student = visit("student")
    alive(student.text_input(key="el-vote-code").set_value("no code").run())
    assert problems(student) == ["A room's code has six letters, no vowels among them."]
    alive(student.text_input(key="el-vote-code").set_value(f" {code.lower()} ").run())
    alive(student.button(key="el-vote-enter").click().run())
    assert student.query_params[f"{SLUG}-room"] == code
    press(student, "left")
    assert ROOMS.has_voted(code, "student")[0]
    press(student, "leave")
    assert f"{SLUG}-room" not in student.query_params
    assert ROOMS.look(code) is not None, "a student who leaves ends nothing"


def test_a_server_without_a_room_says_so() -> None:
    for number in range(VOTE_ROOMS):
        ROOMS.open(Setting(PAIR, 7), 10, f"teacher {number}")
    app = press(teaching("one more"), "open")
    assert problems(app)[0].startswith(f"{VOTE_ROOMS} rooms are open on this server")
    assert f"{SLUG}-room" not in app.query_params

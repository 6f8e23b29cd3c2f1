"""A class in real browsers: counts grow on the screen of its teacher, and a page loaded again votes no more."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.kit.browser.page import axe_violations, settle
from tests.kit.browser.server import Server

SLUG = "every_family"


def test_a_class_votes_and_its_teacher_looks_on(new_page: Callable[..., Page], server: Server) -> None:
    teacher, student = new_page(), new_page(width=390)
    teacher.goto(f"{server.url}/{SLUG}?guess=off&teach=1&{SLUG}-open-vote=true")
    teacher.get_by_role("button", name="Collect the class's votes").click()
    settle(teacher, "Reveal all")
    expect(teacher.get_by_text("0 visitors, 0 votes")).to_be_visible()
    assert axe_violations(teacher) == []
    link = teacher.locator("[data-testid=stCode]").filter(has_text=f"{SLUG}-room").inner_text().strip()

    student.goto(link)
    settle(student, "Question 1 of 10")
    student.get_by_role("link", name="go to the vote").click()
    expect(student.get_by_text("Question 1 of 10")).to_be_in_viewport()
    question = student.locator("p", has_text="Better for:").inner_text().removeprefix("Better for: ")
    expect(student.get_by_text(question)).to_have_count(2)
    student.get_by_role("button", name="Left", exact=True).click()
    settle(student, "Your vote is counted, without your name.")
    expect(teacher.get_by_text("1 visitor, 1 vote;")).to_be_visible()

    student.reload()
    settle(student, "Question 2 of 10")
    student.goto(link)  # without the votes that the address of the page has held
    settle(student, "Question 1 of 10")
    student.get_by_role("button", name="Right", exact=True).click()
    settle(student, "was counted before, so this one is not.")
    expect(teacher.get_by_text("1 visitor, 1 vote;")).to_be_visible()

    expect(student.get_by_text("You chose right")).to_have_count(0)
    teacher.get_by_role("button", name="Reveal question 1 to everybody").click()
    expect(student.get_by_text("You chose right")).to_be_visible(timeout=30_000)
    teacher.reload()
    settle(teacher, "End the room")
    teacher.get_by_role("button", name="End the room").click()
    expect(student.get_by_text("There is no room by the code of this address")).to_be_visible(timeout=30_000)

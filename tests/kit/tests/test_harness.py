"""The harness itself, on a page that misbehaves on request: a check that cannot fail would prove nothing."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.kit.browser.page import axe_violations, outside_requests, settle
from tests.kit.browser.server import Server, running_server

SCRATCH = Path(__file__).parents[1] / "browser" / "scratch_app.py"


@pytest.fixture
def scratch(fresh_server: Callable[..., Server]) -> Server:
    return fresh_server(SCRATCH)


def press(page: Page, name: str, then: str | None = None) -> None:
    page.get_by_role("button", name=name).click()
    settle(page, then)


def test_settled_means_the_new_text_and_the_chart_are_drawn(scratch: Server, page: Page) -> None:
    page.goto(scratch.url)
    settle(page)
    assert page.get_by_text("You typed: point").is_visible()
    assert page.locator(".stPlotlyChart .main-svg").first.is_visible()
    page.get_by_label("word").fill("crane")
    page.get_by_label("word").press("Enter")
    settle(page, "You typed: crane")
    assert page.get_by_text("You typed: point").count() == 0


def test_settle_reports_an_exception_on_the_page(scratch: Server, page: Page) -> None:
    page.goto(scratch.url)
    settle(page)
    with pytest.raises(AssertionError, match="the page shows an exception"):
        press(page, "Fail", "a text that never comes")
    assert "a planted failure" in scratch.output()


def test_a_quiet_page_asks_no_other_machine(scratch: Server, page: Page) -> None:
    asked = outside_requests(page)
    page.goto(scratch.url)
    settle(page)
    assert asked == []
    assert scratch.outside_attempts() == []


def test_a_planted_connection_of_the_server_is_refused_and_noted(scratch: Server, page: Page) -> None:
    page.goto(scratch.url)
    settle(page)
    press(page, "Reach outside", "Refused: ConnectionRefusedError")
    assert [attempt.split(" (")[0] for attempt in scratch.outside_attempts()] == ["socket.connect 192.0.2.1"]


def test_a_planted_request_of_the_page_is_noted(scratch: Server, page: Page) -> None:
    asked = outside_requests(page)
    page.goto(scratch.url)
    settle(page)
    press(page, "Show an outside picture", "Asked for it")
    assert asked == ["http://outside.invalid/picture.png"]


def test_axe_names_a_planted_violation(scratch: Server, page: Page) -> None:
    page.goto(scratch.url)
    settle(page)
    assert not [line for line in axe_violations(page) if line.startswith("image-alt")]
    press(page, "Show a picture without words", "No words")
    assert len([line for line in axe_violations(page) if line.startswith("image-alt")]) == 1


def test_each_page_has_its_size_and_scheme(new_page: Callable[..., Page]) -> None:
    phone = new_page(width=390, height=844, scheme="dark")
    assert phone.evaluate("[innerWidth, matchMedia('(prefers-color-scheme: dark)').matches]") == [390, True]


def test_fresh_servers_are_apart_and_gone_afterwards(tmp_path: Path) -> None:
    folders = [tmp_path / "a", tmp_path / "b"]
    for folder in folders:
        folder.mkdir()
    with running_server(SCRATCH, folders[0]) as one, running_server(SCRATCH, folders[1]) as two:
        assert one.url != two.url
        assert one.pid != two.pid
    for server in (one, two):
        with pytest.raises(ProcessLookupError):
            os.kill(server.pid, 0)


def test_a_server_that_cannot_start_says_why(tmp_path: Path) -> None:
    with (
        pytest.raises(AssertionError, match=r"nowhere\.py"),
        running_server(tmp_path / "nowhere.py", tmp_path),
    ):
        pass

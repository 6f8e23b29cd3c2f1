"""The app is served, and it needs nobody else."""

from playwright.sync_api import Page

from tests.kit.browser.page import outside_requests, settle
from tests.kit.browser.server import Server


def test_home_is_served_without_another_machine(server: Server, page: Page) -> None:
    asked = outside_requests(page)
    page.goto(server.url)
    settle(page)
    assert "EmbedLab" in page.title()
    assert asked == []
    assert server.outside_attempts() == []

"""Marked words in a real browser: on either ground and a narrow screen they fit, can be read, and follow the choice."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.kit.browser.page import axe_violations, settle
from tests.kit.browser.server import Server

SLUG = "every_family"
OPEN = f"guess=off&{SLUG}-open-tokens=true&{SLUG}-rankers=BM25&{SLUG}-rankers=E5+small+v2"


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_marked_words_fit_and_can_be_read(
    width: int, scheme: str, new_page: Callable[..., Page], server: Server
) -> None:
    page = new_page(width=width, height=900, scheme=scheme)
    page.goto(f"{server.url}/{SLUG}?{OPEN}")
    settle(page, "Of the text, the word that raises the score most, by 2 rankers")
    assert page.locator("mark.el-raises").count() > 2
    assert axe_violations(page) == []
    page.goto(f"{server.url}/{SLUG}?{OPEN}&{SLUG}-marked=E5+small+v2")
    settle(page, "Parts that add up")
    settle(page, "the order by changes correlate by")
    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    table = page.locator(".el-parts.el-marks").last
    assert table.evaluate("e => e.scrollWidth <= e.clientWidth")

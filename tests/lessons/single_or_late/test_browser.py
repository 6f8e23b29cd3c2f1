"""Lesson 5 in a real browser: a deep link, controls that move figures, every screen, everybody."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.kit.browser.page import axe_violations, outside_requests, settle
from tests.kit.browser.server import Server

ADDRESS = "single_or_late"
LAST = "Read on"


def opened(page: Page, server: Server, query: str = "?guess=off") -> Page:
    page.goto(f"{server.url}/{ADDRESS}{query}")
    settle(page, LAST)
    return page


def test_a_deep_link_to_a_fresh_server_opens_the_document_it_names(
    page: Page, fresh_server: Callable[..., Server]
) -> None:
    server = fresh_server()
    asked = outside_requests(page)
    opened(page, server, "?single_or_late-document=2&single_or_late-step9=4&single_or_late-open-scores=true")
    expect(page).to_have_title("EmbedLab · Single vector or late interaction?")
    expect(page.get_by_text("Document 2", exact=True)).to_be_visible()
    assert "Sum so far" in page.locator(".st-key-el-hero .el-finding").inner_text()
    assert asked == []
    assert server.outside_attempts() == []


def test_first_screen_shows_both_figures_the_text_and_the_findings(page: Page, server: Server) -> None:
    opened(page, server, "")
    assert page.get_by_role("button", name="Show me").is_visible()
    for part in (*page.get_by_test_id("stPlotlyChart").all()[:2], *page.locator(".el-finding, .el-document").all()):
        box = part.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 800


def test_every_column_of_the_matrix_can_be_read_on_a_phone(new_page: Callable[..., Page], server: Server) -> None:
    page = opened(new_page(width=390, height=844), server)
    matrix = page.locator(".st-key-single_or_late-matrix")
    names = [name.bounding_box() for name in matrix.locator(".xtick text").all()]
    assert len(names) > 12
    lefts = sorted(box["x"] for box in names if box is not None)
    assert min(after - before for before, after in pairwise(lefts)) >= 11
    box = matrix.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 844


def test_a_click_on_a_mark_chooses_its_document(page: Page, server: Server) -> None:
    opened(page, server)
    rankings = page.locator(".st-key-single_or_late-rankings")
    point = rankings.locator(".scatterlayer .point").first
    point.click(force=True)
    page.wait_for_url("**single_or_late-document=1*")


def test_a_key_on_the_stepper_adds_one_row_less(page: Page, server: Server) -> None:
    opened(page, server)
    page.get_by_role("slider", name="Query tokens added up").press("ArrowLeft")
    settle(page, "Sum so far")
    assert "single_or_late-step9=8" in page.url


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("dark", 390)])
def test_it_fits_its_screen_and_passes_axe(
    scheme: str, width: int, new_page: Callable[..., Page], server: Server
) -> None:
    page = opened(new_page(width=width, height=844, scheme=scheme), server)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe_violations(page) == []

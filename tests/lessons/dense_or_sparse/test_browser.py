"""Lesson 4 in a real browser: a deep link, a control that moves its figure, a clicked mark, axe, a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.kit.browser.page import axe_violations, outside_requests, settle
from tests.kit.browser.server import Server

PATH = "dense_or_sparse"
ANSWERS = "Place of the text that answers"


def opened(page: Page, server: Server, query: str = "") -> Page:
    page.goto(f"{server.url}/{PATH}{query}")
    settle(page, ANSWERS)
    return page


def test_a_deep_link_to_a_fresh_server_shows_the_screen(page: Page, fresh_server: Callable[..., Server]) -> None:
    server = fresh_server()
    asked = outside_requests(page)
    opened(page, server, "?example4=Error+E-4042&mix=0.25")
    assert page.title() == "EmbedLab · Dense or sparse?"
    assert page.get_by_role("textbox", name="Query").input_value() == "error E-4042"
    assert page.get_by_text("nDCG@10 at weight 0.25").count() == 1
    assert page.locator(".el-brand").is_visible()
    assert asked == []


def test_the_first_screen_holds_both_figures_and_both_findings(page: Page, server: Server) -> None:
    opened(page, server)
    for finding in page.locator(".el-finding").all()[:2]:
        box = finding.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 800


def test_the_weight_moves_the_line_by_keyboard_and_a_clicked_mark_is_looked_at(page: Page, server: Server) -> None:
    opened(page, server)
    page.get_by_role("slider", name="Hybrid sum").press("ArrowRight")
    settle(page, "nDCG@10 at weight 0.55")
    page.wait_for_url("**mix=0.55*")
    mark = page.locator(".st-key-ranks .js-plotly-plot")
    box = mark.bounding_box()
    assert box is not None
    spot = mark.evaluate(
        """plot => {
            const trace = plot._fullData.find(t => t.mode === 'markers' && t.customdata && t.customdata[0] === 1);
            const {xaxis, yaxis} = plot._fullLayout;
            const last = trace.x.length - 1;
            return [xaxis._offset + xaxis.c2p(trace.x[last]), yaxis._offset + yaxis.c2p(trace.y[last])];
        }"""
    )
    page.mouse.click(box["x"] + spot[0], box["y"] + spot[1])
    page.wait_for_url("**look0=2*")
    settle(page, "Two scores of document")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_passes_axe(new_page: Callable[..., Page], server: Server, scheme: str) -> None:
    page = opened(new_page(height=5200, scheme=scheme), server, "?score2=Hybrid+RRF")
    assert axe_violations(page) == []


def test_a_phone_has_nothing_wider_than_its_screen(new_page: Callable[..., Page], server: Server) -> None:
    page = opened(new_page(width=390, height=844), server)
    main = "document.querySelector('[data-testid=stMain]')"
    assert page.evaluate(f"{main}.scrollWidth <= {main}.clientWidth")
    assert axe_violations(page) == []

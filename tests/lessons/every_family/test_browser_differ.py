"""The finder in a real browser: a clicked mark chooses a pair, and a phone shows all of it."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.kit.browser.page import axe_violations, settle
from tests.kit.browser.server import Server

SLUG = "every_family"
FIGURE = f".st-key-{SLUG}-differ .js-plotly-plot"
SAID = "doublings apart"


def opened(page: Page, server: Server) -> Page:
    page.goto(f"{server.url}/{SLUG}?guess=off&{SLUG}-open-differ=true&{SLUG}-differ-where=examples+of+this+page")
    settle(page, SAID)
    return page


def test_a_clicked_mark_chooses_its_pair_and_the_texts_unfold(page: Page, server: Server) -> None:
    opened(page, server)
    mark = page.locator(f"{FIGURE} .trace.scatter").last.locator(".point").nth(2)
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url(f"**{SLUG}-differ-pair=3*")
    expect(page.get_by_role("button", name="Previous", exact=True)).to_be_enabled()
    listed = page.get_by_role("region", name="The widest differences")
    expect(listed).to_be_hidden()
    page.get_by_text("The same as a list, with the texts").click()
    expect(listed).to_be_visible()
    assert axe_violations(page) == []


def test_on_a_phone_nothing_is_wider_than_the_screen(new_page: Callable[..., Page], server: Server) -> None:
    page = opened(new_page(width=390, height=844), server)
    page.get_by_text("The same as a list, with the texts").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

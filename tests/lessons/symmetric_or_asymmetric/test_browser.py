"""Lesson 6 in a real browser: a deep link, an example and prefixes that move their figures, axe, a phone."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.kit.browser.page import drawn, outside_requests, settle
from tests.kit.browser.server import Server

ADDRESS = "symmetric_or_asymmetric"
LAST = "Read on"
TEXTS = ("x", "y", "text")
OPEN = "?guess=off&symmetric_or_asymmetric-open-prefixes=true"


def opened(page: Page, server: Server, query: str = OPEN) -> Page:
    page.goto(f"{server.url}/{ADDRESS}{query}")
    settle(page, LAST)
    return page


def test_a_deep_link_to_a_fresh_server_shows_the_rankings(page: Page, fresh_server: Callable[..., Server]) -> None:
    server = fresh_server()
    asked = outside_requests(page)
    opened(page, server, f"{OPEN}&{ADDRESS}-example=What+is+Mercury%3F&{ADDRESS}-prefix=none")
    expect(page).to_have_title("EmbedLab · Symmetric or asymmetric?")
    assert page.get_by_role("textbox", name="Query").input_value() == "What is Mercury?"
    chart = page.locator(".st-key-symmetric_or_asymmetric-rankings .js-plotly-plot")
    assert chart.locator(".scatterlayer .point").count() > 0
    box, finding = chart.bounding_box(), page.locator(".el-finding").first.bounding_box()
    assert box is not None
    assert finding is not None
    assert max(box["y"] + box["height"], finding["y"] + finding["height"]) <= 800
    expect(page.locator(".el-finding").nth(2)).to_contain_text("goes from rank 3 to rank 3")
    assert asked == []
    assert server.outside_attempts() == []


def test_another_example_draws_other_rankings(page: Page, server: Server) -> None:
    opened(page, server)
    before = drawn(page, "symmetric_or_asymmetric-rankings", TEXTS)
    page.get_by_role("combobox", name="Example").click()
    page.get_by_role("option", name="What is Mercury?").click()
    settle(page, "the best answer at rank 5")
    assert page.get_by_role("textbox", name="Query").input_value() == "What is Mercury?"
    assert drawn(page, "symmetric_or_asymmetric-rankings", TEXTS) != before
    assert "symmetric_or_asymmetric-example=What+is+Mercury" in page.url


def test_the_prefixes_change_the_order_and_what_is_said_of_it(page: Page, server: Server) -> None:
    opened(page, server)
    expect(page.locator(".el-finding").nth(2)).to_contain_text("goes from rank 5 to rank 1")
    before = drawn(page, "symmetric_or_asymmetric-prefix-order", TEXTS)
    page.get_by_role("radio", name="swapped").click(timeout=15_000)
    page.wait_for_url("**-prefix=swapped*")
    expect(page.locator(".el-finding").nth(2)).not_to_contain_text("goes from rank 5 to rank 1")
    settle(page)
    assert drawn(page, "symmetric_or_asymmetric-prefix-order", TEXTS) != before

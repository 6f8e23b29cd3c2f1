"""Lesson 2 in a real browser: deep link, pooling and stepper, the live run that can be stopped, axe, a phone."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.kit.browser.page import axe_violations, drawn, outside_requests, settle
from tests.kit.browser.server import Server

ADDRESS = "word_or_sentence"
LAST = "A Simple but Tough-to-Beat Baseline"
PATIENCE = 30_000


def opened(page: Page, server: Server, query: str = "") -> Page:
    page.goto(f"{server.url}/{ADDRESS}{query}")
    settle(page, LAST)
    return page


def test_a_deep_link_to_a_fresh_server_shows_both_figures(page: Page, fresh_server: Callable[..., Server]) -> None:
    server = fresh_server()
    asked = outside_requests(page)
    opened(page, server, "?pooling2=max&shown2=B")
    expect(page).to_have_title("EmbedLab · Word level or sentence level?")
    expect(page.locator(".el-sub").first).to_have_text("8 tokens of text B, one vector")
    for key, number in (("pooling-tokens", 0), ("pooling-kinds", 1)):
        box = page.locator(f".st-key-{key} .js-plotly-plot").bounding_box()
        finding = page.locator(".el-finding").nth(number).bounding_box()
        assert box is not None
        assert finding is not None
        assert max(box["y"] + box["height"], finding["y"] + finding["height"]) <= 800
    expect(page.locator(".el-finding").first).to_contain_text("has the largest value in")
    assert asked == []
    assert server.outside_attempts() == []


def test_another_pooling_and_a_step_draw_other_vectors(page: Page, server: Server) -> None:
    opened(page, server)
    mean = drawn(page, "pooling-tokens")
    page.get_by_role("radio", name="[CLS]", exact=True).click(timeout=15_000)
    expect(page.locator(".el-finding").first).to_contain_text("The vector of [CLS] alone", timeout=PATIENCE)
    settle(page)
    assert "pooling2=" in page.url
    assert drawn(page, "pooling-tokens") != mean
    page.get_by_role("slider", name="Tokens pooled so far").press("Home")
    said = "token 1 of 8: cosine with the finished vector 1.00"
    expect(page.locator(".el-finding").first).to_contain_text(said, timeout=PATIENCE)


def test_typed_texts_are_compared_and_stand_in_the_link(page: Page, server: Server) -> None:
    opened(page, server)
    field = page.get_by_role("textbox", name="Text A")
    field.fill("<b>Snow</b> falls on $x$.")
    field.press("Enter")
    heading = page.get_by_role("heading", name="tokens of text A")
    expect(heading).not_to_have_text("8 tokens of text A, one vector", timeout=PATIENCE)
    settle(page)
    assert "Snow" in page.url
    assert page.locator(".el-problem").count() == 0


def test_the_live_run_shows_how_far_it_is_lets_others_answer_and_stops(page: Page, server: Server) -> None:
    opened(page, server)
    page.get_by_role("button", name="Compute all of it here").click(timeout=15_000)
    stop = page.get_by_role("button", name="Stop", exact=True)
    stop.wait_for(timeout=PATIENCE)
    page.get_by_text("r = 0.").first.wait_for(timeout=60_000)
    page.get_by_role("radio", name="max").click(timeout=15_000)
    expect(page.locator(".el-finding").first).to_contain_text("has the largest value in", timeout=PATIENCE)
    if stop.count():  # a quick machine may be through already
        stop.click(timeout=15_000)
    page.get_by_role("button", name="Compute all of it here").wait_for(timeout=PATIENCE)


def test_the_light_page_passes_axe(page: Page, server: Server) -> None:
    assert axe_violations(opened(page, server)) == []


def test_a_dark_phone_passes_axe_and_has_nothing_wider_than_itself(
    new_page: Callable[..., Page], server: Server
) -> None:
    page = opened(new_page(width=390, height=844, scheme="dark"), server)
    main = "document.querySelector('[data-testid=stMain]')"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate(f"{main}.scrollWidth <= {main}.clientWidth")
    assert axe_violations(page) == []

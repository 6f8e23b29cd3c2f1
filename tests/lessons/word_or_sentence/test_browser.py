"""Lesson 2 in a real browser: pooling and stepper, typed texts, a clicked dot, the live run that can be stopped."""

from playwright.sync_api import Locator, Page, expect

from tests.kit.browser.page import drawn, settle
from tests.kit.browser.server import Server

ADDRESS = "word_or_sentence"
LAST = "Read on"
PATIENCE = 30_000


def opened(page: Page, server: Server, query: str = "") -> Page:
    page.goto(f"{server.url}/{ADDRESS}?guess=off{query}")
    settle(page, LAST)
    return page


def bottom(locator: Locator) -> float:
    box = locator.bounding_box()
    assert box is not None
    return box["y"] + box["height"]


def test_guess_number_strips_and_finding_stand_on_the_first_screen(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/{ADDRESS}?{ADDRESS}-pooling=max")
    settle(page, LAST)
    for name in ("pair", "kinds"):
        assert bottom(page.locator(f".st-key-{ADDRESS}-{name} .js-plotly-plot")) <= 800
    for finding in page.locator(".el-finding").all():
        assert bottom(finding) <= 800
    page.set_viewport_size({"width": 390, "height": 844})
    settle(page)
    assert bottom(page.locator(f".st-key-{ADDRESS}-pair .js-plotly-plot")) <= 844


def test_another_pooling_and_a_step_draw_other_vectors(page: Page, server: Server) -> None:
    opened(page, server, f"&{ADDRESS}-open-forming=true&{ADDRESS}-shown=B")
    expect(page.get_by_role("heading", name="8 tokens of text B, one vector")).to_be_visible()
    mean = drawn(page, f"{ADDRESS}-pair")
    page.get_by_role("radio", name="[CLS]", exact=True).click(timeout=15_000)
    expect(page.get_by_text("Only [CLS] is kept")).to_be_visible(timeout=PATIENCE)
    settle(page)
    assert f"{ADDRESS}-pooling=" in page.url
    assert drawn(page, f"{ADDRESS}-pair") != mean
    page.get_by_role("slider", name="Tokens pooled so far").press("Home")
    said = "token 1 of 8: cosine with the finished vector 1.00"
    expect(page.locator(".el-finding").nth(2)).to_contain_text(said, timeout=PATIENCE)


def test_typed_texts_are_compared_and_stand_in_the_link(page: Page, server: Server) -> None:
    opened(page, server)
    before = page.locator(".el-finding").first.inner_text()
    field = page.get_by_role("textbox", name="Text A")
    field.fill("<b>Snow</b> falls on $x$.")
    field.press("Enter")
    expect(page.locator(".el-finding").first).not_to_have_text(before, timeout=PATIENCE)
    settle(page)
    assert "Snow" in page.url
    assert page.locator(".el-problem").count() == 0


def test_the_live_run_shows_how_far_it_is_lets_others_answer_and_stops(page: Page, server: Server) -> None:
    opened(page, server, f"&{ADDRESS}-open-people=true")
    page.get_by_role("button", name="Compute all of it here").click(timeout=15_000)
    stop = page.get_by_role("button", name="Stop", exact=True)
    stop.wait_for(timeout=PATIENCE)
    page.get_by_text("r = 0.").first.wait_for(timeout=60_000)
    page.get_by_role("radio", name="max").click(timeout=15_000)
    expect(page.get_by_text("in which it is largest")).to_be_visible(timeout=PATIENCE)
    if stop.count():  # a quick machine may be through already
        stop.click(timeout=15_000)
    page.get_by_role("button", name="Compute all of it here").wait_for(timeout=PATIENCE)


def test_a_click_on_a_dot_shows_its_stories_and_stands_in_the_link(page: Page, server: Server) -> None:
    opened(page, server, f"&{ADDRESS}-open-people=true")
    page.get_by_text("The dot farthest from the line").wait_for(timeout=PATIENCE)
    page.locator(f".st-key-{ADDRESS}-dots .scatterlayer .point").nth(40).click(force=True)
    page.get_by_text("The ringed dot").wait_for(timeout=PATIENCE)
    assert f"{ADDRESS}-stories=" in page.url

"""Lesson 2 in a real browser: pooling and stepper, typed texts, a clicked dot, the live run that can be stopped."""

from playwright.sync_api import Page, expect

from tests.kit.browser.page import drawn, settle
from tests.kit.browser.server import Server

ADDRESS = "word_or_sentence"
LAST = "Read on"
PATIENCE = 30_000


def opened(page: Page, server: Server, query: str = "") -> Page:
    page.goto(f"{server.url}/{ADDRESS}?guess=off{query}")
    settle(page, LAST)
    return page


def test_the_first_screen_shows_both_figures_and_their_findings(page: Page, server: Server) -> None:
    opened(page, server, f"&{ADDRESS}-pooling=max&{ADDRESS}-shown=B")
    expect(page.locator(".el-sub").first).to_have_text("8 tokens of text B, one vector")
    for name, number in (("tokens", 0), ("kinds", 1)):
        box = page.locator(f".st-key-{ADDRESS}-{name} .js-plotly-plot").bounding_box()
        finding = page.locator(".el-finding").nth(number).bounding_box()
        assert box is not None
        assert finding is not None
        assert max(box["y"] + box["height"], finding["y"] + finding["height"]) <= 800
    expect(page.locator(".el-finding").first).to_contain_text("has the largest value in")


def test_another_pooling_and_a_step_draw_other_vectors(page: Page, server: Server) -> None:
    opened(page, server)
    mean = drawn(page, f"{ADDRESS}-tokens")
    page.get_by_role("radio", name="[CLS]", exact=True).click(timeout=15_000)
    expect(page.locator(".el-finding").first).to_contain_text("The vector of [CLS] alone", timeout=PATIENCE)
    settle(page)
    assert f"{ADDRESS}-pooling=" in page.url
    assert drawn(page, f"{ADDRESS}-tokens") != mean
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
    opened(page, server, f"&{ADDRESS}-open-people=true")
    page.get_by_role("button", name="Compute all of it here").click(timeout=15_000)
    stop = page.get_by_role("button", name="Stop", exact=True)
    stop.wait_for(timeout=PATIENCE)
    page.get_by_text("r = 0.").first.wait_for(timeout=60_000)
    page.get_by_role("radio", name="max").click(timeout=15_000)
    expect(page.locator(".el-finding").first).to_contain_text("has the largest value in", timeout=PATIENCE)
    if stop.count():  # a quick machine may be through already
        stop.click(timeout=15_000)
    page.get_by_role("button", name="Compute all of it here").wait_for(timeout=PATIENCE)


def test_a_click_on_a_dot_shows_its_stories_and_stands_in_the_link(page: Page, server: Server) -> None:
    opened(page, server, f"&{ADDRESS}-open-people=true")
    page.get_by_text("The dot farthest from the line").wait_for(timeout=PATIENCE)
    page.locator(f".st-key-{ADDRESS}-dots .scatterlayer .point").nth(40).click(force=True)
    page.get_by_text("The ringed dot").wait_for(timeout=PATIENCE)
    assert f"{ADDRESS}-stories=" in page.url

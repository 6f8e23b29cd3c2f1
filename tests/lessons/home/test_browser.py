"""The app is served, and it needs nobody else; Home can be passed by keyboard and shows its point at once."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.kit.browser.page import outside_requests, settle
from tests.kit.browser.server import Server

TAB_STOPS = 60


def test_home_is_served_without_another_machine(server: Server, page: Page) -> None:
    asked = outside_requests(page)
    page.goto(server.url)
    settle(page)
    assert "EmbedLab" in page.title()
    assert asked == []
    assert server.outside_attempts() == []


def test_a_keyboard_passes_home_with_the_models_open_in_sixty_stops(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/?home-open-taxonomy=true")
    settle(page, "BM42")
    stops = []
    while len(stops) <= TAB_STOPS:
        page.keyboard.press("Tab")
        stop = page.evaluate("document.activeElement === document.body ? '' : document.activeElement.outerHTML")
        if not stop:
            break
        stops.append(stop[:120])
    assert any('aria-label="Models on the six axes"' in stop for stop in stops)
    assert 20 < len(stops) <= TAB_STOPS, stops


def test_the_point_of_home_is_on_the_first_screen(server: Server, new_page: Callable[..., Page]) -> None:
    for width, height, seen in ((1280, 800, ".el-finding"), (390, 844, ".st-key-home-points")):
        page = new_page(width, height)
        page.goto(server.url)
        settle(page, "Your guess")
        box = page.locator(f".st-key-el-hero {seen}:not([data-stale=true])").bounding_box()
        assert box["y"] + box["height"] <= height
        cut = "labels => labels.filter(label => label.scrollWidth > label.clientWidth).map(label => label.innerText)"
        choices = page.locator("[class*=st-key-el-guess-box] button [data-testid=stMarkdownContainer]")
        assert choices.evaluate_all(cut) == []
        for text in page.locator(".st-key-home-points .annotation-text").all():
            note = text.bounding_box()
            assert note["x"] >= 0
            assert note["x"] + note["width"] <= width

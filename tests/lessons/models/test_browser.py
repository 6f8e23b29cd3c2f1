"""The page of the models in a real browser: a model is loaded behind the page, which says so by itself."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.kit.browser.page import settle
from tests.kit.browser.server import Server


def test_a_model_comes_into_memory_and_the_page_says_so_by_itself(
    page: Page, fresh_server: Callable[..., Server]
) -> None:
    page.goto(f"{fresh_server().url}/models?guess=off&models-model=E5+small+v2")
    settle(page, "Read on")
    expect(page.get_by_text("Since this server started: – not asked yet.")).to_be_visible()
    page.get_by_role("button", name="Load", exact=True).click()
    settle(page, "Now: in memory")
    expect(page.get_by_role("button", name="Load", exact=True)).to_have_count(0)

"""The static room of lesson 1 in a real browser: three tables, and a word that only one of them can build."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.kit.browser.page import settle
from tests.kit.browser.server import Server
from tests.lessons.static_or_contextual.test_browser import LAST, drawn, opened

ROOM = ("static-room",)


def test_a_link_opens_the_unseen_word_and_typing_another_changes_it(page: Page, server: Server) -> None:
    opened(page, server, ROOM, tool="An unseen word", unseen="phtosynthesis")
    expect(page.get_by_text("No vector: “phtosynthesis” is not among the 57,403 words")).to_be_visible()
    before = drawn(page, "room-built-fasttext-embedlab")
    field = page.get_by_role("textbox", name="A word that nobody has written")
    field.fill("microbiologyst")
    field.press("Enter")
    page.wait_for_function("() => !location.search.includes('unseen=')")  # the default, so it leaves the address
    settle(page, "“microbiology” too, its nearest word")
    assert drawn(page, "room-built-fasttext-embedlab") != before
    assert page.locator(".st-key-static_or_contextual-room-unseen-glove-6b-50d").count() == 0


def test_another_table_moves_the_left_map_alone(page: Page, server: Server) -> None:
    opened(page, server, parts=())
    left, right = drawn(page, "static-spot"), drawn(page, "occurrences")
    page.get_by_role("combobox", name="Static table").click()
    page.get_by_role("option", name="FastText (trained here)").click()
    page.wait_for_url("**static_or_contextual-table=FastText*")
    settle(page, LAST)
    expect(page.locator(".st-key-static_or_contextual-static-spot")).to_contain_text("points")
    assert drawn(page, "static-spot") != left
    assert drawn(page, "occurrences") == right


def test_three_tables_fit_on_a_phone(new_page: Callable[..., Page], server: Server) -> None:
    narrow = new_page(390, 844)
    opened(narrow, server, ROOM, tool="Analogy")
    assert narrow.evaluate("document.documentElement.scrollWidth") <= 390
    for table in ("glove-6b-50d", "word2vec-embedlab", "fasttext-embedlab"):
        box = narrow.locator(f".st-key-static_or_contextual-room-analogy-{table}").bounding_box()
        assert box
        assert 250 < box["width"] <= 390
